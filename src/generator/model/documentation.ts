import { isPrintableAscii } from "../characters.js";
import {
  exactJson,
  exactNumber,
  holdsExactNumbers,
  marksExactNumbers,
} from "../exact-numbers.js";
import type { CleanSchema } from "../schema/json-schema.js";
import {
  cleanKeywordsWhere,
  KEYWORDS,
  type KeywordRow,
  type KeywordTag,
} from "../schema/keywords.js";
import { rowsOf } from "../schema/rows.js";
import type { Json } from "../json.js";
import type { Documentation, DocumentationTag } from "./service-model.js";

/**
 * What a schema says that is not in its type, as the parts of a doc comment.
 *
 * @param name - The name that the comment stands beside: a title that only repeats it is left out.
 */
export function schemaDocumentation(
  schema: CleanSchema,
  name?: string,
): Documentation {
  const { title, description } = schema;
  return documentationOf(
    name === undefined ? title : titleBeside(title, name),
    description,
    schemaTags(schema),
  );
}

/** The parts of a doc comment that are there. Each property of each schema has one. */
export function documentationOf(
  title: string | undefined,
  description: string | undefined,
  tags: readonly DocumentationTag[],
): Documentation {
  if (title !== undefined) {
    return description === undefined
      ? { title, tags }
      : { title, description, tags };
  }
  return description === undefined ? { tags } : { description, tags };
}

/** The tags of a doc comment, in the order of the table of keywords. */
export function schemaTags(schema: CleanSchema): readonly DocumentationTag[] {
  const tags: DocumentationTag[] = [];
  const isExact = !marksExactNumbers(schema);
  // A number that JavaScript does not hold may have been left out: then all tags are tried.
  for (const { keyword, name, print } of isExact
    ? rowsOf(schema, TAG_OF)
    : TAGS) {
    const value = schema[keyword];
    const exact = isExact ? undefined : exactNumber(schema, keyword);
    if (value === undefined && exact === undefined) continue;
    const texts =
      exact === undefined
        ? PRINTERS[print](value as Json, schema)
        : shortText(exact);
    for (const text of texts) tags.push({ name, text });
  }
  if (schema.const !== undefined || schema.enum !== undefined || !isExact) {
    addInexactConstants(schema, tags);
  }
  // A list that grew has room for 17 items, and nearly all have two or none.
  return tags.length === 0 ? NO_TAGS : tags.slice();
}

const NO_TAGS: readonly DocumentationTag[] = [];

/** Constants stand in the type, which has the nearest number of JavaScript: the server's own stand beside it. */
function addInexactConstants(
  schema: CleanSchema,
  tags: DocumentationTag[],
): void {
  const { const: only, enum: values } = schema;
  const texts: string[] = [];
  const exact = exactNumber(schema, "const");
  if (exact !== undefined) texts.push(exact);
  else if (holdsExactNumbers(only)) texts.push(exactJson(only));
  if (values !== undefined && holdsExactNumbers(values)) {
    texts.push(...exactItems(values));
  }
  for (const text of texts.flatMap(shortText)) {
    tags.push({ name: "value", text });
  }
}

const TAGS = cleanKeywordsWhere(({ tag }) => tag !== undefined)
  .flatMap((keyword) => {
    const { tag }: KeywordRow = KEYWORDS[keyword];
    return tag === undefined ? [] : [{ keyword, name: keyword, ...tag }];
  })
  .sort((left, right) => left.order - right.order)
  .map((tag, place) => ({ ...tag, place }));

const TAG_OF = new Map<string, (typeof TAGS)[number]>(
  TAGS.map((tag) => [tag.keyword, tag]),
);

/** How a value is printed: the texts of its tags. */
type Printer = (value: Json, schema: CleanSchema) => readonly string[];

const PRINTERS = {
  examples: (value) =>
    exactItems(value as readonly Json[])
      .slice(0, MAXIMUM_EXAMPLES)
      .flatMap(shortText),
  flag: (value) => (value === true ? [""] : []),
  json: shortJson,
  // A fixed length stands in the type already.
  length: (value, { minItems, maxItems }) =>
    minItems === maxItems ? [] : shortJson(value),
  text: (value) => (typeof value === "string" ? [value] : []),
} satisfies Readonly<Record<KeywordTag["print"], Printer>>;

const MAXIMUM_EXAMPLES = 3;

/** Longer values, in characters of JSON, do not help readers of a doc comment. */
const MAXIMUM_VALUE_LENGTH = 200;

/** A value as JSON; nothing for null and for values that are too long. */
function shortJson(value: Json): readonly string[] {
  if (value === null) return [];
  // Most defaults and limits are flags and numbers, none of which is infinite.
  if (typeof value === "boolean" || typeof value === "number") {
    return [String(value)];
  }
  return shortText(exactJson(value));
}

function shortText(text: string): readonly string[] {
  return text.length > MAXIMUM_VALUE_LENGTH ? [] : [text];
}

/** The items of a list as JSON, without null. */
function exactItems(values: readonly Json[]): readonly string[] {
  return values.flatMap((value, at) =>
    value === null ? [] : [exactNumber(values, at) ?? exactJson(value)],
  );
}

/**
 * A title, if it says more than the name beside it: servers make "Random Seed" of
 * `random_seed`, or send the name of a class.
 */
export function titleBeside(
  title: string | undefined,
  name: string,
): string | undefined {
  return title === undefined || isRepeated(title, name) ? undefined : title;
}

/** Whether two texts have the same letters and digits, in any case. */
function isRepeated(title: string, name: string): boolean {
  // Hardly any title begins as the name beside it.
  const first = firstSign(title);
  const other = firstSign(name);
  return (
    (first === other || first === undefined || other === undefined) &&
    comparable(title) === comparable(name)
  );
}

/** The first letter or digit of a text, as its code in lower case; 0 where there is none, undefined where another character than ASCII stands before. */
function firstSign(text: string): number | undefined {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return undefined;
    if (code >= 0x30 && code <= 0x39) return code;
    const lower = code | 0x20;
    if (lower >= 0x61 && lower <= 0x7a) return lower;
  }
  return 0;
}

/** The letters and digits of a text, in lower case. */
function comparable(text: string): string {
  if (isPrintableAscii(text)) {
    return text.toLowerCase().replace(/[^a-z0-9]/g, "");
  }
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
