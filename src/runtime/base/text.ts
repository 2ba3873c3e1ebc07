/** One decoder for all calls: to make a decoder costs more than to decode a document. */
let utf8: InstanceType<typeof TextDecoder> | undefined;

/** Bytes as text: UTF-8 without its byte order mark; invalid bytes become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  utf8 ??= new TextDecoder();
  return utf8.decode(bytes);
}

/** A text without its percent-encoding (RFC 3986, section 2.1); one that is not encoded correctly stays as it is. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
