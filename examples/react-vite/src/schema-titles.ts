import type { JsonSchema } from "./generated/index.ts";

/**
 * The schema, in which alternatives without a title are called after what tells them apart: a media
 * type, a format, a type. The form asks which of them is meant.
 */
export function withTitles(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => [
      keyword,
      keyword === "anyOf" || keyword === "oneOf"
        ? alternatives(value)
        : inside(value),
    ]),
  );
}

function inside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inside);
  return isObject(value) ? withTitles(value) : value;
}

function alternatives(value: unknown): unknown {
  if (!Array.isArray(value)) return inside(value);
  return value.map((branch: unknown) =>
    isObject(branch)
      ? { title: nameOf(branch), ...withTitles(branch) }
      : branch,
  );
}

function nameOf(branch: JsonSchema): string | undefined {
  const parts = [branch, ...(Array.isArray(branch.allOf) ? branch.allOf : [])];
  return parts
    .filter(isObject)
    .map(({ contentMediaType, format, type }) =>
      String(contentMediaType ?? format ?? type ?? ""),
    )
    .find((name) => name !== "");
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
