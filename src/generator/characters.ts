/**
 * Characters that no line of code and no terminal may get from a server: they
 * are invisible, end lines, or turn the direction of writing. Halves of
 * surrogate pairs that stand alone are among them.
 */
export const UNSAFE_CHARACTERS: RegExp =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;

const PRINTABLE_ASCII = /^[ -~]*$/;

/**
 * Whether a text has printable characters of ASCII alone. Nearly every text
 * has: there is nothing to escape in it, and each character takes one column.
 */
export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

/** A character as JSON and ECMAScript escape it: `\\u` and four digits for each of its units. */
export function unicodeEscape(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
