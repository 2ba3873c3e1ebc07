import type { JsonObject } from "../json.js";

/**
 * A member by its name in any case, also in snake case: servers older than the
 * standard write `LiteralDataDomain`, `supportedCrs` and `min_occurs`. The exact
 * name takes precedence, and null means that the member is absent.
 */
export function memberNamed(value: JsonObject, name: string): unknown {
  const exact = Object.hasOwn(value, name) ? value[name] : undefined;
  if (exact !== undefined && exact !== null) return exact;
  const wanted = name.toLowerCase();
  const other = Object.keys(value).find(
    (key) =>
      key.length >= wanted.length &&
      comparable(key) === wanted &&
      (value[key] ?? null) !== null,
  );
  return other === undefined ? undefined : value[other];
}

function comparable(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
