import { decodeText } from "../base/text.js";

/** Options of reading a result file. */
export interface ReadFileOptions {
  /** Ends the reading, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | null | undefined;
}

/** Where the bytes of a file come from; file-sources.ts has all kinds. */
export interface FileSource {
  /** See {@link ResultFile.bytes}. */
  bytes(options: ReadFileOptions): Promise<Uint8Array>;
  /** See {@link ResultFile.json}. */
  json(options: ReadFileOptions, file: ResultFile): Promise<unknown>;
  /** See {@link ResultFile.stream}. */
  stream(options: ReadFileOptions): ReadableStream<Uint8Array>;
  /** See {@link ResultFile.saveTo}. */
  saveTo(path: string, options: ReadFileOptions): Promise<void>;
}

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

  /** Made by the package where a result arrives. */
  constructor(mediaType: string, source: FileSource, href?: string) {
    this.mediaType = mediaType;
    this.#source = source;
    this.href = href;
  }

  /**
   * The whole content, in memory.
   * @throws BodyTooLargeError beyond the client's `maxBytes`; ApiError; ConnectionError; ResultFileError where
   * this package cannot read the link, or the answer to a synchronous execution was read before; ConfigError where the
   * link leads to a host that is not asked (see `ClientOptions.allowRequest`).
   */
  async bytes(options: ReadFileOptions = {}): Promise<Uint8Array> {
    return this.#source.bytes(options);
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
    return this.#source.json(options, this);
  }

  /**
   * The content as a web stream, in constant memory. A download that breaks is resumed where it stopped,
   * if the server allows it. Errors are thrown when the stream is read: see {@link ResultFile.bytes}.
   */
  stream(options: ReadFileOptions = {}): ReadableStream<Uint8Array> {
    return this.#source.stream(options);
  }

  /**
   * Writes the content to a file, in constant memory. It is written under a temporary name in the same folder and
   * renamed when it is complete, so a failure or an abort leaves no incomplete file, and an existing file unchanged.
   * Node only. Errors: see {@link ResultFile.bytes}.
   * @param path - The file; an existing one is replaced, and keeps its mode and, where the system allows it, its owner. A
   * symbolic link is followed. Its folder must exist.
   * @throws ResultFileError: the file cannot be written, or a folder, pipe or device is there: write `stream()` to it.
   */
  async saveTo(path: string, options: ReadFileOptions = {}): Promise<void> {
    await this.#source.saveTo(path, options);
  }

  /** What a printed result shows instead of the content. */
  toJSON(): { readonly mediaType: string; readonly href?: string } {
    const { mediaType, href } = this;
    return href === undefined ? { mediaType } : { mediaType, href };
  }
}
