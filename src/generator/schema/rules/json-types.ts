import { chosenFrom, copyExactNumbers } from "../../exact-numbers.js";
import { quoted } from "../../diagnostic.js";
import { isJsonArray, isJsonObject, type JsonObject } from "../../json.js";
import { ANNOTATION_KEYWORDS } from "../keyword-roles.js";
import { keywordsWhere, type KeywordRow } from "../keywords.js";
import { INFERRED } from "../inferred-type.js";
import type {
  CleanSchema,
  JsonType,
  SchemaRule,
  ServedContext,
} from "../json-schema.js";
import { copyMarks, RUNTIME_TYPE } from "../runtime-type.js";

const JSON_TYPES: ReadonlySet<string> = new Set<JsonType>([
  "array",
  "boolean",
  "integer",
  "null",
  "number",
  "object",
  "string",
]);

/** Other names that servers give to types of JSON, each with the type and the format that it means. */
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

/** ZOO-Project copies types from its own configuration: `time`, `float`, `bool`. */
export const NAME_JSON_TYPES: SchemaRule<ServedContext> = {
  name: "a type is one of JSON's, whatever the server calls it",
  concerns: ["type"],
  apply(schema, context) {
    // The usual case: the type is one of JSON's already.
    if (schema["type"] === undefined || isJsonType(schema["type"])) {
      return schema;
    }
    const { type, items, ...rest } = schema;
    const named = (isJsonArray(type) ? type : [type]).map(String);
    const formats: string[] = [];
    const types = named.flatMap((name) => {
      const lowerCase = name.toLowerCase();
      if (JSON_TYPES.has(lowerCase)) return [lowerCase];
      const foreign = Object.hasOwn(FOREIGN_TYPES, lowerCase)
        ? FOREIGN_TYPES[lowerCase]
        : undefined;
      if (foreign === undefined) {
        context.weaken();
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
      ...(distinct.length === 0 ? {} : { type: oneOrList(distinct) }),
      ...(format === undefined ? {} : { format }),
      ...(items === undefined ? {} : { items }),
    };
  },
};

function isJsonType(type: unknown): boolean {
  return typeof type === "string" && JSON_TYPES.has(type);
}

function oneOrList(types: readonly string[]): unknown {
  return types.length === 1 ? types[0] : types;
}

type Implied = NonNullable<KeywordRow["implies"]>;

/** Keywords by what they imply, the types in the order in which they are tried. */
const IMPLYING = {
  object: implying("object"),
  array: implying("array"),
  string: implying("string"),
  nothing: implying("nothing"),
} satisfies Readonly<Record<Implied, readonly string[]>>;

const { nothing: IMPLYING_NOTHING, ...IMPLYING_TYPES } = IMPLYING;

function implying(implied: Implied): readonly string[] {
  return keywordsWhere(({ implies }) => implies === implied);
}

/** A schema with `properties` and no `type` means an object, although JSON Schema then admits any other value. */
export const INFER_MISSING_TYPES: SchemaRule = {
  name: "a missing type follows from the keywords",
  concerns: Object.values(IMPLYING_TYPES).flat(),
  apply(schema) {
    // The usual case: the type is there.
    if (schema["type"] !== undefined) return schema;
    const open = ["$ref", "enum", "const"];
    if (open.some((keyword) => schema[keyword] !== undefined)) return schema;
    if (!branchesOf(schema).every(leavesType)) return schema;
    const [type] =
      Object.entries(IMPLYING_TYPES).find(([, keywords]) =>
        keywords.some((keyword) => schema[keyword] !== undefined),
      ) ?? [];
    if (type === undefined) return schema;
    const inferred: CleanSchema = { [INFERRED]: true };
    return { ...schema, ...inferred, type };
  },
};

function branchesOf(schema: JsonObject): readonly unknown[] {
  return ["oneOf", "anyOf", "allOf"].flatMap((keyword) => {
    const branches = schema[keyword];
    return isJsonArray(branches) ? branches : [];
  });
}

/** Whether a branch says nothing about the type: `{required: [...]}`. */
function leavesType(branch: unknown): boolean {
  return (
    isJsonObject(branch) &&
    Object.keys(branch).every(
      (keyword) =>
        IMPLYING_NOTHING.includes(keyword) || keyword.startsWith("x-"),
    )
  );
}

/** OpenAPI 3.0's `nullable`. Servers also write it beside a reference, an enumeration or a composition. */
export const TRANSLATE_NULLABLE: SchemaRule = {
  name: "nullable becomes a type",
  concerns: ["nullable"],
  apply(schema) {
    if (schema["nullable"] === undefined) return schema;
    const { nullable, ...rest } = schema;
    if (nullable !== true) return rest;
    if (needsBranch(rest)) return nullBeside(rest);
    const type = rest["type"];
    if (type === undefined) {
      return saysNothing(rest) || rest["enum"] !== undefined
        ? withNullValue(rest)
        : nullBeside(rest);
    }
    const types = isJsonArray(type) ? type : [type];
    return withNullValue({
      ...rest,
      type: types.includes("null") ? types : types.concat("null"),
    });
  },
};

/** Whether only a branch of its own can admit null. */
function needsBranch(schema: JsonObject): boolean {
  return (
    RUNTIME_TYPE in schema ||
    ["$ref", "oneOf", "anyOf", "allOf", "const"].some(
      (keyword) => schema[keyword] !== undefined,
    )
  );
}

function saysNothing(schema: JsonObject): boolean {
  return Object.keys(schema).every((keyword) => ANNOTATIONS.has(keyword));
}

function withNullValue(schema: JsonObject): JsonObject {
  const values = schema["enum"];
  if (!isJsonArray(values) || values.includes(null)) return schema;
  return { ...schema, enum: chosenFrom(values, [...values, null]) };
}

const ANNOTATIONS: ReadonlySet<string> = new Set(ANNOTATION_KEYWORDS);

/** The annotations stay with the whole, everything else goes into the branch that is not null. */
function nullBeside(schema: JsonObject): JsonObject {
  const annotations: Record<string, unknown> = {};
  const branch: Record<string, unknown> = copyMarks(schema, {});
  for (const keyword of Object.keys(schema)) {
    const part = ANNOTATIONS.has(keyword) ? annotations : branch;
    part[keyword] = schema[keyword];
  }
  copyExactNumbers(annotations, schema);
  return { ...annotations, anyOf: [branch, { type: "null" }] };
}
