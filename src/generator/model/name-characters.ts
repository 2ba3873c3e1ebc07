/**
 * Blocks of Unicode whose letters every compiler knows. What is a letter grows
 * with each version of Unicode, and compilers lag behind the platform: a name
 * with a letter of last year is a syntax error to them.
 */
const BLOCKS = [
  "\\x24\\x30-\\x39\\x41-\\x5a\\x5f\\x61-\\x7a", // ASCII
  "\\xaa\\xb5\\xba\\xc0-\\u019a\\u019c-\\u024f\\u02b0-\\u02ee\\u1e00-\\u1eff\\u2c60-\\u2c7f", // Latin
  "\\u0300-\\u036f", // combining marks
  "\\u0370-\\u03ff\\u1f00-\\u1fff", // Greek
  "\\u0400-\\u052f", // Cyrillic
  "\\u0531-\\u0587\\u0591-\\u05ea\\u0620-\\u06fc", // Armenian, Hebrew, Arabic
  "\\u0900-\\u0b54\\u0b56-\\u0c3b\\u0c3d-\\u0c5a\\u0c60-\\u0cd6\\u0ce0-\\u0cf2", // scripts of India
  "\\u0e01-\\u0eb9\\u0ebb-\\u0ecd\\u0ed0-\\u0edd\\u0f00-\\u109f", // Thai to Burmese
  "\\u10a0-\\u10ff\\u1c90-\\u1cbf\\u1200-\\u137f\\u1780-\\u17e9", // Georgian, Ethiopic, Khmer
  "\\u1100-\\u11ff\\uac00-\\ud7a3", // Korean
  "\\u3005-\\u3007\\u3041-\\u30fa\\u30fc-\\u30ff\\u3105-\\u312d\\u3400-\\u4db5\\u4e00-\\u9fea", // Japanese, Chinese
  "\\ufb00-\\ufb06\\uff10-\\uff5a", // ligatures, full width
].join("");

const CHARACTER = `(?=[${BLOCKS}])[\\p{ID_Continue}$]`;

/** The whole of an identifier that any compiler takes. */
export const IDENTIFIER: RegExp = new RegExp(
  `^(?=[${BLOCKS}])[\\p{ID_Start}$_](?:${CHARACTER})*$`,
  "u",
);

const NAME_CHARACTER = new RegExp(`^${CHARACTER}$`, "u");

/** A text without the characters that no identifier may have. */
export function nameCharacters(text: string): string {
  return [...text]
    .filter((character) => NAME_CHARACTER.test(character))
    .join("");
}
