import type { Diagnostic } from "../diagnostic.js";

/**
 * The warning of a document of which characters were lost when it was read, because they are neither UTF-8 (RFC 8259,
 * section 8.1) nor in a character set that its media type names; undefined for any other.
 *
 * @param where - Where it comes from, as messages name it.
 */
export function lostCharacters(
  text: string,
  where: string,
): Diagnostic | undefined {
  return text.includes("\uFFFD")
    ? {
        severity: "warning",
        code: "lost-characters",
        message: `${where} has characters that are not UTF-8; each became U+FFFD.`,
        hint: "Let the server send JSON as UTF-8, or name its character set in the content type; save a file as UTF-8.",
      }
    : undefined;
}
