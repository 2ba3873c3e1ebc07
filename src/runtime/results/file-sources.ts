import {
  Cancellation,
  nothing,
  unlessCancelled,
  withCancellation,
} from "../base/cancellation.js";
import { labelledText } from "../documents/labelled-text.js";
import { checkOptions } from "../config/plain-options.js";
import { ResultFileError } from "../errors/errors.js";
import type { Connection, OpenAnswer } from "../http/connection.js";
import type { Call } from "../http/exchange.js";
import { mayRetry } from "../http/patience.js";
import { retryPolicyOf } from "../http/retry.js";
import { checkedStream, requireFile } from "./failures-in-results.js";
import type { HeldBody } from "./held-body.js";
import type { FileSource, ReadFileOptions, ResultFile } from "./result-file.js";
import { guardOfLink } from "./link-guard.js";
import { saveStream } from "./save-stream.js";
import { streamOfBytes, wholeStream } from "./stream-chunks.js";

/** What masks secrets in failures; see `Connection.failed`. */
type FailureDoor = Pick<Connection, "failed" | "masked">;

/**
 * Bytes that were received already.
 * @param door - Undefined: they are not of a server.
 */
export function memorySource(
  bytes: Uint8Array,
  door?: FailureDoor,
): FileSource {
  return completed(
    1,
    { door },
    {
      bytes: () => Promise.resolve(bytes),
      stream: () => streamOfBytes(bytes),
    },
  );
}

/**
 * A file on a server. It is fetched each time that it is read.
 * @param expected - The media type that the description or the link promised. Undefined: any.
 * @param held - An answer that has come already, for who reads first.
 */
export function remoteSource(
  connection: Connection,
  url: URL,
  expected: string | undefined,
  held?: HeldBody,
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
  const origin = { door: connection, href: url.href };
  const { maxRetries } = retryPolicyOf(connection.options.retries);
  return completed(maxRetries + 1, origin, {
    ...(held ? { isLeftAlone: true } : {}),
    bytes: (options) =>
      withCancellation(options, async (cancellation) => {
        const { maxBytes } = connection;
        const body = held?.take();
        if (body !== undefined) {
          try {
            return await wholeStream(body, { maxBytes, url, cancellation });
          } catch (failure) {
            if (!mayRetry("saving", failure)) throw failure;
          }
        }
        return connection.send(await callWith(cancellation), async (open) => {
          const answer = await connection.whole(open);
          await requireFile(answer, expected, connection);
          return answer.bytes;
        });
      }),
    stream: (options) =>
      cancellableStream(options, origin, async (cancellation) => {
        const body = held?.take();
        if (body !== undefined) return body;
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
  { response, url }: OpenAnswer,
  connection: Connection,
): FileSource {
  const { maxBytes } = connection;
  const origin = { door: connection };
  let used = false;
  const take = (): ReadableStream<Uint8Array> => {
    if (used) {
      throw new ResultFileError(
        "This result came with the answer to a synchronous execution and was read already; keep its bytes, or execute with mode async.",
        {},
      );
    }
    used = true;
    return response.stream();
  };
  return completed(1, origin, {
    isLeftAlone: true,
    bytes: (options) =>
      withCancellation(options, async (cancellation) =>
        wholeStream(take(), { maxBytes, url, cancellation }),
      ),
    stream: (options) =>
      cancellableStream(options, origin, () => Promise.resolve().then(take)),
  });
}

/**
 * A file of this machine that was saved before.
 * @param bytes - Reads all of it.
 */
export function savedSource(bytes: () => Promise<Uint8Array>): FileSource {
  return completed(
    1,
    { door: undefined },
    {
      bytes: (options) =>
        withCancellation(options, (cancellation) =>
          unlessCancelled(bytes(), cancellation),
        ),
      stream: (options) =>
        cancellableStream(options, { door: undefined }, async () =>
          streamOfBytes(await bytes()),
        ),
    },
  );
}

/** A link to a place that this package cannot read, such as `s3://bucket/key`. */
export function unreadableSource(href: string, door?: FailureDoor): FileSource {
  const origin = { door, href };
  const refuse = (): Promise<never> =>
    Promise.reject(
      new ResultFileError(
        `This client reads http, https and data URLs, not ${href}; open its href with a library for it.`,
        { href },
      ),
    );
  return completed(1, origin, {
    bytes: (options) => withCancellation(options, refuse),
    stream: (options) => cancellableStream(options, origin, refuse),
  });
}

/**
 * The other ways to read a source.
 * @param maxAttempts - How often the stream may be opened where it breaks, the first time included.
 */
function completed(
  maxAttempts: number,
  origin: Origin,
  source: Pick<FileSource, "bytes" | "stream" | "isLeftAlone">,
): FileSource {
  const bytes: FileSource["bytes"] = async (options) => {
    try {
      return await source.bytes(await checkOptions(options));
    } catch (failure) {
      throw await told(failure, origin);
    }
  };
  return {
    ...source,
    bytes,
    json: async (options, file) => {
      const text = labelledText(await bytes(options), file.mediaType);
      try {
        return JSON.parse(text) as unknown;
      } catch (cause) {
        throw await told(notJson(text, file, origin, cause), origin);
      }
    },
    saveTo: async (path, options) => {
      const checked = await checkOptions(options);
      await saveStream(path, () => source.stream(checked), maxAttempts);
    },
  };
}

/** Where the bytes of a source come from, as far as its failures tell it. */
export interface Origin {
  readonly door: FailureDoor | undefined;
  readonly href?: string;
}

/** A failure as the caller gets it, without secrets. */
function told(failure: unknown, { door, href: url }: Origin): Promise<unknown> {
  return door?.failed(failure, { url }) ?? Promise.resolve(failure);
}

/** The caller's signal. What is none is told when the stream is read, since making a stream is not a promise. */
function cancellationOf(options: ReadFileOptions): Cancellation {
  try {
    return new Cancellation(options);
  } catch {
    return new Cancellation();
  }
}

/**
 * A stream within the caller's signal.
 * @param open - Opens it, when it is first read.
 */
function cancellableStream(
  options: ReadFileOptions,
  origin: Origin,
  open: (cancellation: Cancellation) => Promise<ReadableStream<Uint8Array>>,
): ReadableStream<Uint8Array> {
  const cancellation = cancellationOf(options);
  return streamWithin(cancellation, origin, async () => {
    await checkOptions(options);
    return open(cancellation);
  });
}

/**
 * A stream that a cancellation ends, which is disposed of at its end.
 * @param open - Opens it, when it is first read.
 */
export function streamWithin(
  cancellation: Cancellation,
  origin: Origin,
  open: () => Promise<ReadableStream<Uint8Array>>,
): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          reader ??= (await open()).getReader();
          const next = await unlessCancelled(reader.read(), cancellation);
          if (!next.done) {
            controller.enqueue(next.value);
            return;
          }
          cancellation.dispose();
          controller.close();
        } catch (error) {
          cancellation.dispose();
          void reader?.cancel(error).catch(nothing);
          throw await told(error, origin);
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

function notJson(
  text: string,
  { href, mediaType }: ResultFile,
  { door, href: url }: Origin,
  cause: unknown,
): ResultFileError {
  // More than is shown, so that no secret is cut off, which could not be recognised.
  const long = text.slice(0, 65_536);
  const start = (door?.masked(long, { url }) ?? long).slice(0, 200);
  return new ResultFileError(
    `The result file ${href ?? ""} (${mediaType}) is no valid JSON; it starts with ${JSON.stringify(start)}.`,
    { href, cause },
  );
}
