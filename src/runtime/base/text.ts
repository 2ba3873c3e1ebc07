/** One for all: making a decoder costs more than decoding a document. */
const UTF8 = /* @__PURE__ */ new TextDecoder();

/** Bytes as text: UTF-8 without its byte order mark; what is none becomes U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}
