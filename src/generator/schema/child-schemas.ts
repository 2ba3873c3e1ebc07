import {
  isJsonArray,
  isJsonObject,
  pointerToken,
  setMember,
  type JsonObject,
} from "../json.js";
import type { CleanSchema } from "./json-schema.js";
import { childrenOf, type Children } from "./keyword-values.js";
import { KEYWORDS, keywordsWhere } from "./keywords.js";

/** What becomes of the schemas in a schema. */
export interface ChildChanges {
  /** Changes a schema in place; `path` is its JSON Pointer from the schema around it. */
  child(schema: unknown, path: string): CleanSchema;
  /** Changes a reference; undefined where it cannot stay. */
  reference(reference: string): string | undefined;
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
export function changeChildren(
  schema: JsonObject,
  changes: ChildChanges,
): CleanSchema {
  let changed: Record<string, unknown> | undefined;
  for (const keyword of Object.keys(schema)) {
    const children = CHILDREN.get(keyword);
    if (children === undefined) continue;
    const before = schema[keyword];
    const value = changedValue(children, keyword, before, changes);
    // The rules leave no keyword that is called `__proto__`.
    if (value !== before) (changed ??= {})[keyword] = value;
  }
  if (changed === undefined) return schema;
  const whole: CleanSchema = { ...schema, ...changed };
  if (!("$ref" in changed) || changed["$ref"] !== undefined) return whole;
  const { $ref: _, ...rest } = whole;
  return rest;
}

function changedValue(
  children: Children,
  keyword: string,
  value: unknown,
  changes: ChildChanges,
): unknown {
  switch (children) {
    case "reference":
      return changes.reference(String(value));
    case "map":
      return changedMembers(value as JsonObject, keyword, changes);
    case "schema":
      return changes.child(value, `/${keyword}`);
    case "schema or boolean":
      return typeof value === "boolean"
        ? value
        : changes.child(value, `/${keyword}`);
    case "list":
      return changedItems(value as readonly unknown[], keyword, changes);
    default:
      return children satisfies never;
  }
}

function changedMembers(
  members: JsonObject,
  keyword: string,
  changes: ChildChanges,
): JsonObject {
  let changed: Record<string, unknown> | undefined;
  for (const name of Object.keys(members)) {
    const before = members[name];
    const path = `/${keyword}/${shortToken(name)}`;
    const member = changes.child(before, path);
    if (member !== before)
      setMember((changed ??= { ...members }), name, member);
  }
  return changed ?? members;
}

function changedItems(
  items: readonly unknown[],
  keyword: string,
  changes: ChildChanges,
): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (const [index, before] of items.entries()) {
    const item = changes.child(before, `/${keyword}/${index}`);
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

/** Only people read pointers, and every schema inside repeats the name: it is cut to 200 characters. */
function shortToken(name: string): string {
  return pointerToken(name.slice(0, 200));
}
