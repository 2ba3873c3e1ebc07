import { isJsonArray, isJsonObject, type JsonObject } from "../../json.js";
import { DISCRIMINATOR, type Discriminator } from "../discriminator.js";
import { common, keyOf, ownTag, TAG, tagSchema, type Tag } from "../tags.js";
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
  concerns: ["discriminator"],
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
 * Each branch of a discriminated union says which values its tag has, and
 * requires it, so that TypeScript can narrow the union. What a branch says by
 * itself stays; the server cannot tell its values apart without the tag, so that
 * it is required also where the branch has a default for it.
 */
export const TAG_DISCRIMINATED_BRANCHES: SchemaRule<ViewContext> = {
  name: "a discriminator tags its branches",
  concerns: ["oneOf", "anyOf"],
  apply(schema, context) {
    const discriminator = (schema as CleanSchema)[DISCRIMINATOR];
    if (discriminator === undefined) return schema;
    const keyword = isJsonArray(schema["oneOf"]) ? "oneOf" : "anyOf";
    const branches = schema[keyword];
    if (!isJsonArray(branches)) return schema;
    const tags = (branches as readonly CleanSchema[]).map((branch) =>
      tagOf(branch, discriminator, context),
    );
    if (countOf(tags) > MAXIMUM_TAGS) {
      context.report(
        "warning",
        "schema-discriminator-too-long",
        `A discriminator of more than ${MAXIMUM_TAGS} values does not tag its branches.`,
      );
      return schema;
    }
    const tagged = branches.map((branch, index) => {
      const tag = tags[index];
      return tag === undefined
        ? branch
        : { allOf: [branch, { ...tagSchema(tag), [TAG]: tag }] };
    });
    return { ...schema, [keyword]: tagged };
  },
};

/** Nobody reads a type of more tags than this; each branch may have each value. */
const MAXIMUM_TAGS = 1000;

function countOf(tags: readonly (Tag | undefined)[]): number {
  return tags.reduce((sum, tag) => sum + (tag?.values.length ?? 0), 0);
}

/** What a branch must be told of its tag; undefined where it says all by itself, or where nothing is known. */
function tagOf(
  branch: CleanSchema,
  { property, values }: Discriminator,
  context: ViewContext,
): Tag | undefined {
  const own = ownTag(branch, property, (key) => context.definition(key));
  const key = branch.$ref === undefined ? undefined : keyOf(branch.$ref);
  const mapped = key === undefined ? undefined : values.get(key);
  if (own.values !== undefined) {
    const both = mapped === undefined ? [] : common(own.values, mapped);
    const left = both.length > 0 ? both : own.values;
    return own.isRequired && left.length === own.values.length
      ? undefined
      : { property, values: left };
  }
  const name = key === undefined ? "" : context.servedName(key);
  const given = mapped ?? (name === "" ? [] : [name]);
  return given.length === 0 ? undefined : { property, values: given };
}
