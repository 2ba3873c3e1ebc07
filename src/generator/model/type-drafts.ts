import { hash } from "node:crypto";
import { pascalCase } from "../case.js";
import { nameCharacters } from "./name-characters.js";
import { structureOf } from "./structure.js";
import type { TypePlace } from "./type-place.js";
import type { Documentation, TypeExpression } from "./service-model.js";

/** A named type before names are planned. References to it have its key for a name. */
export interface TypeDraft {
  readonly key: string;
  /** The name that the server suggests by a title; a type with one can be shared by processes. */
  readonly title?: string;
  /** A name from where the type stands, for want of a title. */
  readonly placeName: string;
  readonly type: TypeExpression;
  readonly documentation: Documentation;
}

/** Collects the named types of one process, each structure once. */
export class TypeDrafts {
  readonly #drafts = new Map<string, TypeDraft>();

  /** All drafts, in the order in which they were met. */
  get all(): readonly TypeDraft[] {
    return [...this.#drafts.values()];
  }

  /** A reference to the named type of a structure, made where there is none yet. */
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

  /** Adds a type under a key that is already referred to: a recursive one. */
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

/** Longer titles are sentences, not names. */
const MAXIMUM_TITLE_LENGTH = 40;

/** Longer names than this are none of a class. */
const MAXIMUM_CLASS_LENGTH = 80;

/** The type name in a schema's title: "Path reference" names a type `PathReference`. */
export function titleOfSchema(title: string | undefined): string | undefined {
  if (title === undefined || title.length > MAXIMUM_TITLE_LENGTH) {
    return undefined;
  }
  const name = nameCharacters(pascalCase(title));
  return /^\p{Lu}/u.test(name) ? name : undefined;
}

/**
 * The type name in the title of an input or output. Most of these are captions
 * ("Bounding box"); a single capitalised word with a further capital or digit
 * is the name of a class (`PathRef`), as pydantic servers send it.
 */
export function titleOfValue(title: string | undefined): string | undefined {
  return title !== undefined &&
    title.length <= MAXIMUM_CLASS_LENGTH &&
    /^[A-Z][a-z0-9]+[A-Z0-9][A-Za-z0-9]*$/.test(title)
    ? title
    : undefined;
}
