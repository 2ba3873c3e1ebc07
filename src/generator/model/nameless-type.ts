import type { CleanSchema } from "../schema/json-schema.js";
import { isComposed } from "../schema/keyword-roles.js";
import { RUNTIME_TYPE } from "../schema/runtime-type.js";
import { listedValues } from "../schema/value-types.js";
import { literalType } from "./literal-type.js";
import type { TypeExpression } from "./service-model.js";
import { unionOf } from "./unions.js";

/** The types of scalars. */
export const SCALARS = {
  boolean: { kind: "keyword", name: "boolean" },
  integer: { kind: "keyword", name: "number" },
  null: { kind: "keyword", name: "null" },
  number: { kind: "keyword", name: "number" },
  string: { kind: "keyword", name: "string" },
} satisfies Readonly<Record<string, TypeExpression>>;

/**
 * The type of a schema of scalars, or of listed values: nothing in it gets a name, so that it is the
 * same in any place. Undefined for any other schema. Most schemas are so.
 */
export function namelessType(schema: CleanSchema): TypeExpression | undefined {
  const { type } = schema;
  if (type === undefined || type === "object" || type === "array") {
    return undefined;
  }
  const isMore =
    schema.$ref !== undefined ||
    schema.not !== undefined ||
    schema.properties !== undefined ||
    isComposed(schema) ||
    schema[RUNTIME_TYPE] !== undefined;
  if (isMore) return undefined;
  const isNested =
    typeof type !== "string" &&
    (type.includes("object") || type.includes("array"));
  if (isNested) return undefined;
  const values = listedValues(schema);
  if (values !== undefined) return unionOf(values.map(literalType));
  return typeof type === "string"
    ? SCALARS[type]
    : unionOf(type.map((one) => SCALARS[one as keyof typeof SCALARS]));
}
