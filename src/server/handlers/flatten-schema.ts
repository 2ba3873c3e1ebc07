import { isJsonObject, type Schema } from "../documents.js";
import type { Random } from "./random.js";

/** What the references of a schema lead to, by their key in `$defs`. */
export type Definitions = Readonly<Record<string, Schema>>;

const MOST_DEPTH = 32;

/**
 * One schema instead of references and compositions: a branch of each union is chosen, and all is merged. What is merged
 * may admit nothing.
 * @returns undefined: it admits nothing, or its references go in a circle.
 */
export function flattened(
  schema: unknown,
  definitions: Definitions,
  random: Random,
  depth = 0,
): Schema | undefined {
  if (schema === false || depth > MOST_DEPTH) return undefined;
  if (!isJsonObject(schema)) return {};
  const { $ref, allOf, anyOf, oneOf, ...own } = schema;
  const chosen = (branches: unknown): readonly unknown[] => {
    if (!Array.isArray(branches)) return [];
    return [branches[random.below(branches.length)] as unknown];
  };
  const parts = [
    ...(typeof $ref === "string" ? [target($ref, definitions)] : []),
    ...(Array.isArray(allOf) ? (allOf as readonly unknown[]) : []),
    ...chosen(anyOf),
    ...chosen(oneOf),
  ];
  let whole: Schema = own;
  for (const part of parts) {
    const flat = flattened(part, definitions, random, depth + 1);
    if (flat === undefined) return undefined;
    whole = merged(whole, flat);
  }
  return whole;
}

/** The schema that a reference leads to. */
export function target(reference: string, definitions: Definitions): unknown {
  const key = decodeURIComponent(reference.replace(/^#\/\$defs\//, ""))
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  return Object.hasOwn(definitions, key) ? definitions[key] : {};
}

/** A schema that admits what both admit, as far as a sample needs it. */
function merged(left: Schema, right: Schema): Schema {
  const result: Record<string, unknown> = { ...left };
  for (const [keyword, value] of Object.entries(right)) {
    const known = result[keyword];
    result[keyword] =
      known === undefined ? value : (MERGES[keyword]?.(known, value) ?? value);
  }
  return result;
}

const smallest = (left: unknown, right: unknown): unknown =>
  Math.min(Number(left), Number(right));
const largest = (left: unknown, right: unknown): unknown =>
  Math.max(Number(left), Number(right));
const both = (left: unknown, right: unknown): unknown => ({
  allOf: [left, right],
});

/** How two values of a keyword become one. Of all others, the second is taken. */
const MERGES: Readonly<
  Record<string, (left: unknown, right: unknown) => unknown>
> = {
  type: (left, right) => {
    const types = [right].flat().map(String);
    return [left]
      .flat()
      .map(String)
      .filter(
        (type) =>
          types.includes(type) ||
          (type === "integer" && types.includes("number")),
      )
      .concat(
        types.includes("integer") && [left].flat().includes("number")
          ? ["integer"]
          : [],
      );
  },
  enum: (left, right) => {
    const texts = [right].flat().map((value) => JSON.stringify(value));
    return [left]
      .flat()
      .filter((value) => texts.includes(JSON.stringify(value)));
  },
  required: (left, right) => [left, right].flat(),
  properties: (left, right) => {
    if (!isJsonObject(left) || !isJsonObject(right)) return right;
    const properties: Record<string, unknown> = { ...left };
    for (const [name, schema] of Object.entries(right)) {
      properties[name] = Object.hasOwn(left, name)
        ? both(left[name], schema)
        : schema;
    }
    return properties;
  },
  items: both,
  additionalProperties: (left, right) =>
    left === false || right === false ? false : both(left, right),
  minimum: largest,
  exclusiveMinimum: largest,
  minLength: largest,
  minItems: largest,
  minProperties: largest,
  maximum: smallest,
  exclusiveMaximum: smallest,
  maxLength: smallest,
  maxItems: smallest,
};
