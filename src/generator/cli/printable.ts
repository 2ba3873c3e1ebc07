import { UNSAFE_CHARACTERS, unicodeEscape } from "../characters.js";
import { jsonText } from "../json-text.js";

/** Text of a server or a file as it may be printed: control characters are escaped, except for line ends and tabs. */
export function printable(text: string): string {
  return text.replaceAll(UNSAFE_CHARACTERS, (character) =>
    character === "\n" || character === "\t"
      ? character
      : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** Printable text in one line; see {@link printable}. Line ends become spaces. */
export function printableLine(text: string): string {
  const [first = "", ...others] = text.split("\n");
  const last = others.pop();
  if (last === undefined) return printable(first);
  const between = others.map((line) => line.trim()).filter(Boolean);
  return printable([first.trimEnd(), ...between, last.trimStart()].join(" "));
}

/**
 * JSON text in which control characters are escaped.
 *
 * @param indent - Spaces; 0 for one line.
 */
export function printableJson(value: unknown, indent = 2): string {
  return JSON.stringify(value, null, indent).replaceAll(
    UNSAFE_CHARACTERS,
    (character) => (character === "\n" ? character : unicodeEscape(character)),
  );
}

/** JSON text for people: short lists in one line, letters of all scripts, and control characters escaped. */
export function readableJson(value: unknown): string {
  return jsonText(value).replaceAll(ESCAPES, (escapes) => {
    if (!escapes.startsWith("\\u")) return escapes;
    const text = JSON.parse(`"${escapes}"`) as string;
    return text.replaceAll(UNSAFE_CHARACTERS, unicodeEscape);
  });
}

/** A short escape, or the escapes of several characters, so that both halves of a surrogate pair are in one. */
const ESCAPES = /\\[^u]|(?:\\u[0-9a-f]{4})+/g;
