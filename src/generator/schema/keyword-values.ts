import { sizeOfJson } from "../json-size.js";
import { isJsonArray, isJsonObject } from "../json.js";

/** A kind of value that keywords have. */
interface KindOfValue {
  /** Whether a served value is of this kind; other values are left out, and reported. */
  readonly is: (value: unknown) => boolean;
  /** How schemas stand in a value. Default: there are none in it. */
  readonly children?: Children;
}

/**
 * How schemas stand in the value of a keyword: `reference`, a text that leads
 * to one; `schema`, one in place; `schema or boolean`, one in place, where a
 * boolean stays a boolean; `list` and `map`, several in place.
 */
export type Children =
  "list" | "map" | "reference" | "schema" | "schema or boolean";

/**
 * All kinds of values, each with its check and its children. The TypeScript
 * type of each stands in `ValueTypes` of json-schema.ts.
 */
export const VALUE_KINDS = {
  boolean: { is: isBoolean },
  // OpenAPI 3.0 has a boolean beside the bound, JSON Schema has the bound itself.
  bound: { is: (value) => isNumber(value) || isBoolean(value) },
  branches: { is: isNonEmptyList, children: "list" },
  count: { is: isCount },
  discriminator: { is: (value) => isJsonObject(value) || isText(value) },
  // Drafts before 2020-12 have a list for a tuple.
  items: {
    is: (value) => isSchema(value) || isJsonArray(value),
    children: "schema or boolean",
  },
  names: { is: isTextList },
  "names by name": {
    is: (value) =>
      isJsonObject(value) && Object.values(value).every(isTextList),
  },
  "names or schemas by name": { is: isJsonObject },
  number: { is: isNumber },
  positive: { is: (value) => isNumber(value) && Number(value) > 0 },
  reference: { is: isText, children: "reference" },
  schema: { is: isSchema, children: "schema" },
  "schema or boolean": { is: isSchema, children: "schema or boolean" },
  schemas: { is: isJsonArray, children: "list" },
  "schemas by name": { is: isJsonObject, children: "map" },
  text: { is: isText },
  types: { is: (value) => isText(value) || isTextList(value) },
  value: { is: isValue },
  values: { is: isValueList },
} as const satisfies Readonly<Record<string, KindOfValue>>;

/** Name of a kind of value. */
export type ValueKind = keyof typeof VALUE_KINDS;

/** How schemas stand in values of a kind; undefined where there are none. */
export function childrenOf(kind: ValueKind): Children | undefined {
  const { children }: KindOfValue = VALUE_KINDS[kind];
  return children;
}

/** Larger and deeper values are not constants, nor defaults that somebody reads. */
const MAXIMUM_SIZE = 50_000;
const MAXIMUM_DEPTH = 64;

/** Whether a value can be printed: it has only numbers that JSON can express, and is not too large. */
export function isValue(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  const { values, depth, finite } = sizeOfJson(value, MAXIMUM_SIZE);
  return finite && depth <= MAXIMUM_DEPTH && values <= MAXIMUM_SIZE;
}

/** Whether a value is a list of values; the rule for enumerations limits its length. */
function isValueList(value: unknown): boolean {
  return isJsonArray(value) && value.every(isValue);
}

/** Whether a value is a text, and not empty. */
export function isText(value: unknown): value is string {
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

/** Whether a value has the form of a schema: an object or a boolean. */
export function isSchema(value: unknown): boolean {
  return isJsonObject(value) || isBoolean(value);
}

function isNonEmptyList(value: unknown): boolean {
  return isJsonArray(value) && value.length > 0;
}
