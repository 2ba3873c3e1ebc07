import { localizedText } from "../../description/localized-text.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../../json.js";
import { sizeOfJson } from "../../json-size.js";
import type { RuleContext, SchemaRule } from "../json-schema.js";

/** What a keyword's value must be; all else is not a keyword that we know. */
const KEYWORDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  $ref: isText,
  type: (value) => isText(value) || isTextList(value),
  enum: isValueList,
  const: isValue,
  properties: isJsonObject,
  required: isTextList,
  additionalProperties: isSchema,
  patternProperties: isJsonObject,
  prefixItems: isJsonArray,
  items: (value) => isSchema(value) || isJsonArray(value),
  additionalItems: isSchema,
  minItems: isCount,
  maxItems: isCount,
  uniqueItems: isBoolean,
  minLength: isCount,
  maxLength: isCount,
  pattern: isPattern,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: (value) => isNumber(value) || isBoolean(value),
  exclusiveMaximum: (value) => isNumber(value) || isBoolean(value),
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  minProperties: isCount,
  maxProperties: isCount,
  oneOf: isNonEmptyList,
  anyOf: isNonEmptyList,
  allOf: isNonEmptyList,
  discriminator: (value) => isJsonObject(value) || isText(value),
  nullable: isBoolean,
  default: isValue,
  examples: isValueList,
  deprecated: isBoolean,
  readOnly: isBoolean,
  writeOnly: isBoolean,
  format: isText,
  contentMediaType: isText,
  contentEncoding: isText,
};

/** Keywords that validate what TypeScript cannot say, and that no rule translates. */
const UNTRANSLATED = ["not", "if", "patternProperties", "dependentSchemas"];

const UNIT_KEYWORDS = ["x-unit", "x-units", "x-uom", "unit", "units", "uom"];

/**
 * Keeps the keywords that we know, with values of the kind that they want.
 * All else goes: extensions, identifiers that move references (`$id`), and
 * keywords that a library would execute (`tsType`).
 */
export const KEEP_KNOWN_KEYWORDS: SchemaRule = {
  name: "only keywords of JSON Schema with values of their kind remain",
  apply(schema, context) {
    for (const keyword of UNTRANSLATED) {
      if ((schema[keyword] ?? null) === null || keyword === "patternProperties")
        continue;
      context.report(
        "info",
        "schema-keyword-ignored",
        `The keyword "${keyword}" has no counterpart in a TypeScript type; the type is wider than the schema.`,
      );
    }
    const kept: Record<string, unknown> = {};
    // The type follows the annotations, and the items follow the type: so the
    // schemas are printed, and so people read them.
    let type: unknown;
    let items: unknown;
    for (const keyword of knownKeywords(schema)) {
      const value = schema[keyword];
      if (value === undefined || isEmptyAnnotation(keyword, value)) continue;
      if (KEYWORDS[keyword]?.(value) !== true) {
        if (value !== null) reportMalformed(keyword, context);
      } else if (keyword === "type") type = value;
      else if (keyword === "items") items = value;
      else kept[keyword] = value;
    }
    annotate(kept, schema);
    if (type !== undefined) kept["type"] = type;
    if (items !== undefined) kept["items"] = items;
    return kept;
  },
};

function reportMalformed(keyword: string, context: RuleContext): void {
  context.report(
    "info",
    "schema-keyword-malformed",
    `The value of "${keyword}" is not what the keyword wants; it is left out.`,
  );
}

const ORDER: ReadonlyMap<string, number> = new Map(
  Object.keys(KEYWORDS).map((keyword, index) => [keyword, index]),
);

/** The keywords of a schema that we know, in the order of the table: a schema has few of them. */
function knownKeywords(schema: JsonObject): readonly string[] {
  const order = (keyword: string) => ORDER.get(keyword) ?? 0;
  return Object.keys(schema)
    .filter((keyword) => ORDER.has(keyword))
    .sort((left, right) => order(left) - order(right));
}

function own(schema: JsonObject, keyword: string): unknown {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

/** `default: null` and the like count only where null is a value: see the rule for nullable. */
function isEmptyAnnotation(keyword: string, value: unknown): boolean {
  return value === null && keyword !== "default" && keyword !== "const";
}

function annotate(result: Record<string, unknown>, schema: JsonObject): void {
  const title = localizedText(own(schema, "title"));
  if (title !== undefined) result["title"] = title;
  const description = localizedText(own(schema, "description"));
  if (description !== undefined) result["description"] = description;
  const example = own(schema, "example");
  if (example !== undefined && example !== null && isValue(example)) {
    result["examples"] = [example];
  }
  for (const keyword of UNIT_KEYWORDS) {
    const unit = own(schema, keyword);
    if (!isText(unit)) continue;
    result["x-unit"] = unit;
    return;
  }
}

/** Longer and deeper values are no constants, and no defaults that somebody reads. */
const MAXIMUM_SIZE = 50_000;
const MAXIMUM_DEPTH = 64;

/** A value that can be printed: without numbers that JSON does not have, and of a size to be had. */
function isValue(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  const { values, depth, finite } = sizeOfJson(value, MAXIMUM_SIZE);
  return finite && depth <= MAXIMUM_DEPTH && values <= MAXIMUM_SIZE;
}

/** Long lists of scalars are another rule's business. */
function isValueList(value: unknown): boolean {
  return isJsonArray(value) && value.every(isValue);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isTextList(value: unknown): boolean {
  return isJsonArray(value) && value.every((item) => typeof item === "string");
}

function isBoolean(value: unknown): boolean {
  return typeof value === "boolean";
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" && Number.isFinite(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isSchema(value: unknown): boolean {
  return isJsonObject(value) || isBoolean(value);
}

function isNonEmptyList(value: unknown): boolean {
  return isJsonArray(value) && value.length > 0;
}

/** Only patterns that ECMAScript can compile: validators would throw on others. */
export function isPattern(value: unknown): boolean {
  if (typeof value !== "string") return false;
  try {
    new RegExp(value, "u");
    return true;
  } catch {
    return false;
  }
}
