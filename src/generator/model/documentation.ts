import { isPrintableAscii } from "../characters.js";
import type { CleanSchema } from "../schema/json-schema.js";
import {
  cleanKeywordsWhere,
  KEYWORDS,
  type KeywordRow,
  type KeywordTag,
} from "../schema/keywords.js";
import type { Json } from "../json.js";
import type { Documentation, DocumentationTag } from "./service-model.js";

/** What a schema says beside its type, as the parts of a doc comment. */
export function schemaDocumentation(schema: CleanSchema): Documentation {
  return {
    ...(schema.title === undefined ? {} : { title: schema.title }),
    ...(schema.description === undefined
      ? {}
      : { description: schema.description }),
    tags: schemaTags(schema),
  };
}

/** The tags of a doc comment, in the order of the table of keywords. */
export function schemaTags(schema: CleanSchema): readonly DocumentationTag[] {
  const tags: DocumentationTag[] = [];
  for (const { keyword, name, print } of TAGS) {
    const value = schema[keyword];
    if (value === undefined) continue;
    for (const text of PRINTERS[print](value as Json, schema)) {
      tags.push({ name, text });
    }
  }
  return tags;
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
    (value as readonly Json[]).slice(0, MAXIMUM_EXAMPLES).flatMap(shortJson),
  flag: (value) => (value === true ? [""] : []),
  json: shortJson,
  // A fixed length stands in the type already.
  length: (value, { minItems, maxItems }) =>
    minItems === maxItems ? [] : shortJson(value),
  text: (value) => (typeof value === "string" ? [value] : []),
} satisfies Readonly<Record<KeywordTag["print"], Printer>>;

const MAXIMUM_EXAMPLES = 3;

/** Values longer than this explain nothing on hover. */
const MAXIMUM_VALUE_LENGTH = 200;

function shortJson(value: Json): readonly string[] {
  if (value === null) return [];
  const text = JSON.stringify(value);
  return text.length > MAXIMUM_VALUE_LENGTH ? [] : [text];
}

/**
 * The documentation without a title that only repeats a name: servers make
 * "Random Seed" of `random_seed`, or send the name of the class.
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

function comparable(text: string): string {
  if (isPrintableAscii(text)) {
    return text.toLowerCase().replace(/[^a-z0-9]/g, "");
  }
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
