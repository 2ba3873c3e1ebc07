// What may be wrong with JSON that can be read: integers that JavaScript does not hold, and characters that are lost.
import type { ProcessDefinition } from "../documents/process-definition.js";
import type { Connection } from "../http/connection.js";

/** Warns of integers beyond 2^53, and of what is not a text in any character set that is known of it. */
export function reportHazards(
  text: string,
  process: ProcessDefinition | undefined,
  connection: Connection,
): void {
  const integer = longInteger(text);
  const of = process === undefined ? "" : ` of ${process.id}`;
  if (text.includes("\uFFFD")) {
    connection.warn({
      code: "lost-characters",
      message: `The results${of} hold characters that are neither UTF-8 nor in a character set that their media type names; each became U+FFFD. The server can send JSON as UTF-8.`,
      processId: process?.id,
    });
  }
  if (integer !== undefined) {
    connection.warn({
      code: "long-integer",
      message: `The results${of} hold the integer ${integer}; JavaScript has numbers up to 2^53 only, so it became ${String(Number(integer))}. A process can return such a number as a string.`,
      processId: process?.id,
    });
  }
}

/**
 * The first integer of a JSON text beyond 2^53, where not every integer has a number of its own (RFC 8259, section 6).
 * It is found by its digits, because the number no longer tells.
 */
export function longInteger(text: string): string | undefined {
  let at = 0;
  for (const { 0: found, index } of text.matchAll(/-?\d{16,}/g)) {
    // Strings that begin before it; it may stand in the last of them.
    let quote = text.indexOf('"', at);
    while (quote !== -1 && quote < index) {
      at = endOfString(text, quote);
      quote = text.indexOf('"', at);
    }
    if (at > index) continue;
    const isPart =
      /[\d.eE+]/.test(text.charAt(index - 1)) ||
      /[.eE]/.test(text.charAt(index + found.length));
    if (!isPart && !Number.isSafeInteger(Number(found))) return found;
  }
  return undefined;
}

/** The place after a JSON string. @param start - The place of its first quotation mark. */
export function endOfString(text: string, start: number): number {
  for (let end = start; ;) {
    end = text.indexOf('"', end + 1);
    if (end === -1) return text.length;
    let escapes = 0;
    while (text[end - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return end + 1;
  }
}
