import {
  isJsonArray,
  isJsonObject,
  setMember,
  type JsonObject,
} from "../json.js";
import type { CleanSchema } from "./json-schema.js";
import { childrenOf, type Children } from "./keyword-values.js";
import { KEYWORDS, keywordsWhere } from "./keywords.js";

/** What becomes of the schemas in a schema, and of its reference. `around` is what is known of the schema around them. */
export interface ChildChanges<Around> {
  /** Changes a schema in place, which is the value of a keyword, or stands in it under a name or an index. */
  child(
    schema: unknown,
    around: Around,
    keyword: string,
    name?: number | string,
  ): CleanSchema;
  /** Changes a reference; undefined where it cannot stay. Default: it stays as it is. */
  reference?(reference: string, around: Around): string | undefined;
}

/** How schemas stand in the values of keywords, for those that have any. */
const CHILDREN: ReadonlyMap<string, Children> = new Map(
  keywordsWhere(() => true).flatMap((keyword) => {
    const children = childrenOf(KEYWORDS[keyword].value);
    return children === undefined ? [] : [[keyword, children] as const];
  }),
);

/** How schemas stand in the value of a keyword; undefined where there are none, or where it is no keyword. */
export function childrenOfKeyword(keyword: string): Children | undefined {
  return CHILDREN.get(keyword);
}

/**
 * A schema that the rules have changed, with changed schemas in it. Where no
 * schema in it changes, it is the same object: most schemas of a service are so.
 */
export function changeChildren<Around>(
  schema: JsonObject,
  changes: ChildChanges<Around>,
  around: Around,
): CleanSchema {
  let changed: Record<string, unknown> | undefined;
  for (const keyword of Object.keys(schema)) {
    const children = CHILDREN.get(keyword);
    if (children === undefined) continue;
    const before = schema[keyword];
    const value = changedValue(children, keyword, before, changes, around);
    // The rules leave no keyword that is called `__proto__`.
    if (value !== before) (changed ??= { ...schema })[keyword] = value;
  }
  if (changed === undefined) return schema;
  if (!("$ref" in changed) || changed["$ref"] !== undefined) return changed;
  const { $ref: _, ...rest } = changed;
  return rest;
}

function changedValue<Around>(
  children: Children,
  keyword: string,
  value: unknown,
  changes: ChildChanges<Around>,
  around: Around,
): unknown {
  switch (children) {
    case "reference":
      return changes.reference === undefined
        ? value
        : changes.reference(String(value), around);
    case "map":
      return changedMembers(value as JsonObject, keyword, changes, around);
    case "schema":
      return changes.child(value, around, keyword);
    case "schema or boolean":
      return typeof value === "boolean"
        ? value
        : changes.child(value, around, keyword);
    case "list":
      return changedItems(
        value as readonly unknown[],
        keyword,
        changes,
        around,
      );
    default:
      return children satisfies never;
  }
}

function changedMembers<Around>(
  members: JsonObject,
  keyword: string,
  changes: ChildChanges<Around>,
  around: Around,
): JsonObject {
  let changed: Record<string, unknown> | undefined;
  for (const name of Object.keys(members)) {
    const before = members[name];
    const member = changes.child(before, around, keyword, name);
    if (member !== before)
      setMember((changed ??= { ...members }), name, member);
  }
  return changed ?? members;
}

function changedItems<Around>(
  items: readonly unknown[],
  keyword: string,
  changes: ChildChanges<Around>,
  around: Around,
): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let index = 0; index < items.length; index += 1) {
    const before = items[index];
    const item = changes.child(before, around, keyword, index);
    if (item !== before) (changed ??= [...items])[index] = item;
  }
  return changed ?? items;
}

/** The schemas that stand directly in a schema; what a reference leads to is not among them. */
export function childSchemas(schema: JsonObject): readonly unknown[] {
  const found: unknown[] = [];
  for (const keyword of Object.keys(schema)) {
    const children = CHILDREN.get(keyword);
    const value = schema[keyword];
    switch (children) {
      case "schema":
      case "schema or boolean":
        found.push(value);
        break;
      case "list":
        if (isJsonArray(value)) for (const item of value) found.push(item);
        break;
      case "map":
        if (!isJsonObject(value)) break;
        for (const member of Object.values(value)) found.push(member);
        break;
      case "reference":
      case undefined:
        break;
      default:
        children satisfies never;
    }
  }
  return found;
}
