import { pascalCase } from "../case.js";
import type { CleanSchema } from "../schema/json-schema.js";
import { nameCharacters } from "./name-characters.js";

/** A name for the type of a schema that does not come from the schema itself. */
export interface SuggestedName {
  readonly name: string;
  /**
   * Whether it is the key of the definition, which the server chose to tell
   * structures apart: it takes precedence over the title of the schema.
   */
  readonly isDefinition: boolean;
}

/** The name that a schema has by its definition, its title, or what is around it; undefined where nothing gives one. */
export function nameOfSchema(
  schema: CleanSchema,
  suggested: SuggestedName | undefined,
): string | undefined {
  return suggested?.isDefinition === true
    ? suggested.name
    : (titleOfSchema(schema.title) ?? suggested?.name);
}

/** The name that the title of an input or output suggests for its type. */
export function nameOfValue(
  title: string | undefined,
): SuggestedName | undefined {
  const name = titleOfValue(title);
  return name === undefined ? undefined : { name, isDefinition: false };
}

/** Longer titles of schemas are sentences, not names. */
const MAXIMUM_TITLE_LENGTH = 40;

/** Longer titles of inputs and outputs are not names of a class. */
const MAXIMUM_CLASS_LENGTH = 80;

/** The type name in a schema's title: "Path reference" names a type `PathReference`. Undefined where the title gives no name. */
export function titleOfSchema(title: string | undefined): string | undefined {
  if (title === undefined || title.length > MAXIMUM_TITLE_LENGTH) {
    return undefined;
  }
  const name = nameCharacters(pascalCase(title));
  return /^\p{Lu}/u.test(name) ? name : undefined;
}

/**
 * The type name in the title of an input or output. Most of these titles are
 * captions ("Bounding box"), which give undefined. A single capitalised word
 * with a further capital or digit is the name of a class (`PathRef`), as servers
 * built on pydantic send it.
 */
export function titleOfValue(title: string | undefined): string | undefined {
  return title !== undefined &&
    title.length <= MAXIMUM_CLASS_LENGTH &&
    /^[A-Z][a-z0-9]+[A-Z0-9][A-Za-z0-9]*$/.test(title)
    ? title
    : undefined;
}
