import type { CleanSchema } from "../schema/json-schema.js";
import type { SchemaReader } from "./object-type.js";
import { itemPlace, type TypePlace } from "./type-place.js";
import type { TypeExpression } from "./service-model.js";
import { UNKNOWN } from "./unions.js";
import { MAXIMUM_WEIGHT, weightOf } from "./weight.js";

/** Longer tuples become arrays: nobody reads them. */
export const MAXIMUM_TUPLE = 16;

/** The type of an array: a tuple where its length is fixed and short, or where it has `prefixItems`. */
export function arrayType(
  schema: CleanSchema,
  place: TypePlace,
  reader: SchemaReader,
): TypeExpression {
  const { prefixItems, items, minItems = 0, maxItems = Infinity } = schema;
  const rest =
    items === false
      ? undefined
      : typeof items === "object"
        ? (reader.nameless(items) ?? reader.typeOf(items, itemPlace(place)))
        : UNKNOWN;
  if (prefixItems !== undefined) {
    return tupleType(schema, prefixItems, rest, place, reader);
  }
  if (rest === undefined) return { kind: "tuple", elements: [] };
  const short = maxItems * weightOf(rest) <= MAXIMUM_WEIGHT;
  if (minItems === maxItems && maxItems <= MAXIMUM_TUPLE && short) {
    return {
      kind: "tuple",
      elements: Array<TypeExpression>(maxItems).fill(rest),
    };
  }
  return isPromised(place) && minItems > 0 && isShort(2, rest)
    ? { kind: "tuple", elements: [rest], rest }
    : { kind: "array", element: rest };
}

/**
 * Whether the first item of a list that is never empty is promised:
 * `[T, ...T[]]`. Callers read outputs item by item. Inputs are `T[]`, because
 * TypeScript does not know the length of a list that a program makes; so is
 * what stands in a type that inputs may share.
 */
function isPromised({ role, owner }: TypePlace): boolean {
  return role === "output" && owner === "process";
}

function tupleType(
  schema: CleanSchema,
  prefixItems: readonly CleanSchema[],
  rest: TypeExpression | undefined,
  place: TypePlace,
  reader: SchemaReader,
): TypeExpression {
  const { minItems = 0, maxItems = Infinity } = schema;
  const elements = prefixItems.slice(0, maxItems).map((item, index) =>
    reader.typeOf(item, {
      ...place,
      name: `${place.name}Item${index + 1}`,
      pointer: `${place.pointer}/prefixItems/${index}`,
    }),
  );
  const length = isShort(minItems, rest)
    ? Math.min(minItems, MAXIMUM_TUPLE)
    : 0;
  while (elements.length < length && rest !== undefined) elements.push(rest);
  const closed = rest === undefined || maxItems <= elements.length;
  const required = Math.min(minItems, elements.length);
  return {
    kind: "tuple",
    elements,
    ...(required < elements.length ? { required } : {}),
    ...(closed ? {} : { rest }),
  };
}

/** Whether a type with so many equal elements is short enough to read. */
function isShort(length: number, element: TypeExpression | undefined): boolean {
  const weight = element === undefined ? 0 : weightOf(element);
  return Math.min(length, MAXIMUM_TUPLE) * weight <= MAXIMUM_WEIGHT;
}
