import { joinBytes } from "../base/bytes.js";
import { BodyTooLargeError } from "../errors/http-errors.js";
import { publicUrl } from "./urls.js";

/**
 * Reads a body that comes in pieces.
 * @param url - Of the body, for the error.
 * @throws BodyTooLargeError: as soon as there are more than `maxBytes` bytes; the rest is not read.
 */
export async function wholeBody(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  url: URL,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunks) {
    length += part.length;
    if (length > maxBytes) {
      throw new BodyTooLargeError(publicUrl(url), maxBytes);
    }
    parts.push(part);
  }
  return joinBytes(parts, length);
}

/** A body that comes in pieces as a stream: each piece is asked for when the stream is read. */
export function bodyStream(
  chunks: AsyncGenerator<Uint8Array, undefined>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
