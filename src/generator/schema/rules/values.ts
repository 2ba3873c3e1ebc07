import { renameExactNumber } from "../../exact-numbers.js";
import {
  isJsonArray,
  isJsonObject,
  mapMembers,
  ownMember,
  setMember,
  type JsonObject,
} from "../../json.js";
import { dynamicReference } from "../dynamic-scope.js";
import { isSchema, VALUE_KINDS } from "../keyword-values.js";
import type { SchemaRule, ServedContext } from "../json-schema.js";

/** Earlier drafts write a tuple as a list in `items`; JSON Schema 2020-12 writes it as `prefixItems`. */
export const TRANSLATE_ITEM_LISTS: SchemaRule = {
  name: "a list of items becomes prefixItems",
  concerns: ["items", "prefixItems", "additionalItems"],
  apply(schema, context) {
    const lists = isJsonArray(schema["items"]);
    const isEmptyPrefix =
      isJsonArray(schema["prefixItems"]) && schema["prefixItems"].length === 0;
    if (isEmptyPrefix) {
      const { prefixItems: _, ...others } = schema;
      return TRANSLATE_ITEM_LISTS.apply(others, context);
    }
    if (!lists && schema["additionalItems"] === undefined) return schema;
    const { items, additionalItems, ...rest } = schema;
    if (!isJsonArray(items)) {
      return items === undefined ? rest : { ...rest, items };
    }
    if (items.length === 0) {
      return additionalItems === undefined
        ? rest
        : { ...rest, items: additionalItems };
    }
    return {
      ...rest,
      prefixItems: items,
      ...(additionalItems === undefined ? {} : { items: additionalItems }),
    };
  },
};

/**
 * OpenAPI 3.0 has a boolean beside the bound. Without a bound the boolean says
 * nothing: wraptile sends it so, because it loses the bound of `gt=0`.
 */
export const TRANSLATE_EXCLUSIVE_BOUNDS: SchemaRule = {
  name: "a boolean exclusive bound becomes a number",
  concerns: ["exclusiveMinimum", "exclusiveMaximum"],
  apply(schema) {
    let result = schema;
    for (const [exclusive, bound] of EXCLUSIVE_BOUNDS) {
      if (typeof result[exclusive] !== "boolean") continue;
      const { [exclusive]: flag, ...rest } = result;
      const limit = rest[bound];
      if (!flag || typeof limit !== "number") {
        result = rest;
      } else {
        const { [bound]: moved, ...others } = rest;
        const translated = { ...others, [exclusive]: moved };
        result = renameExactNumber(translated, rest, bound, exclusive);
      }
    }
    return result;
  },
};

const EXCLUSIVE_BOUNDS = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

/** Drafts before 2019-09 list in one keyword what a property asks for: names, or a schema. */
export const TRANSLATE_DEPENDENCIES: SchemaRule<ServedContext> = {
  name: "dependencies become dependentRequired and dependentSchemas",
  concerns: ["dependencies"],
  apply(schema, context) {
    if (schema["dependencies"] === undefined) return schema;
    const { dependencies, ...rest } = schema;
    const names = { ...(rest["dependentRequired"] as JsonObject | undefined) };
    const schemas = { ...(rest["dependentSchemas"] as JsonObject | undefined) };
    for (const [name, value] of Object.entries(dependencies as JsonObject)) {
      const needed = typeof value === "string" ? [value] : value;
      if (VALUE_KINDS.names.is(needed)) {
        setMember(names, name, [ownMember(names, name) ?? [], needed].flat(2));
      } else if (isSchema(value)) {
        const other = ownMember(schemas, name);
        const both = other === undefined ? value : { allOf: [other, value] };
        setMember(schemas, name, both);
      } else context.weaken();
    }
    return {
      ...rest,
      ...(isEmpty(names) ? {} : { dependentRequired: names }),
      ...(isEmpty(schemas) ? {} : { dependentSchemas: schemas }),
    };
  },
};

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

/** Where a dynamic reference leads is known, because the way to it is: only marks tell them from others. */
export const TRANSLATE_DYNAMIC_REFERENCES: SchemaRule = {
  name: "a dynamic reference is a reference",
  concerns: ["$dynamicRef", "$recursiveRef"],
  apply(schema) {
    if (
      schema["$dynamicRef"] === undefined &&
      schema["$recursiveRef"] === undefined
    ) {
      return schema;
    }
    const { $dynamicRef, $recursiveRef, ...rest } = schema;
    const references = [$dynamicRef, $recursiveRef].filter(
      (reference) => typeof reference === "string",
    );
    const [first, ...others] = references.map(dynamicReference);
    if (first === undefined) return schema;
    if (rest["$ref"] === undefined && others.length === 0) {
      return { ...rest, $ref: first };
    }
    const parts = isJsonArray(rest["allOf"]) ? rest["allOf"] : [];
    const added = [first, ...others].map((reference) => ({ $ref: reference }));
    return { ...rest, allOf: [...parts, ...added] };
  },
};

/** The schema of JSON Schema wants each name once, and some validators refuse to read what it refuses. */
export const LIST_NAMES_ONCE: SchemaRule = {
  name: "names are listed once",
  concerns: ["required", "dependentRequired"],
  apply(schema) {
    const { required, dependentRequired } = schema;
    let result = schema;
    if (isJsonArray(required) && new Set(required).size < required.length) {
      result = { ...result, required: [...new Set(required)] };
    }
    if (isJsonObject(dependentRequired)) {
      const once = mapMembers(dependentRequired, (names) => [
        ...new Set(names as readonly unknown[]),
      ]);
      result = { ...result, dependentRequired: once };
    }
    return result;
  },
};
