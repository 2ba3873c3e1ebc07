import { chosenFrom } from "../../exact-numbers.js";
import { sizeOfJson } from "../../json-size.js";
import { isJsonArray } from "../../json.js";
import type { SchemaRule } from "../json-schema.js";
import { hasType, typeOfValue } from "../value-types.js";

/** An enumeration of no values admits none. Validators refuse to read it, and a list with repetitions. */
export const TIDY_ENUMERATIONS: SchemaRule = {
  name: "an enumeration lists values, each once, and numbers as numbers",
  concerns: ["enum"],
  apply(schema) {
    const values = schema["enum"];
    if (!isJsonArray(values)) return schema;
    if (values.length === 0) {
      const { enum: _, ...rest } = schema;
      const { not, allOf, ...others } = rest;
      return not === undefined
        ? { ...rest, not: {} }
        : {
            ...others,
            not: {},
            allOf: [...(isJsonArray(allOf) ? allOf : []), { not }],
          };
    }
    const distinct = withoutRepetitions(values);
    const listed = asNumbers(distinct, typesOf(schema["type"]));
    if (listed === values) return schema;
    const { enum: _, ...rest } = schema;
    return { ...rest, enum: chosenFrom(values, listed) };
  },
};

function withoutRepetitions(values: readonly unknown[]): readonly unknown[] {
  const isPlain = values.every(
    (value) => typeof value !== "object" || value === null,
  );
  const distinct = isPlain
    ? new Set(values)
    : new Map(values.map((value) => [JSON.stringify(value), value]));
  return distinct.size === values.length ? values : [...distinct.values()];
}

function typesOf(type: unknown): readonly string[] {
  return type === undefined
    ? []
    : (isJsonArray(type) ? type : [type]).map(String);
}

/** ZOO-Project lists numbers as strings: an enumeration that no value could satisfy is meant so. */
function asNumbers(
  values: readonly unknown[],
  types: readonly string[],
): readonly unknown[] {
  const isNumeric = types.includes("number") || types.includes("integer");
  if (!isNumeric || types.includes("string")) return values;
  const isSatisfied = values.some(
    (value) => value !== null && types.some((type) => hasType(value, type)),
  );
  return isSatisfied ? values : values.map(numberFromText);
}

function numberFromText(value: unknown): unknown {
  if (typeof value !== "string" || value.trim() === "") return value;
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}

/** Some servers list values that do not have the type beside them. */
export const ALIGN_ENUMERATION: SchemaRule = {
  name: "an enumeration's values have the schema's type",
  concerns: ["enum"],
  apply(schema, context) {
    const { enum: values, type } = schema;
    if (!isJsonArray(values)) return schema;
    const { values: size } = sizeOfJson(values, MAXIMUM_VALUES + 1);
    if (size > MAXIMUM_VALUES + 1) {
      context.report(
        "warning",
        "schema-enumeration-too-long",
        `An enumeration of ${values.length} values is too long for a type (${MAXIMUM_VALUES} at most); the type of its values is used instead.`,
      );
      const { enum: _, type: _type, ...rest } = schema;
      return { ...rest, type: type ?? [...new Set(values.map(typeOfValue))] };
    }
    const types = typesOf(type);
    if (types.length === 0) return schema;
    const typed = values.filter((value) =>
      types.some((name) => hasType(value, name)),
    );
    if (typed.length === values.length) return schema;
    const { enum: _, type: _type, ...rest } = schema;
    const isNull = (value: unknown) => value === null;
    if (!typed.every(isNull) || values.every(isNull)) {
      return { ...rest, type, enum: chosenFrom(values, typed) };
    }
    context.report(
      "warning",
      "schema-enumeration-contradicts-type",
      "No value of the enumeration has the type beside it; the values are believed.",
    );
    return { ...rest, enum: values };
  },
};

/** Nobody reads a type of more literals than this, and compilers are slow with it. */
const MAXIMUM_VALUES = 1000;
