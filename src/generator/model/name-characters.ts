/**
 * Blocks of Unicode whose letters every compiler knows, as first and last code
 * points. Each version of Unicode adds letters, and compilers lag behind the
 * platform: a name with a letter that was added last year is a syntax error to
 * them.
 */
const BLOCKS: readonly (readonly [first: number, last: number])[] = [
  [0x24, 0x24], // the dollar sign
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
  [0xaa, 0xba], // Latin
  [0xc0, 0x19a],
  [0x19c, 0x24f],
  [0x2b0, 0x2ee],
  [0x300, 0x36f], // combining marks
  [0x370, 0x3ff], // Greek
  [0x400, 0x52f], // Cyrillic
  [0x531, 0x587], // Armenian
  [0x591, 0x5ea], // Hebrew
  [0x620, 0x6fc], // Arabic
  [0x900, 0xb54], // scripts of India, without younger letters
  [0xb56, 0xc3b],
  [0xc3d, 0xc5a],
  [0xc60, 0xcd6],
  [0xce0, 0xcf2],
  [0xe01, 0xeb9], // Thai to Burmese
  [0xebb, 0xecd],
  [0xed0, 0xedd],
  [0xf00, 0x109f],
  [0x10a0, 0x10ff], // Georgian
  [0x1100, 0x11ff], // Korean
  [0x1200, 0x137f], // Ethiopic
  [0x1780, 0x17e9], // Khmer
  [0x1c90, 0x1cbf], // Georgian capitals
  [0x1e00, 0x1fff], // Latin and Greek with accents
  [0x2c60, 0x2c7f],
  [0x3005, 0x3007], // Japanese
  [0x3041, 0x30fa],
  [0x30fc, 0x30ff],
  [0x3105, 0x312d],
  [0x3400, 0x4db5], // Chinese
  [0x4e00, 0x9fea],
  [0xac00, 0xd7a3], // Korean
  [0xfb00, 0xfb06], // ligatures
  [0xff10, 0xff5a], // full width
];

const escaped = (code: number) => `\\u{${code.toString(16)}}`;
const KNOWN = BLOCKS.map(
  ([first, last]) => `${escaped(first)}-${escaped(last)}`,
).join("");
const START = `(?=[${KNOWN}])[\\p{ID_Start}$_]`;
const PART = `(?=[${KNOWN}])[\\p{ID_Continue}$]`;

const IDENTIFIER = new RegExp(`^${START}(?:${PART})*$`, "u");

/** The same for names in ASCII: nearly all names are, and this test is many times faster. */
const ASCII_IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Whether a text is an identifier that every compiler accepts. */
export function isIdentifier(text: string): boolean {
  return ASCII_IDENTIFIER.test(text) || IDENTIFIER.test(text);
}

const NAME_CHARACTER = new RegExp(`^${PART}$`, "u");

const ASCII_NAME_CHARACTERS = /^[\w$]*$/;

/** A text without the characters that an identifier must not have. */
export function nameCharacters(text: string): string {
  if (ASCII_NAME_CHARACTERS.test(text)) return text;
  return Array.from(text)
    .filter((character) => NAME_CHARACTER.test(character))
    .join("");
}
