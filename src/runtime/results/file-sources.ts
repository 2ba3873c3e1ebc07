import { Cancellation, withCancellation } from "../base/cancellation.js";
import { decodeText } from "../base/text.js";
import { ResultFileError } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";
import type { Call } from "../http/exchange.js";
import type { TransportResponse } from "../http/transport.js";
import { checkedStream, requireFile } from "./failures-in-results.js";
import type { FileSource, ReadFileOptions, ResultFile } from "./result-file.js";
import { guardOfLink } from "./link-guard.js";
import { saveStream } from "./save-stream.js";

/** Bytes that were received already. */
export function memorySource(bytes: Uint8Array): FileSource {
  return completed(1, {
    bytes: () => Promise.resolve(bytes),
    stream: () => streamOfBytes(bytes),
  });
}

/**
 * A file on a server. It is fetched each time that it is read.
 * @param expected - The media type that the description or the link promised. Undefined: any.
 */
export function remoteSource(
  connection: Connection,
  url: URL,
  expected: string | undefined,
): FileSource {
  const callWith = async (cancellation: Cancellation): Promise<Call> => ({
    method: "GET",
    url,
    kind: "download",
    // Without a content coding, a file that breaks off can be resumed.
    headers: { accept: "*/*", "accept-encoding": "identity" },
    cancellation,
    guard: await guardOfLink(connection, url),
  });
  return completed(connection.retryPolicy.maxRetries + 1, {
    bytes: (options) =>
      withCancellation(options, async (cancellation) =>
        connection.send(await callWith(cancellation), async (open) => {
          const answer = await connection.whole(open);
          await requireFile(answer, expected, connection);
          return answer.bytes;
        }),
      ),
    stream: (options) =>
      cancellableStream(options, async (cancellation) => {
        const open = await connection.send(
          await callWith(cancellation),
          (answer) => Promise.resolve(answer),
        );
        return checkedStream(open, expected, connection);
      }),
  });
}

/** The body of an answer that cannot be requested again, so that it can be read once only. */
export function answerSource(
  response: TransportResponse,
  maxBytes: number,
): FileSource {
  let used = false;
  return sourceOf(maxBytes, () => {
    if (used) {
      throw new ResultFileError(
        "This result came with the answer to a synchronous execution and was read already; keep its bytes, or execute with mode async.",
        {},
      );
    }
    used = true;
    return response;
  });
}

/** A link to a place that this package cannot read, such as `s3://bucket/key`. */
export function unreadableSource(href: string): FileSource {
  return sourceOf(0, () => {
    throw new ResultFileError(
      `This client reads http, https and data URLs, not ${href}; open its href with a library for it.`,
      { href },
    );
  });
}

/** A source whose body is there, or refused, when it is read. */
function sourceOf(
  maxBytes: number,
  open: () => Pick<TransportResponse, "bytes" | "stream">,
): FileSource {
  return completed(1, {
    bytes: (options) =>
      withCancellation(options, async () => open().bytes(maxBytes)),
    stream: (options) =>
      cancellableStream(options, () =>
        Promise.resolve().then(() => open().stream()),
      ),
  });
}

/**
 * The other ways to read a source.
 * @param maxAttempts - How often the stream may be opened where it breaks, the first time included.
 */
function completed(
  maxAttempts: number,
  source: Pick<FileSource, "bytes" | "stream">,
): FileSource {
  return {
    ...source,
    json: async (options, file) =>
      jsonOf(decodeText(await source.bytes(options)), file),
    saveTo: (path, options) =>
      saveStream(path, () => source.stream(options), maxAttempts),
  };
}

/**
 * A stream within the caller's signal.
 * @param open - Opens it, when it is first read.
 */
function cancellableStream(
  options: ReadFileOptions,
  open: (cancellation: Cancellation) => Promise<ReadableStream<Uint8Array>>,
): ReadableStream<Uint8Array> {
  const cancellation = new Cancellation(options);
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          reader ??= (await open(cancellation)).getReader();
          const next = await reader.read();
          cancellation.throwIfCancelled();
          if (!next.done) {
            controller.enqueue(next.value);
            return;
          }
          cancellation.dispose();
          controller.close();
        } catch (error) {
          cancellation.dispose();
          throw error;
        }
      },
      cancel: async (reason) => {
        cancellation.cancel(reason);
        cancellation.dispose();
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

function streamOfBytes(bytes: Uint8Array): ReadableStream<Uint8Array> {
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

/** @throws ResultFileError: the text is not JSON. */
function jsonOf(text: string, { href, mediaType }: ResultFile): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const start = JSON.stringify(text.slice(0, 200));
    throw new ResultFileError(
      `The result file ${href ?? ""} (${mediaType}) is no valid JSON; it starts with ${start}.`,
      { href, cause },
    );
  }
}
