import { joinBytes } from "../base/bytes.js";
import {
  NEVER_CANCELLED,
  nothing,
  unlessCancelled,
  type Cancellation,
} from "../base/cancellation.js";
import { wholeBody } from "../http/body-chunks.js";

/**
 * The pieces of a stream. Whoever stops before its end, cancels it.
 * @param cancellation - Ends the reading also while nothing arrives.
 */
export async function* streamChunks(
  stream: ReadableStream<Uint8Array>,
  cancellation: Cancellation = NEVER_CANCELLED,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const next = await unlessCancelled(reader.read(), cancellation);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Has no effect after the end.
    await reader.cancel().catch(nothing);
  }
}

/**
 * Reads a stream to its end.
 * @throws BodyTooLargeError: see {@link wholeBody}.
 */
export function wholeStream(
  stream: ReadableStream<Uint8Array>,
  limits: {
    readonly maxBytes: number;
    readonly url: URL;
    readonly cancellation: Cancellation;
  },
): Promise<Uint8Array> {
  const { maxBytes, url, cancellation } = limits;
  return wholeBody(streamChunks(stream, cancellation), maxBytes, url);
}

/** What a stream begins with. */
export interface StreamStart {
  readonly bytes: Uint8Array;
  /** Whether these are all its bytes. */
  readonly isWhole: boolean;
  /** The stream from its start. It must be read or cancelled, unless it is whole. */
  readonly all: ReadableStream<Uint8Array>;
}

/**
 * Reads the start of a stream, until there are some bytes.
 * @param least - As many bytes, or a few more.
 */
export async function startOfStream(
  stream: ReadableStream<Uint8Array>,
  least: number,
): Promise<StreamStart> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (!isWhole && length < least) {
    const next = await reader.read();
    isWhole = next.done;
    if (!next.done) {
      parts.push(next.value);
      length += next.value.length;
    }
  }
  const bytes = joinBytes(parts, length);
  const all = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const part = parts.shift() ?? (await reader.read()).value;
        if (part === undefined) controller.close();
        else controller.enqueue(part);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { bytes, isWhole, all };
}

/** A stream of bytes that are in memory. */
export function streamOfBytes(bytes: Uint8Array): ReadableStream<Uint8Array> {
  const step = 64 * 1024;
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at < bytes.length) {
          controller.enqueue(bytes.subarray(at, at + step));
          at += step;
        } else {
          controller.close();
        }
      },
    },
    { highWaterMark: 0 },
  );
}
