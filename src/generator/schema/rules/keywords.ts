import { quoted } from "../../diagnostic.js";
import { localizedText } from "../../description/localized-text.js";
import {
  exactJson,
  exactNumber,
  holdsExactNumbers,
  renameExactNumber,
} from "../../exact-numbers.js";
import type { JsonObject } from "../../json.js";
import { isText, isValue, VALUE_KINDS } from "../keyword-values.js";
import { KEYWORDS, keywordsWhere, type Keyword } from "../keywords.js";
import type { ServedContext } from "../json-schema.js";
import { rowsOf, type Row } from "../rows.js";
import { copyMarks } from "../runtime-type.js";

/** What a keyword's value must be. */
interface Check extends Row {
  readonly keyword: Keyword;
  readonly is: (value: unknown) => boolean;
}

/** The keywords that are taken from a server as they are. */
const CHECKS: ReadonlyMap<string, Check> = new Map(
  keywordsWhere(({ served }) => served === undefined).map((keyword, place) => [
    keyword,
    { keyword, is: VALUE_KINDS[KEYWORDS[keyword].value].is, place },
  ]),
);

/**
 * Keeps the keywords of the table whose values are of their kind, and the
 * extensions (`x-*`), which forms use. Everything else is left out: identifiers
 * that move references (`$id`), and keywords that a library would execute
 * (`tsType`). All schemas pass here before the rules.
 */
export function keepKnownKeywords(
  schema: JsonObject,
  context: ServedContext,
): JsonObject {
  // A rule may have put the schema into a branch, which is cleaned again.
  const kept: Record<string, unknown> = copyMarks(schema, {});
  // Schemas are printed with their type after the annotations, and their
  // items after the type, as people read them.
  let type: unknown;
  let items: unknown;
  for (const { keyword, is } of rowsOf(schema, CHECKS)) {
    const value = schema[keyword];
    if (value === undefined || isEmpty(keyword, value)) continue;
    const isKept = is(value);
    const isExact = !isInexact(schema, keyword);
    if (!isExact) reportInexact(schema, keyword, isKept, context);
    if (!isKept) {
      if (value !== null && isExact) reportMalformed(keyword, context);
    } else if (keyword === "type") type = value;
    else if (keyword === "items") items = value;
    else kept[keyword] = value;
  }
  translate(schema, kept);
  if (type !== undefined) kept["type"] = type;
  if (items !== undefined) kept["items"] = items;
  return kept;
}

function reportMalformed(keyword: Keyword, context: ServedContext): void {
  const { role } = KEYWORDS[keyword];
  if (role !== "annotation") context.weaken();
  context.report(
    "info",
    "schema-keyword-malformed",
    `The value of "${keyword}" is not what the keyword wants; it is left out.`,
  );
}

/** Whether the value of a keyword is or holds a number that JavaScript does not hold. */
function isInexact(schema: JsonObject, keyword: Keyword): boolean {
  if (exactNumber(schema, keyword) !== undefined) return true;
  return holdsExactNumbers(schema[keyword]) && PLAIN_VALUES.has(keyword);
}

/** Keywords whose values are no schemas, but values of JSON. */
const PLAIN_VALUES: ReadonlySet<string> = new Set(
  keywordsWhere(({ value }) => value === "value" || value === "values"),
);

/** A doc comment shows the number exactly, but a validator reads a neighbour of it: nobody should meet that by surprise. */
function reportInexact(
  schema: JsonObject,
  keyword: Keyword,
  isKept: boolean,
  context: ServedContext,
): void {
  const { role } = KEYWORDS[keyword];
  const exact = exactNumber(schema, keyword) ?? exactJson(schema[keyword]);
  const read = isKept
    ? "code that reads the exported schema gets the nearest number that it holds"
    : "the exported schema is without it";
  context.report(
    // Many servers give the bounds of a 64-bit integer, and no number that JavaScript holds is beyond the nearest one.
    role === "annotation" || (role === "limit" && isKept) ? "info" : "warning",
    "schema-number-inexact",
    `The value ${quoted(exact)} of "${keyword}" has a number that JavaScript does not hold: ${read}.`,
    "A server can describe such values as strings.",
  );
}

/** Null is a value of `default` and `const` only. Elsewhere it means that the keyword is absent. */
function isEmpty(keyword: string, value: unknown): boolean {
  return value === null && keyword !== "default" && keyword !== "const";
}

/** Whether a keyword is an extension or, as hardly any is, one of those that have another name afterwards. */
function isTranslated(keyword: string): boolean {
  return (
    keyword.startsWith("x-") || keyword === "example" || UNITS.has(keyword)
  );
}

const UNIT_NAMES = ["x-unit", ...(KEYWORDS["x-unit"].aliases ?? [])];

const UNITS: ReadonlySet<string> = new Set(UNIT_NAMES);

/** Adds what is not taken by a check: texts by language, OpenAPI's `example`, extensions, units. */
function translate(schema: JsonObject, kept: Record<string, unknown>): void {
  const title = localizedText(schema["title"]);
  if (title !== undefined) kept["title"] = title;
  const description = localizedText(schema["description"]);
  if (description !== undefined) kept["description"] = description;
  if (!Object.keys(schema).some(isTranslated)) return;
  const { example } = schema;
  if (example !== undefined && example !== null && isValue(example)) {
    kept["examples"] = renameExactNumber([example], schema, "example", 0);
  }
  for (const name of Object.keys(schema)) {
    if (name.startsWith("x-") && isValue(schema[name])) {
      kept[name] = schema[name];
    }
  }
  for (const name of UNIT_NAMES) {
    const unit = schema[name];
    if (!isText(unit)) continue;
    kept["x-unit"] = unit;
    return;
  }
}
