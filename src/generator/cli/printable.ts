/**
 * Characters that a terminal acts upon or that mislead the reader: controls
 * (line ends and tabs excepted), joiners, bidirectional controls, and
 * line separators that are none to a terminal.
 */
const UNSAFE =
  /[^\P{Cc}\t\n]|[\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

/** Text of a server or a file as it may be printed: what a terminal would act upon is spelt out. */
export function printable(text: string): string {
  return text.replaceAll(
    UNSAFE,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text.replaceAll(/\s*\r?\n\s*/g, " "));
}

/** JSON text in which no character acts upon a terminal. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(
    UNSAFE,
    (character) =>
      `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
