import { hash } from "node:crypto";
import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  printedJson,
  quotedText,
  setMember,
  type Json,
  type JsonObject,
} from "../json.js";
import type { ProcessModel, TypeExpression } from "../model/service-model.js";
import { innerTypes } from "../model/type-uses.js";
import { isResourceRelation, withoutHost } from "../resource-links.js";
import { wayOf } from "./keyword-ways.js";
import { memberJoin } from "./member-texts.js";

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

/** The terms of a process: the JSON text of {@link ProcessTerms}. */
export function processTerms(process: ProcessModel): string {
  const { jobControlOptions, outputTransmission, schemas } = process;
  const start = `${listMember("jobControlOptions", jobControlOptions)}${listMember("outputTransmission", outputTransmission)}${textsMember(process)}`;
  const inputs = valueTerms(schemas.inputs, foreignValues(process.inputs));
  const outputs = valueTerms(schemas.outputs, foreignValues(process.outputs));
  return `{${start}"inputs":${inputs},"outputs":${outputs}}`;
}

function listMember(
  name: string,
  items: readonly string[] | undefined,
): string {
  return items === undefined ? "" : `"${name}":${JSON.stringify(items)},`;
}

function textsMember({ documentation, links = [] }: ProcessModel): string {
  const { title, description, tags } = documentation;
  const keywords = tags
    .filter(({ name }) => name === "keywords")
    .map(({ text }) => text);
  const others = links
    .filter(({ rel }) => !isResourceRelation(rel))
    .map(({ href, rel, title: label }) => [
      withoutHost(href),
      rel,
      label ?? "",
    ]);
  let all = textMember("", "title", title);
  all = textMember(all, "description", description);
  all = textMember(all, "keywords", keywords);
  all = textMember(all, "links", others);
  return all === "" ? "" : `"texts":{${all}},`;
}

function textMember(
  before: string,
  name: string,
  text: readonly unknown[] | string = "",
): string {
  return text.length === 0
    ? before
    : memberJoin(before, `"${name}":${hashText([printedJson(text)])}`);
}

/** Names of values whose type is, or has in it, one of the runtime or none: it does not tell what the schema admits. */
function foreignValues(
  values: ProcessModel["inputs"] | ProcessModel["outputs"],
): ReadonlySet<string> {
  const foreign = new Set<string>();
  for (const { name, type } of values) {
    if (isForeign(type)) foreign.add(name);
  }
  return foreign;
}

function isForeign(type: TypeExpression): boolean {
  return (
    type.kind === "runtime" ||
    (type.kind === "keyword"
      ? type.name === "unknown"
      : innerTypes(type).some(isForeign))
  );
}

function valueTerms(schema: Json, foreign: ReadonlySet<string>): string {
  if (!isJsonObject(schema)) return "{}";
  const { properties, $defs } = schema;
  const values = documentedTerms(properties, foreign);
  const definitions = documentedTerms($defs);
  if (definitions === "") return values === "" ? "{}" : `{"values":${values}}`;
  return values === ""
    ? `{"definitions":${definitions}}`
    : `{"values":${values},"definitions":${definitions}}`;
}

/**
 * Terms of each member with the hash of its documentation, as the text of an object; those without any are left out.
 *
 * @param foreign - Names of members whose type does not tell what the schema admits. Default: none.
 */
function documentedTerms(
  members: unknown,
  foreign?: ReadonlySet<string>,
): string {
  if (!isJsonObject(members)) return "";
  let all = "";
  for (const name of Object.keys(members)) {
    const texts: string[] = [];
    const terms = termsOf(members[name], foreign?.has(name) !== true, texts);
    const found =
      texts.length === 0
        ? terms
        : memberJoin(terms, `"texts":${hashText(texts)}`);
    if (found !== "") all = memberJoin(all, `${quotedText(name)}:{${found}}`);
  }
  return all === "" ? "" : `{${all}}`;
}

/**
 * The members of a schema's terms, as JSON text without braces; none where it says nothing.
 *
 * @param texts - Gets what documents the schema and those inside it.
 */
function termsOf(schema: unknown, isTyped: boolean, texts: string[]): string {
  if (!isJsonObject(schema)) return schema === false ? '"not":{}' : "";
  const typed = isTyped && !isWellKnown(schema);
  let terms = "";
  for (const keyword of Object.keys(schema)) {
    const value = schema[keyword];
    const way = wayOf(keyword);
    let text = "";
    if (way === undefined || way === "text") {
      texts.push(`${keyword} ${canonicalJson(value)}`);
    } else if (way === "inside") {
      text = termsInside(keyword, value, typed, texts);
    } else if (way !== "typed" || !typed || isOutOfTypes(keyword, value)) {
      text = printedJson(way === "condition" ? withoutTexts(value) : value);
    }
    if (text !== "") terms = memberJoin(terms, `"${keyword}":${text}`);
  }
  if (hasInteger(schema["type"])) terms = memberJoin(terms, '"integer":true');
  if (schema["additionalProperties"] === false) {
    terms = memberJoin(terms, '"closed":true');
  }
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
  if (keyword === "enum" && isJsonArray(value)) return value.some(isStructure);
  return (keyword === "enum" || keyword === "const") && isStructure(value);
}

function isStructure(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function termsInside(
  keyword: string,
  value: unknown,
  isTyped: boolean,
  texts: string[],
): string {
  if (keyword === "$ref") return printedJson(value);
  if (keyword === "additionalProperties" && value === false) return "";
  if (keyword === "properties") return memberTerms(value, isTyped, texts);
  if (isJsonArray(value)) return listTerms(keyword, value, isTyped, texts);
  const terms = termsOf(value, isTyped, texts);
  return terms === "" ? "" : `{${terms}}`;
}

/** Terms of each member, as the text of an object; those without any are left out. */
function memberTerms(
  members: unknown,
  isTyped: boolean,
  texts: string[],
): string {
  if (!isJsonObject(members)) return "";
  let all = "";
  for (const name of Object.keys(members)) {
    const terms = termsOf(members[name], isTyped, texts);
    if (terms !== "") all = memberJoin(all, `${quotedText(name)}:{${terms}}`);
  }
  return all === "" ? "" : `{${all}}`;
}

/** Terms of each schema of a list, as the text of a list; none where none has any. */
function listTerms(
  keyword: string,
  schemas: readonly unknown[],
  isTyped: boolean,
  texts: string[],
): string {
  const isChoice = keyword === "anyOf" || keyword === "oneOf";
  let all = "";
  let isAny = false;
  for (const schema of schemas) {
    const terms = termsOf(schema, isTyped, texts);
    if (terms !== "") isAny = true;
    all = memberJoin(all, `{${isChoice ? withType(terms, schema) : terms}}`);
  }
  return isAny ? `[${all}]` : "";
}

/** The branch of an alternative, with the type that tells it from the others. */
function withType(terms: string, schema: unknown): string {
  const type = isJsonObject(schema) ? schema["type"] : undefined;
  return type === undefined
    ? terms
    : memberJoin(terms, `"kind":${printedJson(type)}`);
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

/** The JSON text of a hash of texts, in whichever order they came; they are put in order. */
function hashText(texts: string[]): string {
  const whole = hash("sha256", inOrder(texts).join("\n"), "base64url");
  return `"${whole.slice(0, HASH_LENGTH)}"`;
}

/** Texts in code point order. Hardly any value has more than a title and a description. */
function inOrder(texts: string[]): readonly string[] {
  const [first = "", second = "", third] = texts;
  if (third !== undefined) return texts.sort();
  return texts.length < 2 || first <= second ? texts : [second, first];
}
