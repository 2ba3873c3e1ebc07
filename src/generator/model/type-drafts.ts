import { hash } from "node:crypto";
import { pascalCase } from "../case.js";
import { nameCharacters } from "./name-characters.js";
import { structureOf } from "./structure.js";
import type { TypePlace } from "./type-place.js";
import type { Documentation, TypeExpression } from "./service-model.js";

/** A named type before names are planned. Until then, references use its key as the name. */
export interface TypeDraft {
  /** The same for equal structures with the same title, in any process. */
  readonly key: string;
  /** The name that a title of the server suggests. Processes can share a type that has one. */
  readonly title?: string;
  /** A name after the place of the type, where there is no title. */
  readonly placeName: string;
  readonly type: TypeExpression;
  readonly documentation: Documentation;
}

/** Collects the named types of one process, each structure once. */
export class TypeDrafts {
  readonly #drafts = new Map<string, TypeDraft>();

  /** All drafts, in the order in which they were added. */
  get all(): readonly TypeDraft[] {
    return [...this.#drafts.values()];
  }

  /** A reference to the named type of a structure; adds the type if it is new. */
  add(
    type: TypeExpression,
    place: TypePlace,
    title: string | undefined,
    documentation: Documentation,
  ): TypeExpression {
    const key = draftKey(type, title ?? `in ${place.scope}`);
    this.addKeyed(key, type, place, title, documentation);
    return { kind: "reference", name: key };
  }

  /** Adds a type under a key that other types refer to already, as recursive types need it. */
  addKeyed(
    key: string,
    type: TypeExpression,
    place: TypePlace,
    title: string | undefined,
    documentation: Documentation,
  ): void {
    if (this.#drafts.has(key)) return;
    this.#drafts.set(key, {
      key,
      ...(title === undefined ? {} : { title }),
      placeName: place.name,
      type,
      documentation,
    });
  }
}

function draftKey(type: TypeExpression, owner: string): string {
  const text = `${owner}\n${structureOf(type)}`;
  return hash("sha256", text, "base64url").slice(0, 22);
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
