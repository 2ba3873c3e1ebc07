import { isJsonList, type Json } from "../json.js";
import type { TypeExpression } from "./service-model.js";

/** The type that has exactly one value. */
export function literalType(value: Json): TypeExpression {
  if (value === null) return { kind: "keyword", name: "null" };
  if (typeof value === "object") {
    if (isJsonList(value)) {
      return { kind: "tuple", elements: value.map(literalType) };
    }
    return {
      kind: "object",
      properties: Object.keys(value).map((name) => ({
        name,
        type: literalType(
          (value as Readonly<Record<string, Json>>)[name] ?? null,
        ),
        optional: false,
        documentation: { tags: [] },
      })),
    };
  }
  return { kind: "literal", value };
}
