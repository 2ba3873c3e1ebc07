import {
  isJsonArray,
  isJsonObject,
  pointerToken,
  type JsonObject,
} from "../../json.js";
import { isPattern } from "../keyword-values.js";
import type { RuleContext, SchemaRule } from "../json-schema.js";

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

/**
 * OpenAPI's discriminator says which value of a property stands for which
 * branch. Each branch gets its value as a constant of the property, so that
 * TypeScript can narrow the union.
 */
export const TAG_DISCRIMINATED_BRANCHES: SchemaRule = {
  name: "a discriminator tags its branches",
  apply(schema, context) {
    if (schema["discriminator"] === undefined) return schema;
    const { discriminator, ...rest } = schema;
    const property = discriminatorProperty(discriminator);
    if (property === undefined) return rest;
    const keyword = isJsonArray(rest["oneOf"]) ? "oneOf" : "anyOf";
    const branches = rest[keyword];
    if (!isJsonArray(branches)) return rest;
    const mapping = isJsonObject(discriminator)
      ? discriminator["mapping"]
      : undefined;
    const targets = valuesByTarget(isJsonObject(mapping) ? mapping : {});
    const tags = branches.map((branch) => tagsOf(branch, targets));
    if (tags.reduce((sum, values) => sum + values.length, 0) > MAXIMUM_TAGS) {
      context.report(
        "warning",
        "schema-discriminator-too-long",
        `A discriminator of more than ${MAXIMUM_TAGS} values does not tag its branches.`,
      );
      return rest;
    }
    const tagged = branches.map((branch, index) => {
      const values = tags[index] ?? [];
      if (values.length === 0 || hasOwnTag(branch, property, context)) {
        return branch;
      }
      const tag = {
        type: "object",
        properties: { [property]: { type: "string", enum: values } },
        required: [property],
      };
      return { allOf: [branch, tag] };
    });
    return { ...rest, [keyword]: tagged };
  },
};

function discriminatorProperty(discriminator: unknown): string | undefined {
  if (typeof discriminator === "string") return discriminator;
  if (!isJsonObject(discriminator)) return undefined;
  const name = discriminator["propertyName"];
  return typeof name === "string" && name !== "__proto__" ? name : undefined;
}

/** Nobody reads a type of more tags than this; each branch may have each value. */
const MAXIMUM_TAGS = 1000;

/** The values of the mapping, by the reference or the name of the schema that they stand for. */
function valuesByTarget(
  mapping: JsonObject,
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const value of Object.keys(mapping)) {
    const target = mapping[value];
    if (typeof target !== "string") continue;
    for (const key of [target, `name ${pointerToken(target)}`]) {
      const list = values.get(key);
      if (list === undefined) values.set(key, [value]);
      else list.push(value);
    }
  }
  return values;
}

/** The values of the mapping that stand for a branch; without any, the last part of its reference. */
function tagsOf(
  branch: unknown,
  targets: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (!isJsonObject(branch) || typeof branch["$ref"] !== "string") return [];
  const reference = branch["$ref"];
  const name = reference.split("/").at(-1) ?? "";
  const whole = targets.get(reference) ?? [];
  const named = targets.get(`name ${name}`) ?? [];
  const mapped =
    named.length === 0 ? whole : [...new Set([...whole, ...named])];
  return mapped.length > 0 ? mapped : name === "" ? [] : [name];
}

/** Whether a branch says by itself which values the property has. */
function hasOwnTag(
  branch: unknown,
  property: string,
  context: RuleContext,
): boolean {
  if (!isJsonObject(branch)) return false;
  const reference = branch["$ref"];
  const schema =
    typeof reference === "string" ? context.lookUp(reference) : branch;
  const properties = schema?.["properties"];
  if (!isJsonObject(properties)) return false;
  const tag = properties[property];
  return (
    isJsonObject(tag) &&
    (isJsonArray(tag["enum"]) || tag["const"] !== undefined)
  );
}
