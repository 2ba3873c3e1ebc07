import { builtinModule } from "./platform.js";

/** What is used of Node's `node:buffer`: for large bodies it is many times as fast as `atob`. */
interface DecoderModule {
  readonly Buffer: { from(text: string, encoding: "base64"): Uint8Array };
}

/** ES2026, which type libraries of older compilers do not have. */
interface NativeDecoder {
  fromBase64?(text: string): Uint8Array;
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
    .replace(/={1,2}$/, "");
  if (!/^[A-Za-z0-9+/]*$/.test(compact) || compact.length % 4 === 1) {
    return undefined;
  }
  const native = (Uint8Array as NativeDecoder).fromBase64?.(compact);
  if (native !== undefined) return native;
  const decoded = builtinModule<DecoderModule>("node:buffer")?.Buffer.from(
    compact,
    "base64",
  );
  // A copy, because Node's small buffers are parts of a larger one.
  return decoded === undefined
    ? bytesOfBinary(atob(compact))
    : new Uint8Array(decoded);
}

/** A loop: `Uint8Array.from` with a function takes 30 times as long. */
function bytesOfBinary(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) {
    bytes[index] = binary.charCodeAt(index);
  }
  return bytes;
}
