import { UNSAFE_CHARACTERS, unicodeEscape } from "../characters.js";

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

/** JSON text in which control characters are escaped. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    UNSAFE_CHARACTERS,
    (character) => (character === "\n" ? character : unicodeEscape(character)),
  );
}
