import { hash } from "node:crypto";
import { camelCase, kebabCase, pascalCase } from "../case.js";
import { hyphenated } from "../hyphenated.js";
import { isPrintableAscii } from "../characters.js";
import { isIdentifier, nameCharacters } from "./name-characters.js";

/** Gives each name once. Names that `fold` makes equal count as the same name. */
export class NameRegistry {
  readonly #taken = new Set<string>();
  readonly #fold: (name: string) => string;
  /** Where the search for a free number continues, by name: thousands of values may want the same name. */
  readonly #counts = new Map<string, number>();

  constructor(
    taken: Iterable<string> = [],
    fold: (name: string) => string = (name) => name,
  ) {
    this.#fold = fold;
    for (const name of taken) this.#taken.add(fold(name));
  }

  /** Whether the name is taken. */
  has(name: string): boolean {
    return this.#taken.has(this.#fold(name));
  }

  /** Takes the first candidate that is free, or else the last one with the lowest free number after it. */
  take(...candidates: readonly [string, ...string[]]): string {
    const free = candidates.find((candidate) => !this.has(candidate));
    const name = free ?? this.#numbered(candidates.at(-1) ?? candidates[0]);
    this.#taken.add(this.#fold(name));
    return name;
  }

  #numbered(base: string): string {
    let count = this.#counts.get(base) ?? 2;
    while (this.has(`${base}${count}`)) count += 1;
    this.#counts.set(base, count);
    return `${base}${count}`;
  }
}

/** Longer names cannot be read, and file names need room for an extension. */
const MAXIMUM_LENGTH = 80;

/** A text as the name of a value: camelCase, made of identifier characters, never empty. */
export function valueName(text: string, fallback: string): string {
  return identifierFrom(camelCase(words(text)), text, fallback);
}

/** A text as the name of a type: PascalCase, made of identifier characters, never empty. */
export function typeName(text: string, fallback: string): string {
  return identifierFrom(pascalCase(words(text)), text, fallback);
}

/** Names that were put together as the name of a type: their letters keep their case. */
export function joinedTypeName(names: string, fallback: string): string {
  return identifierFrom(names, names, fallback);
}

/** A text as a file name without extension: lower case letters, digits and single hyphens, never empty, never a name that an operating system reserves. */
export function fileName(text: string): string {
  const ascii = readable(text)
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "");
  const name = hyphenated(kebabCase(ascii), MAXIMUM_LENGTH);
  if (name === "") return `process-${shortHash(text)}`;
  return RESERVED_FILES.test(name) ? `${name}-process` : name;
}

/** Names of devices, which Windows reserves with any extension, and the index of the package. */
const RESERVED_FILES = /^(?:con|prn|aux|nul|index|com\d|lpt\d)$/;

/** What nearly every name is already. */
const USUAL_NAME = /^[A-Za-z$][\w$]*$/;

function identifierFrom(name: string, text: string, fallback: string): string {
  if (name.length <= MAXIMUM_LENGTH && USUAL_NAME.test(name)) return name;
  const allowed = nameCharacters(name);
  const short =
    allowed.length <= MAXIMUM_LENGTH
      ? allowed
      : Array.from(allowed).slice(0, MAXIMUM_LENGTH).join("");
  if (short === "" || /^[_\d]+$/.test(short)) {
    const digits = text.replace(/\D/g, "").slice(0, MAXIMUM_LENGTH);
    return `${fallback}${digits === "" ? shortHash(text).toUpperCase() : digits}`;
  }
  return isIdentifier(short) && !short.startsWith("_")
    ? short
    : `${fallback}${short.replace(/^_+/, "")}`;
}

/** A text with a space for each letter that names must not have: the next letter then begins a word, and gets its capital. */
function words(text: string): string {
  const characters = readable(text);
  if (isPrintableAscii(characters)) return characters;
  return characters.replace(/[\p{L}\p{N}]/gu, (character) =>
    nameCharacters(character) === "" ? " " : character,
  );
}

/** The beginning of a text, with composed characters, and a space for each character that is invisible or changes the direction of writing. */
function readable(text: string): string {
  const short = text.slice(0, 4 * MAXIMUM_LENGTH);
  if (isPrintableAscii(short)) return short;
  return short
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, " ");
}

function shortHash(text: string): string {
  return hash("sha256", text).slice(0, 8);
}
