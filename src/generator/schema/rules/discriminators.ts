import { isJsonArray, isJsonObject, type JsonObject } from "../../json.js";
import { DISCRIMINATOR, type Discriminator } from "../discriminator.js";
import type {
  CleanSchema,
  SchemaRule,
  ServedContext,
  ViewContext,
} from "../json-schema.js";

/**
 * OpenAPI's discriminator says which value of a property stands for which
 * schema. It is no keyword of JSON Schema: a mark takes its place.
 */
export const MARK_DISCRIMINATORS: SchemaRule<ServedContext> = {
  name: "a discriminator is a mark, whose mapping leads to definitions",
  apply(schema, context) {
    if (schema["discriminator"] === undefined) return schema;
    const { discriminator, ...rest } = schema;
    const property = discriminatorProperty(discriminator);
    if (property === undefined) return rest;
    const mapping = isJsonObject(discriminator)
      ? discriminator["mapping"]
      : undefined;
    const values = isJsonObject(mapping)
      ? valuesByKey(mapping, branchReferences(rest), context)
      : new Map<string, readonly string[]>();
    return { ...rest, [DISCRIMINATOR]: { property, values } };
  },
};

function discriminatorProperty(discriminator: unknown): string | undefined {
  if (typeof discriminator === "string") return discriminator;
  if (!isJsonObject(discriminator)) return undefined;
  const name = discriminator["propertyName"];
  return typeof name === "string" && name !== "__proto__" ? name : undefined;
}

function branchReferences(schema: JsonObject): readonly string[] {
  return ["oneOf", "anyOf"].flatMap((keyword) => {
    const branches = schema[keyword];
    if (!isJsonArray(branches)) return [];
    return branches.flatMap((branch) =>
      isJsonObject(branch) && typeof branch["$ref"] === "string"
        ? [branch["$ref"]]
        : [],
    );
  });
}

/** The values of the mapping, by the key of the definition that they stand for. */
function valuesByKey(
  mapping: JsonObject,
  references: readonly string[],
  context: ServedContext,
): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  const byName = new Map(
    references.map((reference) => [lastToken(reference), reference]),
  );
  for (const value of Object.keys(mapping)) {
    const target = mapping[value];
    if (typeof target !== "string") continue;
    const key = mappedKey(target, byName, context);
    if (key === undefined) continue;
    const list = values.get(key);
    if (list === undefined) values.set(key, [value]);
    else list.push(value);
  }
  return values;
}

/** Places in which servers keep the schemas that a mapping names. */
const PLACES_OF_SCHEMAS = ["components/schemas", "$defs", "definitions"];

/** The key of what a mapping names: a branch, or else any schema of the description; by its name or by a reference. */
function mappedKey(
  target: string,
  branches: ReadonlyMap<string, string>,
  context: ServedContext,
): string | undefined {
  const candidates = [
    branches.get(target) ?? [],
    ...(/[#/.]/.test(target) ? [target] : []),
    ...PLACES_OF_SCHEMAS.map((place) => `#/${place}/${lastToken(target)}`),
  ].flat();
  for (const candidate of candidates) {
    const key = context.definitionKey(candidate);
    if (key !== undefined) return key;
  }
  return undefined;
}

function lastToken(reference: string): string {
  return reference.split("/").at(-1) ?? "";
}

/**
 * Each branch gets its values of a discriminator as constants of the property,
 * so that TypeScript can narrow the union.
 */
export const TAG_DISCRIMINATED_BRANCHES: SchemaRule<ViewContext> = {
  name: "a discriminator tags its branches",
  apply(schema, context) {
    const discriminator = (schema as CleanSchema)[DISCRIMINATOR];
    if (discriminator === undefined) return schema;
    const { property } = discriminator;
    const keyword = isJsonArray(schema["oneOf"]) ? "oneOf" : "anyOf";
    const branches = schema[keyword];
    if (!isJsonArray(branches)) return schema;
    const tags = branches.map((branch) =>
      tagsOf(branch as CleanSchema, discriminator, context),
    );
    if (tags.reduce((sum, values) => sum + values.length, 0) > MAXIMUM_TAGS) {
      context.report(
        "warning",
        "schema-discriminator-too-long",
        `A discriminator of more than ${MAXIMUM_TAGS} values does not tag its branches.`,
      );
      return schema;
    }
    const tagged = branches.map((branch, index) => {
      const values = tags[index] ?? [];
      if (
        values.length === 0 ||
        hasOwnTag(branch as CleanSchema, property, context)
      ) {
        return branch;
      }
      const tag = {
        type: "object",
        properties: { [property]: { type: "string", enum: values } },
        required: [property],
      };
      return { allOf: [branch, tag] };
    });
    return { ...schema, [keyword]: tagged };
  },
};

/** Nobody reads a type of more tags than this; each branch may have each value. */
const MAXIMUM_TAGS = 1000;

/** The values of the mapping that stand for a branch; without any, the name of its definition. */
function tagsOf(
  { $ref: reference }: CleanSchema,
  { values }: Discriminator,
  context: ViewContext,
): readonly string[] {
  if (reference === undefined) return [];
  const key = keyOf(reference);
  const name = context.servedName(key);
  return values.get(key) ?? (name === "" ? [] : [name]);
}

/** Whether a branch says by itself which values the property has. */
function hasOwnTag(
  branch: CleanSchema,
  property: string,
  context: ViewContext,
): boolean {
  const schema =
    branch.$ref === undefined ? branch : context.definition(keyOf(branch.$ref));
  const properties = schema?.properties ?? {};
  const tag = Object.hasOwn(properties, property)
    ? properties[property]
    : undefined;
  return tag?.enum !== undefined || tag?.const !== undefined;
}

function keyOf(reference: string): string {
  return reference.slice("#/$defs/".length);
}
