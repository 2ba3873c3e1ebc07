import { nothing } from "../base/cancellation.js";

/** The pieces of a stream. Whoever stops before its end, cancels it. */
export async function* streamChunks(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Has no effect after the end.
    await reader.cancel().catch(nothing);
  }
}
