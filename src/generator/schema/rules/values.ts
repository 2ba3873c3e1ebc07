import { isJsonArray, isJsonObject } from "../../json.js";
import { isPattern } from "../keyword-values.js";
import type { SchemaRule } from "../json-schema.js";

/** Earlier drafts write a tuple as a list in `items`; JSON Schema 2020-12 writes it as `prefixItems`. */
export const TRANSLATE_ITEM_LISTS: SchemaRule = {
  name: "a list of items becomes prefixItems",
  apply(schema) {
    const lists = isJsonArray(schema["items"]);
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
        result = { ...others, [exclusive]: moved };
      }
    }
    return result;
  },
};

const EXCLUSIVE_BOUNDS = [
  ["exclusiveMinimum", "minimum"],
  ["exclusiveMaximum", "maximum"],
] as const;

/** The keys of patternProperties are patterns, which validators compile. */
export const DROP_INVALID_PATTERNS: SchemaRule = {
  name: "patternProperties have patterns that compile",
  apply(schema) {
    const patterns = schema["patternProperties"];
    if (!isJsonObject(patterns)) return schema;
    const valid = Object.entries(patterns).filter(([key]) => isPattern(key));
    return valid.length === 0
      ? Object.fromEntries(
          Object.entries(schema).filter(([key]) => key !== "patternProperties"),
        )
      : { ...schema, patternProperties: Object.fromEntries(valid) };
  },
};
