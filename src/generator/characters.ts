/**
 * Characters that no line of code and no terminal may get from a server: they
 * are invisible, end lines, or turn the direction of writing. Halves of
 * surrogate pairs that stand alone are among them.
 */
export const UNSAFE_CHARACTERS: RegExp =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** A character as JSON and ECMAScript escape it: `\\u` and four digits for each of its units. */
export function unicodeEscape(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
