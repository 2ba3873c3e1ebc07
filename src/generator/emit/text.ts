import { UNSAFE_CHARACTERS, unicodeEscape } from "../characters.js";
import { isIdentifier } from "../model/name-characters.js";

/**
 * The only place where text of a server enters generated code. Whatever else
 * puts text into a file takes it from here, or from a name that was planned.
 */

/** A planned name, checked once more: anything but an identifier is a defect of this program. */
export function identifier(name: string): string {
  if (!isIdentifier(name)) {
    throw new Error(`Not an identifier: ${JSON.stringify(name)}`);
  }
  return name;
}

/** A property's name as it stands before the colon: quoted only where it must be. */
export function propertyKey(name: string): string {
  // Quoted, `__proto__: value` would set a prototype; in brackets it is a name.
  if (name === "__proto__") return '["__proto__"]';
  // Prettier removes quotes that no compiler needs, also around letters outside ASCII.
  return isIdentifier(name) ? name : stringLiteral(name);
}

/** Printable ASCII without quotes and backslashes: nearly all texts are such, and need no escapes. */
const PLAIN = /^[ !#-&(-[\]-~]*$/;

/** A string as a literal, in the quotes that need fewer escapes, double ones first. */
export function stringLiteral(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const quote = quoteOf(text);
  // JSON is such a text: it has double quotes, and seldom anything to escape.
  if (UNESCAPED.test(text) && !text.includes(quote)) {
    return quote + text + quote;
  }
  const body = text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote, `\\${quote}`)
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(UNSAFE_CHARACTERS, unicodeEscape);
  return quote + body + quote;
}

/** Printable ASCII without backslashes. */
const UNESCAPED = /^[ -[\]-~]*$/;

function quoteOf(text: string): '"' | "'" {
  if (!text.includes('"')) return '"';
  if (!text.includes("'")) return "'";
  return text.split('"').length <= text.split("'").length ? '"' : "'";
}

/** Characters after which a text is cut: an editor's hover shows no more. */
const MAXIMUM_TEXT = 20_000;

/** A text as lines without invisible characters, for documents that are not code. */
export function plainText(text: string): readonly string[] {
  if (isShort(text) && ASCII_LINE.test(text)) return trimmed(text);
  const short = isShort(text) ? text : `${text.slice(0, MAXIMUM_TEXT)} …`;
  const lines = visibleLines(short);
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first === -1 ? [] : withoutIndent(lines.slice(first, last + 1));
}

function isShort(text: string): boolean {
  return text.length <= MAXIMUM_TEXT;
}

/** A text of one line without the spaces around it; no line where there is nothing else. */
function trimmed(text: string): readonly string[] {
  const line = text.trim();
  return line === "" ? [] : [line];
}

function visibleLines(text: string): readonly string[] {
  if (ASCII_LINES.test(text)) {
    return text.split("\n").map((line) => line.trimEnd());
  }
  return text
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .split("\n")
    .map((line) =>
      line.replaceAll("\t", "    ").replace(UNSAFE_CHARACTERS, "").trimEnd(),
    );
}

/** Printable ASCII and line feeds alone. */
const ASCII_LINES = /^[ -~\n]*$/;

/** Printable ASCII alone: most texts are such, and need no more than to be trimmed. */
const ASCII_LINE = /^[ -~]*$/;

/** A text as one line without invisible characters, for documents that are not code. */
export function plainLine(text: string): string {
  return isShort(text) && ASCII_LINE.test(text) && !text.includes("  ")
    ? text.trim()
    : oneLine(plainText(text));
}

/**
 * A text as lines of a doc comment: it cannot end the comment, start a tag or
 * an inline tag of its own, and has no invisible characters. Compilers read
 * `@` as the start of a tag also inside a line, unless it is in the middle of a word.
 */
export function docText(text: string): readonly string[] {
  if (isShort(text) && COMMENT_LINE.test(text)) return trimmed(text);
  const lines = plainText(text);
  return lines.some(isHarmful) ? lines.map(harmless) : lines;
}

/** Printable ASCII without stars and at signs: most texts are such, and need no more than to be trimmed. */
const COMMENT_LINE = /^[ -)+-?A-~]*$/;

function isHarmful(line: string): boolean {
  return line.includes("@") || line.includes("*/");
}

function harmless(line: string): string {
  return line.replaceAll("*/", "*\\/").replace(/(?<![\p{L}\p{N}\\])@/gu, "\\@");
}

/** A text as one line of a doc comment: for tags and headings. */
export function docLine(text: string): string {
  return isShort(text) && COMMENT_LINE.test(text) && !text.includes("  ")
    ? text.trim()
    : oneLine(docText(text));
}

function oneLine(lines: readonly string[]): string {
  const [only] = lines;
  if (only === undefined) return "";
  if (lines.length === 1 && !/\s\s|[^\S ]/.test(only)) return only.trim();
  return lines.join(" ").replace(/\s+/g, " ").trim();
}

/** Docstrings are indented as a whole after their first line. */
function withoutIndent(lines: readonly string[]): readonly string[] {
  const [first = "", ...others] = lines;
  let common = Infinity;
  for (const line of others) {
    if (line === "") continue;
    common = Math.min(common, line.length - line.trimStart().length);
    if (common === 0) return [first.trimStart(), ...others];
  }
  return [first.trimStart(), ...others.map((line) => line.slice(common))];
}
