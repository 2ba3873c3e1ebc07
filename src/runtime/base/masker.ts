import { escapeControls } from "./printable.js";
import { secretPattern, UNMISTAKABLE } from "./secret-patterns.js";
import { isSecretName, MASK } from "./secrets.js";
import { percentDecoded } from "./text.js";

/** Masks secrets, for whatever is printed: by the runtime, in errors and warnings, and by the generator. */
export interface Masker {
  /** A text without the secrets in it, and without the users and secret parameters of the URLs in it. */
  readonly text: (text: string) => string;
  /** A name or an id without secrets that cannot be in it by chance: what a program may need again is not changed for a word in it. */
  readonly name: (text: string) => string;
}

/**
 * Makes a masker of some secrets. Those of less than four characters are not masked: they are part of ordinary words,
 * and masking these would reveal them.
 */
export function maskerOf(secrets: readonly string[]): Masker {
  const all = secretPattern(secrets);
  const long = secretPattern(secrets, UNMISTAKABLE);
  const without = (text: string, found: RegExp | undefined): string =>
    found === undefined ? text : text.replace(found, MASK);
  return {
    text: (text) => maskUrls(without(text, all)),
    name: (text) => without(text, long),
  };
}

/** A text with the values of secret query parameters and the user of each URL in it masked, also of URLs in JSON and in other URLs. */
function maskUrls(text: string): string {
  return text
    .replace(PARAMETER, maskParameter)
    .replace(ENCODED_PARAMETER, maskParameter)
    .replace(USER, `$1${MASK}@`);
}

const PARAMETER = /((?:[?&#]|\\u0026)([^=&?#\s\\]+)=)[^&#\s<>"',;\\]*/g;

const ENCODED_PARAMETER =
  /(%(?:25)?(?:3f|26|23)([\w.~-]+)%(?:25)?3d)(?:[^&#\s<>"',;\\%]|%(?!(?:25)?26))*/gi;

const USER = /(:(?:\\?\/){2})[^/?#@\s\\"<>]+@/g;

function maskParameter(whole: string, start: string, name: string): string {
  return isSecretName(percentDecoded(name)) ? start + MASK : whole;
}

/** Headers of an answer without secrets: cookies, tokens, and what is masked in any text. */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
  text: Masker["text"],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === "set-cookie" || (isSecretName(name) && !AMAZON_ID.test(name))
        ? MASK
        : text(value),
    ]),
  );
}

/** Ids of Amazon's answers, which its support asks for. */
const AMAZON_ID = /^x-amz-(request-id|id-2|cf-id|version-id)$/;

/** What a walk may look at: nobody reads more of an error, and more may be a trap. */
const MOST_VALUES = 100_000;
const MOST_LEVELS = 100;

/**
 * A value with every text in it masked, whatever it is nested in: a copy, or where nothing is masked, the value itself.
 * Errors in it also lose what their text may do to a terminal, because they are printed as they are.
 */
export function maskValue(value: unknown, mask: Masker["text"]): unknown {
  if (typeof value === "string") return mask(value);
  return new Walk(mask).masked(value);
}

/** One walk through a value, which may refer to itself. */
class Walk {
  readonly #mask: Masker["text"];
  readonly #seen = new Set<unknown>();
  readonly #copies = new Map<unknown, object>();

  constructor(mask: Masker["text"]) {
    this.#mask = mask;
  }

  masked(value: unknown): unknown {
    return this.#shows(value, 0) ? this.#copy(value, 0) : value;
  }

  /** Whether there is anything to mask in a value, or it is larger than this looks. */
  #shows(value: unknown, level: number): boolean {
    if (typeof value === "string") return this.#mask(value) !== value;
    if (typeof value === "number") return this.#isSecretNumber(value);
    if (typeof value !== "object" || value === null) return false;
    if (this.#seen.has(value)) return false;
    if (level > MOST_LEVELS || this.#seen.size > MOST_VALUES) return true;
    this.#seen.add(value);
    const text = hiddenText(value);
    if (text !== undefined) return this.#mask(text) !== text;
    return membersOf(value, this.#mask).some(
      ([key, was, shown]) =>
        shown !== was ||
        (typeof key === "string" && this.#mask(key) !== key) ||
        this.#shows(was, level + 1),
    );
  }

  #copy(value: unknown, level: number): unknown {
    if (typeof value === "string") return this.#mask(value);
    if (typeof value === "number" && this.#isSecretNumber(value)) return MASK;
    if (typeof value !== "object" || value === null) return value;
    const known = this.#copies.get(value);
    if (known !== undefined) return known;
    if (level > MOST_LEVELS || this.#copies.size > MOST_VALUES) return MASK;
    const text = hiddenText(value);
    if (text !== undefined) {
      const shown = this.#mask(text);
      return shown === text ? value : shown;
    }
    // What can do without masking stays what it is, such as a socket.
    if (!isData(value) && !new Walk(this.#mask).#shows(value, level)) {
      return value;
    }
    const copy = emptyCopy(value);
    this.#copies.set(value, copy);
    for (const [key, was, shown] of membersOf(value, this.#mask)) {
      const name = typeof key === "string" ? this.#mask(key) : key;
      const isListed = Object.prototype.propertyIsEnumerable.call(value, key);
      Object.defineProperty(copy, name, {
        value: shown === was ? this.#copy(was, level + 1) : shown,
        enumerable: isListed,
        writable: true,
        configurable: true,
      });
    }
    return copy;
  }

  /** Eight digits are no number by chance. */
  #isSecretNumber(value: number): boolean {
    const text = String(value);
    return text.length >= UNMISTAKABLE && this.#mask(text) !== text;
  }
}

/** The text of a value that holds it where no walk gets to: bytes and URLs. */
function hiddenText(value: object): string | undefined {
  if (value instanceof URL) return value.href;
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteOffset, byteLength } = value;
    return new TextDecoder("latin1").decode(
      new Uint8Array(buffer, byteOffset, byteLength),
    );
  }
  return undefined;
}

/** Whether a value is an array or an object without a class. */
function isData(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    Array.isArray(value) || prototype === Object.prototype || prototype === null
  );
}

function emptyCopy(value: object): object {
  if (Array.isArray(value)) return [];
  if (value instanceof Error) {
    // An error of the platform, so that it is printed as one.
    const prototype: unknown = Object.getPrototypeOf(value);
    return Object.setPrototypeOf(
      new Error(),
      prototype as object | null,
    ) as object;
  }
  // The methods of a class may need what a copy has not.
  return {};
}

/** The members of a value: key, value, and for what an error is printed with, how it is shown. */
function membersOf(
  value: object,
  mask: Masker["text"],
): readonly (readonly [PropertyKey, unknown, unknown])[] {
  const isError = value instanceof Error;
  const keys = Reflect.ownKeys(value).filter(
    (key) => !(key === "length" && Array.isArray(value)),
  );
  return keys.flatMap((key) => {
    const isStack = isError && key === "stack";
    const found = Object.getOwnPropertyDescriptor(value, key);
    // A function that computes a member is not called, except for that of the stack.
    const was: unknown = isStack ? value.stack : found?.value;
    if (!isError || typeof was !== "string") return [[key, was, was] as const];
    if (key === "message")
      return [[key, was, shownMessage(value, mask)] as const];
    if (isStack) return [[key, was, shownStack(value, mask)] as const];
    return [[key, was, was] as const];
  });
}

/** A parser quotes what it cannot read, cut off at any place, so that a secret in it is not recognised. */
function shownMessage({ name, message }: Error, mask: Masker["text"]): string {
  const text =
    name === "SyntaxError" ? message.replace(/"[^]*"/, `"${MASK}"`) : message;
  return escapeControls(mask(text));
}

function shownStack(error: Error, mask: Masker["text"]): string {
  const { stack = "", message } = error;
  const lines =
    message === ""
      ? stack
      : stack.replace(message, () => shownMessage(error, mask));
  return lines
    .split("\n")
    .map((line) => escapeControls(mask(line)))
    .join("\n");
}
