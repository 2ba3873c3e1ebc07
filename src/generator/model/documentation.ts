import { isPrintableAscii } from "../characters.js";
import { exactJson, exactNumber, holdsExactNumbers } from "../exact-numbers.js";
import type { CleanSchema } from "../schema/json-schema.js";
import {
  cleanKeywordsWhere,
  KEYWORDS,
  type KeywordRow,
  type KeywordTag,
} from "../schema/keywords.js";
import { defined, type Json } from "../json.js";
import type { Documentation, DocumentationTag } from "./service-model.js";

/** What a schema says that is not in its type, as the parts of a doc comment. */
export function schemaDocumentation(schema: CleanSchema): Documentation {
  const { title, description } = schema;
  return defined({ title, description, tags: schemaTags(schema) });
}

/** The tags of a doc comment, in the order of the table of keywords. */
export function schemaTags(schema: CleanSchema): readonly DocumentationTag[] {
  const tags: DocumentationTag[] = [];
  for (const { keyword, name, print } of TAGS) {
    const value = schema[keyword];
    const exact = exactNumber(schema, keyword);
    if (value === undefined && exact === undefined) continue;
    const texts =
      exact === undefined
        ? PRINTERS[print](value as Json, schema)
        : shortText(exact);
    for (const text of texts) tags.push({ name, text });
  }
  addInexactConstants(schema, tags);
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
  .sort((left, right) => left.order - right.order);

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
 * The documentation, without its title if that only repeats one of the names:
 * servers make "Random Seed" of `random_seed`, or send the name of a class.
 */
export function withoutRepeatedTitle(
  documentation: Documentation,
  names: readonly string[],
): Documentation {
  if (documentation.title === undefined) return documentation;
  const { title, ...rest } = documentation;
  const repeated = names.some((name) => comparable(name) === comparable(title));
  return repeated ? rest : documentation;
}

/** The letters and digits of a text, in lower case. */
function comparable(text: string): string {
  if (isPrintableAscii(text)) {
    return text.toLowerCase().replace(/[^a-z0-9]/g, "");
  }
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
