import { decodeText } from "../base/text.js";
import { readParameters } from "./links.js";

/**
 * The text of content that a server has labelled. UTF-8 is looked for first, because servers that send it name other
 * character sets, too: content that is UTF-8 by chance has no other letters than those of ASCII.
 */
export function labelledText(bytes: Uint8Array, mediaType = ""): string {
  // Nearly all is UTF-8 by its label, or has none, and jobs are polled by the thousand.
  if (!/charset\s?=\s?"?(?!utf-?8\b)/i.test(mediaType))
    return decodeText(bytes);
  const { charset } = readParameters(mediaType.replace(/^[^;]*/, ""));
  if (charset === undefined) return decodeText(bytes);
  const isWide = /^(utf-?16|utf-?32|ucs|unicode)/i.test(charset);
  const text = isWide ? undefined : decodedAs("utf-8", bytes);
  return text ?? decodedAs(charset, bytes) ?? decodeText(bytes);
}

/** Undefined: it is no such text, or nobody knows the character set. */
function decodedAs(charset: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
