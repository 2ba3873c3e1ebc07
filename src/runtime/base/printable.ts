/** Characters of the longest text that is printed whole. */
const LONGEST_TEXT = 2_000;

/** Characters that are kept of the end of a longer text, where it often says what is wrong, and of what to do. */
const KEPT_END = 600;

/**
 * Line ends, control characters, the separators of lines and paragraphs, and what changes the direction of writing: with
 * them, a text of a server could write lines of its own into a log, or command a terminal. A tab does no harm.
 */
// eslint-disable-next-line no-control-regex -- These are what it finds.
const UNPRINTABLE = /\r?\n|[\0-\b\v-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/g;

/**
 * A text as one line that may go to a terminal or a log: what would harm there is escaped (`\n`, `\u001b`), and the middle
 * of a text of more than 2,000 characters is left out.
 */
export function printable(text: string): string {
  const short =
    text.length > LONGEST_TEXT
      ? `${text.slice(0, LONGEST_TEXT - KEPT_END)} … ${text.slice(-KEPT_END)}`
      : text;
  return escapeControls(short);
}

/** A text in which nothing can harm a terminal or a log; see {@link printable}. */
export function escapeControls(text: string): string {
  return text.replace(UNPRINTABLE, (found) =>
    found.endsWith("\n")
      ? "\\n"
      : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
