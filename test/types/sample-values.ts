import fc from "fast-check";
import type { Random } from "../random.js";
import { definition, type Definitions, type Schema } from "./schema.js";

/** Returned if no value was found: the schema contradicts itself, or is too deep. */
export const NO_VALUE: unique symbol = Symbol("no value");

const MAXIMUM_DEPTH = 12;

/**
 * A value that a schema should accept. The caller must check it with a validator:
 * if schemas or branches contradict each other, it is only a guess.
 */
export function sampleValue(
  schema: Schema | boolean,
  definitions: Definitions,
  random: Random,
  depth = 0,
): unknown {
  if (schema === false || depth > MAXIMUM_DEPTH) return NO_VALUE;
  if (schema === true) return random.pick(ANYTHING);
  const plain = flattened(schema, definitions, random, 0);
  if (plain === NO_VALUE || plain.not !== undefined) return NO_VALUE;
  const child = (member: Schema | boolean) =>
    sampleValue(member, definitions, random, depth + 1);
  if (plain.const !== undefined) return plain.const;
  if (plain.enum !== undefined) {
    return plain.enum.length === 0 ? NO_VALUE : random.pick(plain.enum);
  }
  const types = plain.type === undefined ? [] : [plain.type].flat();
  switch (types.length === 0 ? "unknown" : random.pick(types)) {
    case "string":
      return sampleText(plain, random);
    case "integer":
      return sampleNumber(plain, random, true);
    case "number":
      return sampleNumber(plain, random, random.chance(0.5));
    case "boolean":
      return random.chance(0.5);
    case "null":
      return null;
    case "array":
      return sampleList(plain, random, child, depth);
    case "object":
      return sampleObject(plain, random, child, depth);
    default:
      return random.pick(ANYTHING);
  }
}

const ANYTHING = [
  "text",
  1.5,
  true,
  null,
  [1, "two"],
  { key: [null] },
] as const;

/** One schema without references and compositions: chooses a branch, and merges everything. */
function flattened(
  schema: Schema,
  definitions: Definitions,
  random: Random,
  depth: number,
): Schema | typeof NO_VALUE {
  if (depth > MAXIMUM_DEPTH) return NO_VALUE;
  const { $ref, oneOf, anyOf, allOf, ...own } = schema;
  const parts: Schema[] = [
    ...($ref === undefined ? [] : [definition($ref, definitions)]),
    ...(oneOf === undefined ? [] : [random.pick(oneOf)]),
    ...(anyOf === undefined ? [] : [random.pick(anyOf)]),
    ...(allOf ?? []),
  ];
  let result: Schema = own;
  for (const part of parts) {
    const flat = flattened(part, definitions, random, depth + 1);
    if (flat === NO_VALUE) return NO_VALUE;
    result = both(result, flat);
  }
  return result;
}

/** Merges two schemas as far as a guess needs it. */
function both(left: Schema, right: Schema): Schema {
  const types =
    left.type === undefined || right.type === undefined
      ? (left.type ?? right.type)
      : [left.type].flat().filter((type) => {
          const others = [right.type].flat();
          return (
            others.includes(type) ||
            (type === "integer" && others.includes("number"))
          );
        });
  const minimum = Math.max(left.minItems ?? 0, right.minItems ?? 0);
  const maximum = Math.min(left.maxItems ?? 99, right.maxItems ?? 99);
  const properties: Record<string, Schema> = { ...left.properties };
  for (const [name, member] of Object.entries(right.properties ?? {})) {
    const known = Object.hasOwn(properties, name)
      ? properties[name]
      : undefined;
    define(properties, name, known ? { allOf: [known, member] } : member);
  }
  return {
    ...left,
    ...right,
    ...(types === undefined ? {} : { type: types }),
    ...(left.properties === undefined && right.properties === undefined
      ? {}
      : { properties }),
    required: [...(left.required ?? []), ...(right.required ?? [])],
    minItems: minimum,
    maxItems: maximum,
  };
}

/** Sets an own property, also one called `__proto__`. */
export function define(
  object: Record<string, unknown>,
  name: string,
  value: unknown,
): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function sampleText(schema: Schema, random: Random): string {
  if (schema.pattern !== undefined) {
    const arbitrary = fc.stringMatching(new RegExp(schema.pattern, "u"));
    return (
      fc.sample(arbitrary, { numRuns: 1, seed: random.below(1e9) })[0] ?? ""
    );
  }
  const least = schema.minLength ?? 0;
  const length = Math.min(schema.maxLength ?? 8, least + random.below(4));
  return [..."a'\"\\`${日e"].slice(0, length).join("").padEnd(least, "x");
}

function sampleNumber(schema: Schema, random: Random, whole: boolean): number {
  const step = schema.multipleOf ?? (whole ? 1 : 0.25);
  const low = Math.max(
    schema.minimum ?? -Infinity,
    schema.exclusiveMinimum === undefined
      ? -Infinity
      : schema.exclusiveMinimum + (whole ? 1 : 0.25),
  );
  const high = Math.min(
    schema.maximum ?? Infinity,
    schema.exclusiveMaximum ?? Infinity,
  );
  const first = Number.isFinite(low)
    ? low
    : Number.isFinite(high)
      ? high - 3
      : -2;
  const value = Math.ceil(first / step) * step + random.below(4) * step;
  return value > high ? Math.ceil(first / step) * step : value;
}

function sampleList(
  schema: Schema,
  random: Random,
  child: (member: Schema | boolean) => unknown,
  depth: number,
): unknown {
  const { prefixItems = [], items = true } = schema;
  const least = schema.minItems ?? 0;
  const usual = depth > 5 ? 0 : items === false ? prefixItems.length : 2;
  const length = Math.min(
    Math.max(
      least,
      random.below(usual + 1),
      random.chance(0.7) ? prefixItems.length : 0,
    ),
    schema.maxItems ?? Infinity,
  );
  const values: unknown[] = [];
  for (let index = 0; index < length; index += 1) {
    const value = child(prefixItems[index] ?? items);
    if (value === NO_VALUE) return index < least ? NO_VALUE : values;
    values.push(value);
  }
  return values;
}

function sampleObject(
  schema: Schema,
  random: Random,
  child: (member: Schema | boolean) => unknown,
  depth: number,
): unknown {
  const required = new Set(schema.required);
  const described = schema.properties ?? {};
  const object: Record<string, unknown> = {};
  const additional = schema.additionalProperties;
  for (const name of new Set([...Object.keys(described), ...required])) {
    if (!required.has(name) && random.chance(depth > 5 ? 1 : 0.4)) continue;
    const value = child(
      Object.hasOwn(described, name)
        ? (described[name] ?? {})
        : (additional ?? true),
    );
    if (value === NO_VALUE) {
      if (required.has(name)) return NO_VALUE;
    } else define(object, name, value);
  }
  if (typeof additional === "object" || additional === true) {
    for (const name of ["more", "x-tra"].slice(0, random.below(3))) {
      const value = child(additional);
      if (value !== NO_VALUE) define(object, name, value);
    }
  }
  return object;
}
