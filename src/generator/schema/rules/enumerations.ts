import { sizeOfJson } from "../../json-size.js";
import { isJsonArray } from "../../json.js";
import type { SchemaRule } from "../json-schema.js";
import { hasType, typeOfValue } from "../value-types.js";

/** Some servers list values that do not have the type beside them. */
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
        type: type ?? [...new Set(distinct.map(typeOfValue))],
      };
    }
    const types = type === undefined ? [] : isJsonArray(type) ? type : [type];
    if (types.length === 0) return { ...rest, enum: distinct };
    const typed = distinct
      .map((value) => numberFromText(value, types))
      .filter((value) => types.some((name) => hasType(value, String(name))));
    if (
      typed.some((value) => value !== null) ||
      distinct.every((value) => value === null)
    )
      return { ...rest, type, enum: typed };
    context.report(
      "warning",
      "schema-enumeration-contradicts-type",
      "No value of the enumeration has the type beside it; the values are believed.",
    );
    return { ...rest, enum: distinct };
  },
};

/** Nobody reads a type of more literals than this, and compilers are slow with it. */
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
