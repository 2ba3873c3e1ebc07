import type { CleanSchema } from "../schema/json-schema.js";
import { isComposed } from "../schema/keyword-roles.js";
import { typesOf } from "../schema/value-types.js";
import type { Occurrence, TypeExpression } from "./service-model.js";
import type { SuggestedName } from "./suggested-name.js";
import { encodedContent } from "./media-types.js";
import type { SchemaTyper } from "./type-of-schema.js";
import { itemPlace, type TypePlace } from "./type-place.js";
import { unionOf } from "./unions.js";

/** How one input or output is typed. */
export interface ValueTyping {
  /** `maxOccurs` is above 1: the value is an array of what the schema describes. */
  readonly repeats: boolean;
  /** Whether an alternative is content, which is encoded and delivered by itself. */
  readonly isContent: (schema: CleanSchema) => boolean;
  /** The type of one value that has one of these alternatives. */
  readonly typeOf: (
    alternatives: readonly CleanSchema[],
    place: TypePlace,
    title?: SuggestedName,
  ) => TypeExpression;
  /** Name for the type, where the value's title is one. */
  readonly title: SuggestedName | undefined;
}

/** A value's alternatives, separated by how they go over the wire. */
interface SeparatedAlternatives {
  /** The alternatives of the items of each array that may have content among them. */
  readonly lists: readonly (readonly CleanSchema[])[];
  /** All other alternatives. */
  readonly single: readonly CleanSchema[];
}

/** An input or output with its type. */
export interface TypedValue extends SeparatedAlternatives {
  /** The type of one occurrence of the value. */
  readonly typeOfOne: TypeExpression;
  /** The type of the whole value: an array of the former where `maxOccurs` is above 1. */
  readonly type: TypeExpression;
  /** Whether the value is an array whose items go over the wire one by one. */
  readonly many: Occurrence;
}

/** Content that may be null is two alternatives: null is no content. */
export function nullApart(schema: CleanSchema): readonly CleanSchema[] {
  const { type } = schema;
  if (type === undefined || encodedContent(schema) === undefined) {
    return [schema];
  }
  const types = typesOf(type).filter((one) => one !== "null");
  const [first] = types;
  if (typeof type === "string" || first === undefined) return [schema];
  const content = { ...schema, type: types.length === 1 ? first : types };
  return types.length === type.length ? [content] : [content, { type: "null" }];
}

/**
 * Types a value. Items of an array that may be content are encoded and
 * delivered one by one, as if they were values of their own, so these arrays
 * are separated from the value's other alternatives.
 */
export function typedValue(
  alternatives: readonly CleanSchema[],
  { repeats, isContent, typeOf, title }: ValueTyping,
  place: TypePlace,
  typer: SchemaTyper,
): TypedValue {
  const separated = repeats
    ? { lists: [], single: alternatives }
    : separateContentLists(alternatives, isContent, place, typer);
  const { lists, single } = separated;
  const typeOfOne = unionOf([
    typeOf(single, place, title),
    ...lists.map((items): TypeExpression => ({
      kind: "array",
      element: typeOf(items, itemPlace(place)),
    })),
  ]);
  return {
    lists,
    single,
    typeOfOne,
    type: repeats ? { kind: "array", element: typeOfOne } : typeOfOne,
    many: repeats || occurrence(separated),
  };
}

function separateContentLists(
  alternatives: readonly CleanSchema[],
  isContent: (schema: CleanSchema) => boolean,
  place: TypePlace,
  typer: SchemaTyper,
): SeparatedAlternatives {
  const lists: (readonly CleanSchema[])[] = [];
  const single: CleanSchema[] = [];
  for (const schema of alternatives) {
    const items = itemsOf(schema, place, typer);
    if (items?.some(isContent) !== true) {
      single.push(schema);
      continue;
    }
    lists.push(items);
    // Other types that the schema allows beside the array, such as null.
    const others = typesOf(schema.type ?? "array").filter(
      (type) => type !== "array",
    );
    if (others.length > 0) single.push({ ...schema, type: others });
  }
  return { lists, single };
}

/** The alternatives of an array's items; undefined where the schema describes no array of equal items. */
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
  return isList && typeof items === "object" && mayHaveContent(items)
    ? typer.alternatives(items, itemPlace(place).pointer).flatMap(nullApart)
    : undefined;
}

/** Whether content may be among the alternatives of a schema. */
function mayHaveContent(schema: CleanSchema): boolean {
  return (
    schema.$ref !== undefined ||
    isComposed(schema) ||
    encodedContent(schema) !== undefined
  );
}

/** Whether a value is such an array: `true` where the only other alternative is null. */
function occurrence({ lists, single }: SeparatedAlternatives): Occurrence {
  if (lists.length === 0) return false;
  const isNull = ({ type }: CleanSchema) =>
    type !== undefined && typesOf(type).join() === "null";
  return single.every(isNull) ? true : "maybe";
}
