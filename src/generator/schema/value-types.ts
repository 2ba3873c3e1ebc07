import { isJsonArray, isJsonObject, type Json } from "../json.js";
import type { CleanSchema, JsonType } from "./json-schema.js";

/** The type of a value of JSON; integers are numbers. */
export function typeOfValue(value: unknown): JsonType {
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
    : typeOfValue(value) === type;
}

/** The value of the keyword `type` as a list. */
export function typesOf(types: JsonType | readonly JsonType[]): JsonType[] {
  return typeof types === "string" ? [types] : [...types];
}

/** The values that have one of the types; all of them where no type is given. */
export function valuesOfTypes(
  values: readonly Json[],
  types: CleanSchema["type"],
): readonly Json[] {
  if (types === undefined) return values;
  const names = typesOf(types);
  return values.filter((value) => names.some((name) => hasType(value, name)));
}

/** The values that a schema lists, if they have its type; undefined where it lists none. */
export function listedValues(schema: CleanSchema): readonly Json[] | undefined {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  return values === undefined ? undefined : valuesOfTypes(values, schema.type);
}
