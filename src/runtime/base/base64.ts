/** Bytes as base64 (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  if (typeof Buffer !== "undefined") {
    return Buffer.from(
      bytes.buffer,
      bytes.byteOffset,
      bytes.byteLength,
    ).toString("base64");
  }
  const step = 0x8000;
  let text = "";
  for (let start = 0; start < bytes.length; start += step) {
    text += String.fromCharCode(...bytes.subarray(start, start + step));
  }
  return btoa(text);
}

/**
 * The bytes of a base64 text (RFC 4648, sections 4 and 5). White space is ignored, and padding is optional.
 * @returns undefined: the text is not base64.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const compact = text
    .replace(/\s+/g, "")
    .replace(/-/g, "+")
    .replace(/_/g, "/")
    .replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(compact) || compact.length % 4 === 1) {
    return undefined;
  }
  return typeof Buffer === "undefined"
    ? Uint8Array.from(atob(compact), (character) => character.charCodeAt(0))
    : new Uint8Array(Buffer.from(compact, "base64"));
}
