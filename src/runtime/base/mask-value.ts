import type { Masker } from "./masker.js";
import { escapeControls } from "./printable.js";
import { UNMISTAKABLE } from "./secret-patterns.js";
import { MASK } from "./secrets.js";

/** What a walk may look at: nobody reads more of an error, and more may be a trap. */
const MOST_VALUES = 100_000;
const MOST_LEVELS = 100;

/**
 * A value with every text in it masked, whatever it is nested in: a copy, or where nothing is masked, the value itself.
 * Errors in it also lose what their text may do to a terminal, because they are printed as they are.
 */
export function maskValue(value: unknown, mask: Masker["text"]): unknown {
  if (typeof value === "string") return mask(value);
  try {
    return new Walk(mask).masked(value);
  } catch {
    // It has members that throw, so that nobody knows what is in it.
    return MASK;
  }
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
    if (typeof value === "symbol") return this.#key(value) !== value;
    if (!isWalked(value)) return false;
    if (this.#seen.has(value)) return false;
    if (level > MOST_LEVELS || this.#seen.size > MOST_VALUES) return true;
    this.#seen.add(value);
    const text = hiddenText(value);
    if (text !== undefined) return this.#mask(text) !== text;
    if (this.#shows(insideOf(value), level + 1)) return true;
    return membersOf(value, this.#mask).some(
      ([key, was, shown]) =>
        shown !== was || this.#key(key) !== key || this.#shows(was, level + 1),
    );
  }

  #copy(value: unknown, level: number): unknown {
    if (typeof value === "string") return this.#mask(value);
    if (typeof value === "number" && this.#isSecretNumber(value)) return MASK;
    if (typeof value === "symbol") return this.#key(value);
    if (!isWalked(value)) return value;
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
    // It can't be called without what hangs on it.
    if (typeof value === "function") return MASK;
    const source = insideOf(value) ?? value;
    const copy = emptyCopy(source);
    this.#copies.set(value, copy);
    for (const [key, was, shown] of membersOf(source, this.#mask)) {
      const isListed = Object.prototype.propertyIsEnumerable.call(source, key);
      Object.defineProperty(copy, this.#key(key), {
        value: shown === was ? this.#copy(was, level + 1) : shown,
        enumerable: isListed,
        writable: true,
        configurable: true,
      });
    }
    return copy;
  }

  #key(key: PropertyKey): PropertyKey {
    if (typeof key === "string") return this.#mask(key);
    if (typeof key === "number") return key;
    const { description = "" } = key;
    const shown = this.#mask(description);
    return shown === description ? key : Symbol(shown);
  }

  /** Eight digits are no number by chance. */
  #isSecretNumber(value: number): boolean {
    const text = String(value);
    return text.length >= UNMISTAKABLE && this.#mask(text) !== text;
  }
}

function isWalked(value: unknown): value is object {
  return (
    (typeof value === "object" && value !== null) || typeof value === "function"
  );
}

/** What a value holds where no key leads, in a form that a walk gets through. Undefined: nothing. */
function insideOf(value: object): object | undefined {
  if (value instanceof Map || value instanceof Set) {
    return Array.from<unknown>(value);
  }
  if (value instanceof Headers || value instanceof FormData) {
    const entries: [string, unknown][] = [];
    value.forEach((item, name) => entries.push([name, item]));
    return entries;
  }
  if (value instanceof Request || value instanceof Response) {
    const { url, headers } = value;
    return { url, headers };
  }
  if (value instanceof DOMException) {
    // Its members are those of its class, and can't be read from a copy.
    const { name, message, stack } = value;
    return Object.assign(new Error(message), { name, stack });
  }
  return undefined;
}

/** The text of a value that holds it where no walk gets to: bytes, URLs and their like. */
function hiddenText(value: object): string | undefined {
  if (value instanceof URL) return value.href;
  if (
    value instanceof URLSearchParams ||
    value instanceof RegExp ||
    value instanceof String
  ) {
    return value.toString();
  }
  if (value instanceof ArrayBuffer) return hiddenText(new Uint8Array(value));
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
