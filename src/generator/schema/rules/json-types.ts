import { quoted } from "../../diagnostic.js";
import { sizeOfJson } from "../../json-size.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../../json.js";
import {
  ANNOTATION_KEYWORDS,
  type JsonType,
  type SchemaRule,
} from "../json-schema.js";

const JSON_TYPES: ReadonlySet<string> = new Set<JsonType>([
  "array",
  "boolean",
  "integer",
  "null",
  "number",
  "object",
  "string",
]);

/** Names that servers give to types of JSON, and the format that they mean. */
const FOREIGN_TYPES: Readonly<
  Record<string, { readonly type: JsonType; readonly format?: string }>
> = {
  bool: { type: "boolean" },
  byte: { type: "integer" },
  date: { type: "string", format: "date" },
  datetime: { type: "string", format: "date-time" },
  "date-time": { type: "string", format: "date-time" },
  decimal: { type: "number" },
  dict: { type: "object" },
  double: { type: "number", format: "double" },
  file: { type: "string" },
  float: { type: "number", format: "float" },
  int: { type: "integer" },
  list: { type: "array" },
  long: { type: "integer" },
  short: { type: "integer" },
  str: { type: "string" },
  text: { type: "string" },
  time: { type: "string", format: "time" },
  uri: { type: "string", format: "uri" },
  url: { type: "string", format: "uri" },
};

/** ZOO-Project copies types from its configuration: `time`, `float`, `bool`. */
export const NAME_JSON_TYPES: SchemaRule = {
  name: "a type is one of JSON's, whatever the server calls it",
  apply(schema, context) {
    // Nearly every type is one of JSON's already.
    if (schema["type"] === undefined || isJsonType(schema["type"])) {
      return schema;
    }
    const { type, items, ...rest } = schema;
    const named = (isJsonArray(type) ? type : [type]).map(String);
    const formats: string[] = [];
    const types = named.flatMap((name) => {
      if (JSON_TYPES.has(name)) return [name];
      const foreign = Object.hasOwn(FOREIGN_TYPES, name.toLowerCase())
        ? FOREIGN_TYPES[name.toLowerCase()]
        : undefined;
      if (foreign === undefined) {
        context.report(
          "warning",
          "schema-unknown-type",
          `${quoted(name)} is not a type of JSON Schema; the type is left open.`,
        );
        return [];
      }
      if (foreign.format !== undefined) formats.push(foreign.format);
      return [foreign.type];
    });
    const distinct = [...new Set(types)];
    const format = rest["format"] ?? formats[0];
    return {
      ...rest,
      ...(distinct.length === 0 ? {} : { type: single(distinct) }),
      ...(format === undefined ? {} : { format }),
      ...(items === undefined ? {} : { items }),
    };
  },
};

function isJsonType(type: unknown): boolean {
  return typeof type === "string" && JSON_TYPES.has(type);
}

function single(types: readonly string[]): unknown {
  return types.length === 1 ? types[0] : types;
}

const OBJECT_KEYWORDS = ["properties", "additionalProperties"];
const ARRAY_KEYWORDS = ["items", "prefixItems"];
const STRING_KEYWORDS = ["contentMediaType", "contentEncoding"];

/** A schema with `properties` and no `type` means an object, though JSON Schema lets other values pass. */
export const INFER_MISSING_TYPES: SchemaRule = {
  name: "a missing type follows from the keywords",
  apply(schema) {
    const open = ["type", "$ref", "enum", "const"];
    if (open.some((keyword) => schema[keyword] !== undefined)) return schema;
    if (!branchesOf(schema).every(onlyLimits)) return schema;
    if (has(schema, OBJECT_KEYWORDS)) return { ...schema, type: "object" };
    if (has(schema, ARRAY_KEYWORDS)) return { ...schema, type: "array" };
    if (has(schema, STRING_KEYWORDS)) return { ...schema, type: "string" };
    return schema;
  },
};

function branchesOf(schema: JsonObject): readonly unknown[] {
  return ["oneOf", "anyOf", "allOf"].flatMap((keyword) => {
    const branches = schema[keyword];
    return isJsonArray(branches) ? branches : [];
  });
}

const LIMITS: readonly string[] = [
  "required",
  "minProperties",
  "maxProperties",
  "minItems",
  "maxItems",
  "title",
  "description",
];

/** Whether a branch says nothing about the type: `{required: [...]}`. */
function onlyLimits(branch: unknown): boolean {
  return (
    isJsonObject(branch) &&
    Object.keys(branch).every((keyword) => LIMITS.includes(keyword))
  );
}

function has(schema: JsonObject, keywords: readonly string[]): boolean {
  return keywords.some((keyword) => schema[keyword] !== undefined);
}

/** OpenAPI 3.0's `nullable`, also beside a reference, an enumeration or a composition. */
export const TRANSLATE_NULLABLE: SchemaRule = {
  name: "nullable becomes a type",
  apply(schema) {
    if (schema["nullable"] === undefined) return schema;
    const { nullable, ...rest } = schema;
    if (nullable !== true) return rest;
    if (rest["$ref"] !== undefined || isComposition(rest)) {
      return nullBeside(rest);
    }
    const type = rest["type"];
    if (type === undefined) return withNullValue(rest);
    const types = isJsonArray(type) ? type : [type];
    return withNullValue({
      ...rest,
      type: types.includes("null") ? types : [...types, "null"],
    });
  },
};

function isComposition(schema: JsonObject): boolean {
  return ["oneOf", "anyOf", "allOf", "const", "x-runtime-type"].some(
    (keyword) => schema[keyword] !== undefined,
  );
}

function withNullValue(schema: JsonObject): JsonObject {
  const values = schema["enum"];
  if (!isJsonArray(values) || values.includes(null)) return schema;
  return { ...schema, enum: [...values, null] };
}

const ANNOTATIONS: ReadonlySet<string> = new Set(ANNOTATION_KEYWORDS);

/** The annotations stay with the whole, the constraints with the branch that is not null. */
function nullBeside(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema);
  const annotations = entries.filter(([key]) => ANNOTATIONS.has(key));
  const constraints = entries.filter(([key]) => !ANNOTATIONS.has(key));
  return {
    ...Object.fromEntries(annotations),
    anyOf: [Object.fromEntries(constraints), { type: "null" }],
  };
}

/** Enumerations whose values do not have the type beside them. */
export const ALIGN_ENUMERATION: SchemaRule = {
  name: "an enumeration's values have the schema's type",
  apply(schema, context) {
    if (!isJsonArray(schema["enum"])) return schema;
    const { enum: values, type, ...rest } = schema;
    const distinct = [
      ...new Map(values.map((v) => [JSON.stringify(v), v])).values(),
    ];
    const { values: size } = sizeOfJson(distinct, MAXIMUM_VALUES + 1);
    if (size > MAXIMUM_VALUES + 1) {
      context.report(
        "warning",
        "schema-enumeration-too-long",
        `An enumeration of ${distinct.length} values is too long for a type (${MAXIMUM_VALUES} at most); the type of its values is used instead.`,
      );
      return {
        ...rest,
        type: type ?? [...new Set(distinct.map(typeName))],
      };
    }
    const types = type === undefined ? [] : isJsonArray(type) ? type : [type];
    if (types.length === 0) return { ...rest, enum: distinct };
    const typed = distinct
      .map((value) => numberFromText(value, types))
      .filter((value) => types.some((name) => hasType(value, String(name))));
    if (typed.length > 0) return { ...rest, type, enum: typed };
    context.report(
      "warning",
      "schema-enumeration-contradicts-type",
      "No value of the enumeration has the type beside it; the values are believed.",
    );
    return { ...rest, enum: distinct };
  },
};

/** More literals than this make a type that nobody reads and compilers are slow on. */
const MAXIMUM_VALUES = 1000;

/** ZOO-Project lists numbers as strings. */
function numberFromText(value: unknown, types: readonly unknown[]): unknown {
  const numeric = types.includes("number") || types.includes("integer");
  if (!numeric || types.includes("string") || typeof value !== "string") {
    return value;
  }
  const number = Number(value);
  return value.trim() !== "" && Number.isFinite(number) ? number : value;
}

/** Name of the type that a value of JSON has; numbers are `number`. */
export function typeName(value: unknown): JsonType {
  if (value === null) return "null";
  if (isJsonArray(value)) return "array";
  if (isJsonObject(value)) return "object";
  if (typeof value === "string") return "string";
  return typeof value === "boolean" ? "boolean" : "number";
}

/** Whether a value of JSON has a type of JSON Schema. */
export function hasType(value: unknown, type: string): boolean {
  return type === "integer"
    ? Number.isInteger(value)
    : typeName(value) === type;
}
