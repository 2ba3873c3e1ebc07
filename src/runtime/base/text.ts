/** One decoder for all calls: to make a decoder costs more than to decode a document. */
const UTF8 = /* @__PURE__ */ new TextDecoder();

/** Bytes as text: UTF-8 without its byte order mark; invalid bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}

/** A text without its percent-encoding (RFC 3986, section 2.1); one that is not encoded correctly stays as it is. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
