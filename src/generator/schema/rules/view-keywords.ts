import type { JsonObject } from "../../json.js";
import { keywordsWhere } from "../keywords.js";
import type { SchemaRule } from "../json-schema.js";
import { copyMarks } from "../runtime-type.js";

/** Keywords that no view has, or only one that excludes every value. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  ...keywordsWhere(({ role }) => role === "check"),
  "not",
]);

const REPORTED: ReadonlySet<string> = new Set(
  keywordsWhere(({ reported }) => reported === true),
);

/** Types cannot be computed from a value: what depends on one is only in the exported schemas. */
export const LEAVE_OUT_CHECKS: SchemaRule = {
  name: "keywords that only validators can use are left out",
  concerns: [...LEFT_OUT],
  apply(schema, context) {
    const isLeftOut = (keyword: string) =>
      LEFT_OUT.has(keyword) && !excludesAll(keyword, schema);
    if (!Object.keys(schema).some(isLeftOut)) return schema;
    const kept: Record<string, unknown> = copyMarks(schema, {});
    for (const keyword of Object.keys(schema)) {
      if (!isLeftOut(keyword)) kept[keyword] = schema[keyword];
      else if (REPORTED.has(keyword)) {
        context.report(
          "info",
          "schema-keyword-ignored",
          `The keyword "${keyword}" has no counterpart in a TypeScript type; the type is wider than the schema.`,
        );
      }
    }
    return kept;
  },
};

/** `{not: {}}` admits no value: the type is `never`. */
function excludesAll(keyword: string, { not }: JsonObject): boolean {
  return (
    keyword === "not" &&
    typeof not === "object" &&
    not !== null &&
    Object.keys(not).length === 0
  );
}
