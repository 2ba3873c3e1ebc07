/**
 * Characters of a server's text that must not get into code or onto a terminal:
 * they are invisible, end lines, or change the direction of writing. Lone
 * surrogates are among them.
 */
export const UNSAFE_CHARACTERS: RegExp =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;

const PRINTABLE_ASCII = /^[ -~]*$/;

/**
 * Whether a text has only printable characters of ASCII, as nearly every text:
 * it needs no escapes, and each character takes one column.
 */
export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

/** A character as JSON and ECMAScript escape it: `\\u` and four hexadecimal digits for each UTF-16 code unit. */
export function unicodeEscape(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
