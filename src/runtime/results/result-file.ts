import { Cancellation, withCancellation } from "../base/cancellation.js";
import { decodeText } from "../base/text.js";
import { ResultFileError } from "../errors/errors.js";
import type { Connection, OpenAnswer } from "../http/connection.js";
import { saveStream } from "./save-stream.js";

/** Options of reading a result file. */
export interface ReadFileOptions {
  /** Ends the reading, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Where the bytes of a file come from. */
export type FileSource =
  | { readonly kind: "memory"; readonly bytes: Uint8Array }
  | {
      readonly kind: "remote";
      readonly connection: Connection;
      readonly url: URL;
    }
  /** The body of an answer that cannot be requested again. */
  | {
      readonly kind: "answer";
      readonly connection: Connection;
      readonly answer: OpenAnswer;
    }
  /** A link to a place that this package cannot read, such as `s3://bucket/key`. */
  | { readonly kind: "unreadable"; readonly href: string };

/**
 * A result that is not JSON: an image, a table, an archive. It is the same whether the server sent it inside
 * a document, as a whole body, as a part of a multipart body or as a link. What is linked is fetched when it is read.
 */
export class ResultFile {
  /** The media type with its parameters, such as `image/tiff; application=geotiff`. */
  readonly mediaType: string;
  /** The URL of the file, if it has one. */
  readonly href: string | undefined;
  readonly #source: FileSource;
  #used = false;

  /** Made by the package where a result arrives. */
  constructor(mediaType: string, source: FileSource, href?: string) {
    this.mediaType = mediaType;
    this.#source = source;
    this.href = href;
  }

  /**
   * The whole content, in memory.
   * @throws BodyTooLargeError beyond the client's `maxBytes`; ApiError; ConnectionError; ResultFileError where
   * this package cannot read the link, or the answer to a synchronous execution was read before.
   */
  async bytes(options: ReadFileOptions = {}): Promise<Uint8Array> {
    const source = this.#source;
    if (source.kind === "memory") return source.bytes;
    return withCancellation(options, async (cancellation) => {
      if (source.kind === "remote") {
        const { connection, url } = source;
        const call = {
          method: "GET",
          url,
          kind: "download",
          cancellation,
          headers: ANY_MEDIA_TYPE,
        } as const;
        return connection.fetch(call, (answer) => answer.bytes);
      }
      const { connection, answer } = this.#take(source);
      return answer.response.bytes(connection.maxBytes);
    });
  }

  /** The whole content as text, decoded as UTF-8. Errors: see {@link ResultFile.bytes}. */
  async text(options: ReadFileOptions = {}): Promise<string> {
    return decodeText(await this.bytes(options));
  }

  /**
   * The whole content as JSON. Errors: see {@link ResultFile.bytes}.
   * @throws ResultFileError: the content is not JSON.
   */
  async json(options: ReadFileOptions = {}): Promise<unknown> {
    const text = await this.text(options);
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      const start = JSON.stringify(text.slice(0, 200));
      throw new ResultFileError(
        `The result file ${this.href ?? ""} (${this.mediaType}) is no valid JSON; it starts with ${start}.`,
        { href: this.href, cause },
      );
    }
  }

  /**
   * The content as a web stream, in constant memory. A download that breaks is resumed where it stopped,
   * if the server allows it. Errors are thrown when the stream is read: see {@link ResultFile.bytes}.
   */
  stream(options: ReadFileOptions = {}): ReadableStream<Uint8Array> {
    const source = this.#source;
    if (source.kind === "memory") return streamOfBytes(source.bytes);
    const cancellation = new Cancellation(options);
    const dispose = (): void => {
      cancellation.dispose();
    };
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            reader ??= (await this.#open(cancellation)).getReader();
            const next = await reader.read();
            cancellation.throwIfCancelled();
            if (!next.done) {
              controller.enqueue(next.value);
              return;
            }
            dispose();
            controller.close();
          } catch (error) {
            dispose();
            throw error;
          }
        },
        cancel: async (reason) => {
          cancellation.cancel(reason);
          dispose();
          await reader?.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
  }

  /**
   * Writes the content to a file, in constant memory. It is written under a temporary name in the same folder and
   * renamed when it is complete, so a failure or an abort leaves no incomplete file, and an existing file unchanged.
   * Node only. Errors: see {@link ResultFile.bytes}.
   * @param path - The file; an existing one is replaced. Its folder must exist.
   * @throws ResultFileError: the file cannot be written.
   */
  async saveTo(path: string, options: ReadFileOptions = {}): Promise<void> {
    const maxAttempts =
      this.#source.kind === "remote"
        ? this.#source.connection.retryPolicy.maxRetries + 1
        : 1;
    await saveStream(path, () => this.stream(options), maxAttempts);
  }

  /** What a printed result shows instead of the content. */
  toJSON(): { readonly mediaType: string; readonly href?: string } {
    return this.href === undefined
      ? { mediaType: this.mediaType }
      : { mediaType: this.mediaType, href: this.href };
  }

  async #open(cancellation: Cancellation): Promise<ReadableStream<Uint8Array>> {
    const source = this.#source;
    if (source.kind === "remote") {
      const { connection, url } = source;
      const { response } = await connection.send(
        {
          method: "GET",
          url,
          kind: "download",
          cancellation,
          headers: ANY_MEDIA_TYPE,
        },
        (answer) => Promise.resolve(answer),
      );
      return response.stream();
    }
    return this.#take(source).answer.response.stream();
  }

  /** The body that can be read once only. */
  #take(source: FileSource): FileSource & { readonly kind: "answer" } {
    if (source.kind !== "answer") {
      throw new ResultFileError(
        `This client reads http, https and data URLs, not ${this.href ?? "this link"}; open its href with a library for it.`,
        { href: this.href },
      );
    }
    if (this.#used) {
      throw new ResultFileError(
        "This result came with the answer to a synchronous execution and was read already; keep its bytes, or execute with mode async.",
        { href: this.href },
      );
    }
    this.#used = true;
    return source;
  }
}

const ANY_MEDIA_TYPE = { accept: "*/*" };

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
