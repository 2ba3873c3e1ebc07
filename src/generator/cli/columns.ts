import { isPrintableAscii } from "../characters.js";

/** Columns to which a terminal may move for a tab. */
const TAB = 8;

/** What a reader takes for one character: a letter with all that combines with it, an emoji of several parts. */
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Characters of the scripts of East Asia in the narrow form of old terminals (Unicode, Halfwidth and Fullwidth Forms). */
const HALF_WIDTH = /^[\uff61-\uffdc\uffe8-\uffee]/;

/** Characters of two columns: those of the scripts of East Asia, their punctuation and forms of full width, and emoji. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\u3200-\u33ff\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;

/** Marks that stand above, below or around the letter before them. */
const MARKS = /[\p{Nonspacing_Mark}\p{Enclosing_Mark}]/gu;

/** Columns that a printable text in one line takes on a terminal. */
export function columnsOf(text: string): number {
  if (isPrintableAscii(text)) return text.length;
  let columns = 0;
  for (const { segment } of CHARACTERS.segment(text)) {
    columns += columnsOfCharacter(segment);
  }
  return columns;
}

/** A text, or its beginning and an ellipsis where it takes more columns than there are. */
export function inColumns(text: string, most: number): string {
  if (columnsOf(text) <= most) return text;
  let columns = 0;
  let start = "";
  for (const { segment } of CHARACTERS.segment(text)) {
    columns += columnsOfCharacter(segment);
    if (columns >= most) break;
    start += segment;
  }
  return `${start}…`;
}

function columnsOfCharacter(character: string): number {
  if (character === "\t") return TAB;
  if (WIDE.test(character) && !HALF_WIDTH.test(character)) return 2;
  return Array.from(character.replace(MARKS, "")).length;
}
