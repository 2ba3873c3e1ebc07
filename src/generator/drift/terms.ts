import { hash } from "node:crypto";
import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  setMember,
  type Json,
  type JsonObject,
} from "../json.js";
import type { ProcessModel, TypeExpression } from "../model/service-model.js";
import { innerTypes } from "../model/type-uses.js";
import { isResourceRelation, withoutHost } from "../resource-links.js";
import { wayOf } from "./keyword-ways.js";

/**
 * What a schema says beyond its TypeScript type, in the form of a schema from which all is left
 * out that the type tells. Four members are no keywords: `integer`, because the type of integers is
 * that of all numbers, `closed`, where there are no properties but those with names, `kind`, the
 * type that tells an alternative from the others, and `texts`, the hash of the documentation.
 */
export type Terms = JsonObject;

/** The terms of all inputs or all outputs of a process. Values and definitions without any are left out. */
export interface ValueTerms {
  readonly values?: Readonly<Record<string, Terms>>;
  /** Schemas that `$ref` leads to, by the last segment of the pointer. */
  readonly definitions?: Readonly<Record<string, Terms>>;
}

/** What a process's description says beyond the types. */
export interface ProcessTerms {
  readonly jobControlOptions?: readonly string[];
  readonly outputTransmission?: readonly string[];
  /** Hashes of what only documents the process, by its name. */
  readonly texts?: Readonly<Record<string, string>>;
  readonly inputs: ValueTerms;
  readonly outputs: ValueTerms;
}

/** The terms of a process. */
export function processTerms(process: ProcessModel): ProcessTerms {
  const { jobControlOptions, outputTransmission, schemas } = process;
  const texts = processTexts(process);
  return {
    ...(jobControlOptions === undefined ? {} : { jobControlOptions }),
    ...(outputTransmission === undefined ? {} : { outputTransmission }),
    ...(Object.keys(texts).length === 0 ? {} : { texts }),
    inputs: valueTerms(schemas.inputs, foreignValues(process.inputs)),
    outputs: valueTerms(schemas.outputs, foreignValues(process.outputs)),
  };
}

function processTexts({
  documentation,
  links = [],
}: ProcessModel): Readonly<Record<string, string>> {
  const { title, description, tags } = documentation;
  const keywords = tags.filter(({ name }) => name === "keywords");
  const texts = {
    title: title ?? [],
    description: description ?? [],
    keywords: keywords.map(({ text }) => text),
    links: links
      .filter(({ rel }) => !isResourceRelation(rel))
      .map(({ href, rel, title: label }) => [
        withoutHost(href),
        rel,
        label ?? "",
      ]),
  };
  return Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => text.length > 0)
      .map(([name, text]) => [name, textHash([JSON.stringify(text)])]),
  );
}

/** Names of values whose type is, or has in it, one of the runtime or none: it does not tell what the schema admits. */
function foreignValues(
  values: ProcessModel["inputs"] | ProcessModel["outputs"],
): ReadonlySet<string> {
  const foreign = values.filter(({ type }) => isForeign(type));
  return new Set(foreign.map(({ name }) => name));
}

function isForeign(type: TypeExpression): boolean {
  return (
    type.kind === "runtime" ||
    (type.kind === "keyword" && type.name === "unknown") ||
    innerTypes(type).some(isForeign)
  );
}

function valueTerms(schema: Json, foreign: ReadonlySet<string>): ValueTerms {
  if (!isJsonObject(schema)) return {};
  const { properties, $defs } = schema;
  const values = mapTerms(properties, (value, name) =>
    documentedTerms(value, !foreign.has(name)),
  );
  const definitions = mapTerms($defs, (value) => documentedTerms(value, true));
  return {
    ...(values === undefined ? {} : { values }),
    ...(definitions === undefined ? {} : { definitions }),
  };
}

function documentedTerms(schema: unknown, isTyped: boolean): Terms {
  const texts: string[] = [];
  const terms = termsOf(schema, isTyped, texts);
  return texts.length === 0 ? terms : { ...terms, texts: textHash(texts) };
}

/** Terms of each member; those without any are left out. */
function mapTerms(
  members: unknown,
  terms: (schema: unknown, name: string) => Terms,
): Readonly<Record<string, Terms>> | undefined {
  if (!isJsonObject(members)) return undefined;
  const mapped: Record<string, Terms> = {};
  for (const [name, schema] of Object.entries(members)) {
    const found = terms(schema, name);
    if (Object.keys(found).length > 0) setMember(mapped, name, found);
  }
  return Object.keys(mapped).length === 0 ? undefined : mapped;
}

/** @param texts - Gets what documents the schema and those inside it. */
function termsOf(schema: unknown, isTyped: boolean, texts: string[]): Terms {
  if (!isJsonObject(schema)) return schema === false ? { not: {} } : {};
  const typed = isTyped && !isWellKnown(schema);
  const terms: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    const way = wayOf(keyword);
    if (way === undefined || way === "text") {
      texts.push(`${keyword} ${canonicalJson(value)}`);
    } else if (way === "inside") {
      const inside = termsInside(keyword, value, typed, texts);
      if (inside !== undefined) terms[keyword] = inside;
    } else if (way !== "typed" || !typed || isOutOfTypes(keyword, value)) {
      terms[keyword] = way === "condition" ? withoutTexts(value) : value;
    }
  }
  if (hasInteger(schema["type"])) terms["integer"] = true;
  if (schema["additionalProperties"] === false) terms["closed"] = true;
  return terms;
}

/** The formats of the standard and of GeoJSON have types of the runtime. */
function isWellKnown({ format, allOf, contentMediaType }: JsonObject): boolean {
  return (
    contentMediaType !== undefined ||
    (typeof format === "string" && /^(?:ogc|geojson)-/.test(format)) ||
    (isJsonArray(allOf) &&
      allOf.some((part) => isJsonObject(part) && isWellKnown(part)))
  );
}

function hasInteger(type: unknown): boolean {
  return type === "integer" || (isJsonArray(type) && type.includes("integer"));
}

/** Values that are objects or lists have a type that is wider than they are. */
function isOutOfTypes(keyword: string, value: unknown): boolean {
  const values = keyword === "enum" && isJsonArray(value) ? value : [value];
  return (
    (keyword === "enum" || keyword === "const") &&
    values.some((one) => typeof one === "object" && one !== null)
  );
}

function termsInside(
  keyword: string,
  value: unknown,
  isTyped: boolean,
  texts: string[],
): unknown {
  const terms = (schema: unknown): Terms => termsOf(schema, isTyped, texts);
  if (keyword === "$ref") return value;
  if (keyword === "additionalProperties" && value === false) return undefined;
  if (keyword === "properties") return mapTerms(value, terms);
  if (isJsonArray(value)) {
    const all = value.map(terms);
    if (all.every((one) => Object.keys(one).length === 0)) return undefined;
    if (keyword !== "anyOf" && keyword !== "oneOf") return all;
    return all.map((one, index) => withType(one, value[index]));
  }
  const one = terms(value);
  return Object.keys(one).length === 0 ? undefined : one;
}

/** The branch of an alternative, with the type that tells it from the others. */
function withType(terms: Terms, schema: unknown): Terms {
  const type = isJsonObject(schema) ? schema["type"] : undefined;
  return type === undefined ? terms : { ...terms, kind: type };
}

/** A condition without its documentation. */
function withoutTexts(value: unknown): unknown {
  if (isJsonArray(value)) return value.map(withoutTexts);
  if (!isJsonObject(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    if (wayOf(name) === "text" && !isJsonObject(member)) continue;
    setMember(kept, name, withoutTexts(member));
  }
  return kept;
}

/** Characters of a hash: 36 bits, which two texts of one value share by chance in one of 69 thousand million cases. */
const HASH_LENGTH = 6;

function textHash(texts: readonly string[]): string {
  return hash("sha256", [...texts].sort().join("\n"), "base64url").slice(
    0,
    HASH_LENGTH,
  );
}
