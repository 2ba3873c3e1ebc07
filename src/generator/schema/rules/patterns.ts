import { isJsonObject, setMember, type JsonObject } from "../../json.js";
import { ecmaPattern } from "../ecma-pattern.js";
import type { SchemaRule, ServedContext } from "../json-schema.js";

/** Validators compile patterns, and throw on those that ECMAScript does not know. */
export const TRANSLATE_PATTERNS: SchemaRule<ServedContext> = {
  name: "patterns are ECMAScript's",
  concerns: ["pattern", "patternProperties"],
  apply(schema, context) {
    const { pattern, patternProperties } = schema;
    let result = schema;
    if (typeof pattern === "string") {
      const translated = checkedPattern(pattern, "pattern", context);
      if (translated === undefined) {
        const { pattern: _, ...rest } = result;
        result = rest;
      } else if (translated !== pattern) {
        result = { ...result, pattern: translated };
      }
    }
    if (!isJsonObject(patternProperties)) return result;
    const translated = byPattern(patternProperties, context);
    return translated === patternProperties
      ? result
      : { ...result, patternProperties: translated };
  },
};

function checkedPattern(
  pattern: string,
  keyword: string,
  context: ServedContext,
): string | undefined {
  const translated = ecmaPattern(pattern);
  if (translated === undefined) {
    context.weaken();
    context.report(
      "info",
      "schema-pattern-unknown",
      `A pattern of "${keyword}" has something that ECMAScript does not know; no value is refused for it.`,
    );
  }
  return translated;
}

/** Matches every name. */
const ANY_NAME = "";

/**
 * Where a pattern is not known, any property may be one that it describes: none
 * may be refused by `additionalProperties` or `unevaluatedProperties`.
 */
function byPattern(schemas: JsonObject, context: ServedContext): JsonObject {
  const translated: Record<string, unknown> = {};
  let isSame = true;
  for (const pattern of Object.keys(schemas)) {
    const known = checkedPattern(pattern, "patternProperties", context);
    if (known !== pattern) isSame = false;
    if (known === undefined) {
      translated[ANY_NAME] ??= {};
      continue;
    }
    const schema = schemas[pattern];
    const other = Object.hasOwn(translated, known)
      ? translated[known]
      : undefined;
    setMember(
      translated,
      known,
      other === undefined ? schema : { allOf: [other, schema] },
    );
  }
  return isSame ? schemas : translated;
}
