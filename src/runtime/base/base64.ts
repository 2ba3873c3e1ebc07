import { builtinModule } from "./platform.js";

/** What is used of Node's `node:buffer`: for large bodies it is many times as fast as `btoa`. */
interface BufferModule {
  readonly Buffer: {
    from(
      bytes: ArrayBufferLike,
      offset: number,
      length: number,
    ): { toString(encoding: "base64"): string };
    from(text: string, encoding: "base64"): Uint8Array;
  };
}

/** ES2026, which type libraries of older compilers do not have. */
interface NativeEncoder {
  toBase64?(): string;
}

/** ES2026, see {@link NativeEncoder}. */
interface NativeDecoder {
  fromBase64?(text: string): Uint8Array;
}

/** Bytes that are encoded at a time: a multiple of 3, so that no padding stands inside the text. */
const ENCODED_AT_A_TIME = 0x6000;

/** Bytes as base64 (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  return (
    (bytes as NativeEncoder).toBase64?.() ??
    nodeBuffer()
      ?.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      .toString("base64") ??
    encodeByParts(bytes)
  );
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
  const native = (Uint8Array as NativeDecoder).fromBase64?.(compact);
  if (native !== undefined) return native;
  const decoded = nodeBuffer()?.from(compact, "base64");
  // A copy, because Node's small buffers are parts of a larger one.
  return decoded === undefined
    ? bytesOfBinary(atob(compact))
    : new Uint8Array(decoded);
}

function nodeBuffer(): BufferModule["Buffer"] | undefined {
  return builtinModule<BufferModule>("node:buffer")?.Buffer;
}

function encodeByParts(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += ENCODED_AT_A_TIME) {
    const part = bytes.subarray(start, start + ENCODED_AT_A_TIME);
    // As `apply`, which takes a typed array as it is: to spread one takes four times as long.
    const codes = part as unknown as number[];
    parts.push(btoa(String.fromCharCode.apply(undefined, codes)));
  }
  return parts.join("");
}

/** A loop: `Uint8Array.from` with a function takes 30 times as long. */
function bytesOfBinary(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) {
    bytes[index] = binary.charCodeAt(index);
  }
  return bytes;
}
