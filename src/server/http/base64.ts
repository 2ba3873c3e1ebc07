/** How many bytes become one string at a time: a function takes a limited number of arguments. */
const CHUNK = 0x8000;

/** Encodes bytes in base64 (RFC 4648, 4). */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(text);
}

/**
 * Decodes base64, also the URL-safe alphabet (RFC 4648, 5), and without padding. Signs outside the
 * alphabet are ignored.
 */
export function fromBase64(text: string): Uint8Array {
  const [digits = ""] = text
    .replace(/-/g, "+")
    .replace(/_/g, "/")
    .replace(/[^A-Za-z0-9+/=]/g, "")
    .split("=", 1);
  // One digit alone is not a whole byte.
  const whole = digits.length % 4 === 1 ? digits.slice(0, -1) : digits;
  return Uint8Array.from(atob(whole), (sign) => sign.charCodeAt(0));
}
