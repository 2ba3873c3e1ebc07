import { isPrintableAscii } from "../characters.js";
import type { CleanSchema } from "../schema/json-schema.js";
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

/** The tags of a doc comment, in the order in which a reader asks. */
export function schemaTags(schema: CleanSchema): readonly DocumentationTag[] {
  const tags: DocumentationTag[] = [];
  const add = (name: string, text: string | undefined) => {
    if (text !== undefined) tags.push({ name, text });
  };
  add("default", shortJson(schema.default));
  // A fixed length stands in the type already.
  const fixed = schema.minItems === schema.maxItems;
  for (const name of BOUNDS) {
    const length = name === "minItems" || name === "maxItems";
    if (!(fixed && length)) add(name, shortJson(schema[name]));
  }
  add("pattern", schema.pattern);
  add("format", schema.format);
  add("contentMediaType", schema.contentMediaType);
  add("unit", schema["x-unit"]);
  for (const example of schema.examples?.slice(0, MAXIMUM_EXAMPLES) ?? []) {
    add("example", shortJson(example));
  }
  if (schema.deprecated === true) add("deprecated", "");
  return tags;
}

const BOUNDS = [
  "minimum",
  "exclusiveMinimum",
  "maximum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const;

const MAXIMUM_EXAMPLES = 3;

/** Values longer than this explain nothing on hover. */
const MAXIMUM_VALUE_LENGTH = 200;

function shortJson(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const text = JSON.stringify(value);
  return text.length > MAXIMUM_VALUE_LENGTH ? undefined : text;
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
  const repeated = names.some((name) => plain(name) === plain(title));
  return repeated ? rest : documentation;
}

function plain(text: string): string {
  if (isPrintableAscii(text)) {
    return text.toLowerCase().replace(/[^a-z0-9]/g, "");
  }
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
