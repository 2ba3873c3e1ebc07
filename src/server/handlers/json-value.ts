import { MediaValue, Reference } from "../process.js";

/**
 * What a value is as JSON: a copy, in which members without a value are left out, and dates and the like are what their
 * `toJSON` says.
 *
 * @param name - What the value is, for the message, such as `Output "scene"`.
 * @param path - Where it stands in that, such as `["0"]` for the first item.
 * @throws TypeError - JSON does not have it, or would have another value instead, such as null for NaN.
 */
export function jsonValue(
  value: unknown,
  name: string,
  path: readonly string[] = [],
): unknown {
  return copy(value, { name, path, around: [] });
}

interface Visit {
  readonly name: string;
  readonly path: readonly string[];
  /** The objects that the value stands in. */
  readonly around: readonly unknown[];
}

function copy(value: unknown, visit: Visit): unknown {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : refuse(String(value), visit);
  }
  if (typeof value !== "object") return refuse(named(typeof value), visit);
  if (visit.around.includes(value)) {
    return refuse("an object that contains itself", visit);
  }
  const within = { ...visit, around: [...visit.around, value] };
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      copy(item, { ...within, path: [...visit.path, String(index)] }),
    );
  }
  if (isContent(value)) {
    return refuse(
      `${named(value.constructor.name)} within an object`,
      visit,
      "content is an output by itself, or a list of it",
    );
  }
  if (hasJsonForm(value)) return copy(value.toJSON(), within);
  if (Symbol.iterator in value || value instanceof Promise) {
    return refuse(named(value.constructor.name), visit);
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]: [string, unknown]) => [
      name,
      copy(member, { ...within, path: [...visit.path, name] }),
    ]);
  return Object.fromEntries(members);
}

function hasJsonForm(value: object): value is { toJSON(): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}

function isContent(value: object): boolean {
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof MediaValue ||
    value instanceof Reference
  );
}

function named(kind: string): string {
  return `${/^(undefined|[aeio])/i.test(kind) ? "an" : "a"} ${kind}`;
}

function refuse(
  what: string,
  { name, path }: Visit,
  why = "JSON does not have that",
): never {
  const pointer = path.map(
    (part) => `/${part.replaceAll("~", "~0").replaceAll("/", "~1")}`,
  );
  const said =
    path.length === 0 ? `is ${what}` : `has ${what} at ${pointer.join("")}`;
  throw new TypeError(`${name} ${said}: ${why}.`);
}
