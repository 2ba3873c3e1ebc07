import {
  isJsonArray,
  isJsonObject,
  mapMembers,
  pointerToken,
  type JsonObject,
} from "../json.js";
import type { CleanSchema } from "./json-schema.js";
import { childrenOf, type Children } from "./keyword-values.js";
import { KEYWORDS, keywordsWhere } from "./keywords.js";
import { copyMark } from "./runtime-type.js";

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

/** A schema that the rules have changed, with changed schemas in it. */
export function changeChildren(
  schema: JsonObject,
  changes: ChildChanges,
): CleanSchema {
  const changed: Record<string, unknown> = copyMark(schema, {});
  for (const keyword of Object.keys(schema)) {
    const children = CHILDREN.get(keyword);
    const value =
      children === undefined
        ? schema[keyword]
        : changedValue(children, keyword, schema[keyword], changes);
    // The rules leave only keywords of the table, none of which is `__proto__`.
    if (value !== undefined) changed[keyword] = value;
  }
  return changed;
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
      return mapMembers(value as JsonObject, (member, name) =>
        changes.child(member, `/${keyword}/${shortToken(name)}`),
      );
    case "schema":
      return changes.child(value, `/${keyword}`);
    case "schema or boolean":
      return typeof value === "boolean"
        ? value
        : changes.child(value, `/${keyword}`);
    case "list":
      return (value as readonly unknown[]).map((item, index) =>
        changes.child(item, `/${keyword}/${index}`),
      );
    default:
      return children satisfies never;
  }
}

/** The schemas that stand directly in a schema; what a reference leads to is not among them. */
export function childSchemas(schema: JsonObject): readonly unknown[] {
  return Object.keys(schema).flatMap((keyword) => {
    const children = CHILDREN.get(keyword);
    const value = schema[keyword];
    switch (children) {
      case "schema":
      case "schema or boolean":
        return [value];
      case "list":
        return isJsonArray(value) ? value : [];
      case "map":
        return isJsonObject(value) ? Object.values(value) : [];
      case "reference":
      case undefined:
        return [];
      default:
        return children satisfies never;
    }
  });
}

/** Only people read pointers, and every schema inside repeats the name: it is cut to 200 characters. */
function shortToken(name: string): string {
  return pointerToken(name.slice(0, 200));
}
