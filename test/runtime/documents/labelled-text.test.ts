import { expect, it } from "vitest";
import { labelledText } from "../../../src/runtime/documents/labelled-text.js";

const UTF_8 = new TextEncoder().encode("café €");
const LATIN_1 = Uint8Array.from(Buffer.from("café", "latin1"));
const UTF_16 = Uint8Array.from(Buffer.from("\ufeffcafé", "utf16le"));
const BARE_UTF_16 = Uint8Array.from(Buffer.from("abc", "utf16le"));

it.each<[mediaType: string, bytes: Uint8Array, text: string]>([
  ["text/plain", UTF_8, "café €"],
  ["text/plain; charset=UTF-8", UTF_8, "café €"],
  ["text/plain; charset=iso-8859-1", LATIN_1, "café"],
  ['text/csv; header=present; Charset="Windows-1252"', LATIN_1, "café"],
  ["text/plain; charset=utf-16", UTF_16, "café"],
  ["text/plain; charset=UTF-16LE", BARE_UTF_16, "abc"],
  // A label that the content contradicts.
  ["text/plain; charset=iso-8859-1", UTF_8, "café €"],
  ["text/plain; charset=us-ascii", UTF_8, "café €"],
  // Nobody knows what it is.
  ["text/plain", LATIN_1, "caf\ufffd"],
  ["text/plain; charset=utf8", LATIN_1, "caf\ufffd"],
  ["text/plain; charset=klingon", LATIN_1, "caf\ufffd"],
  ["text/plain; charset=utf-16", new Uint8Array([97]), "a"],
  ["", UTF_8, "café €"],
])("%s, %j", (mediaType, bytes, text) => {
  expect(labelledText(bytes, mediaType)).toBe(text);
});
