import type { CleanSchema } from "../schema/json-schema.js";
import { typesOf } from "../schema/value-types.js";
import { itemPlace, type TypePlace } from "./type-place.js";
import type { SchemaTyper } from "./type-of-schema.js";
import type { Occurrence } from "./service-model.js";

/** A value's alternatives, parted by how they go over the wire. */
export interface Parted {
  /** The alternatives of the items of each array that may have content among them. */
  readonly lists: readonly (readonly CleanSchema[])[];
  /** All other alternatives. */
  readonly single: readonly CleanSchema[];
}

/**
 * Parts the arrays whose items may be content from a value's other
 * alternatives: their items are encoded and delivered one by one, as values of
 * their own.
 */
export function partContentLists(
  alternatives: readonly CleanSchema[],
  isContent: (schema: CleanSchema) => boolean,
  place: TypePlace,
  typer: SchemaTyper,
): Parted {
  const lists: (readonly CleanSchema[])[] = [];
  const single: CleanSchema[] = [];
  for (const schema of alternatives) {
    const items = itemsOf(schema, place, typer);
    if (items?.some(isContent) !== true) {
      single.push(schema);
      continue;
    }
    lists.push(items);
    // Such as null.
    const others = typesOf(schema.type ?? "array").filter(
      (type) => type !== "array",
    );
    if (others.length > 0) single.push({ ...schema, type: others });
  }
  return { lists, single };
}

function itemsOf(
  { type, items, prefixItems, enum: values }: CleanSchema,
  place: TypePlace,
  typer: SchemaTyper,
): readonly CleanSchema[] | undefined {
  const isList =
    type !== undefined &&
    typesOf(type).includes("array") &&
    prefixItems === undefined &&
    values === undefined;
  return isList && typeof items === "object"
    ? typer.alternatives(items, itemPlace(place).pointer)
    : undefined;
}

/** Whether a value is such an array: always, or beside something else than null. */
export function occurrence({ lists, single }: Parted): Occurrence {
  if (lists.length === 0) return false;
  const isNull = ({ type }: CleanSchema) =>
    type !== undefined && typesOf(type).join() === "null";
  return single.every(isNull) ? true : "maybe";
}
