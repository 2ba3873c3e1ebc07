/** Options of reading a result file. */
export interface ReadFileOptions {
  /** Ends the reading, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | null | undefined;
}

/** Where the bytes of a file come from; file-sources.ts has all kinds. */
export interface FileSource {
  /** It can be read once only, or was begun to be read: what looks at the file without being asked for it leaves it alone. */
  readonly isLeftAlone?: true;
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
 * The package makes it where a result arrives, and `Client.file` of a link. Notebooks show what it holds, where it is an
 * image, a text or JSON.
 */
export abstract class ResultFile {
  /** The media type with its parameters, such as `image/tiff; application=geotiff`. */
  abstract readonly mediaType: string;
  /** The URL of the file, if it has one. */
  abstract readonly href: string | undefined;

  /**
   * The whole content, in memory.
   * @throws BodyTooLargeError beyond the client's `maxBytes`; ApiError; ConnectionError; ResultFileError where
   * this package cannot read the link, or the answer to a synchronous execution was read before; ConfigError where the
   * link leads to a host that is not asked (see `ClientOptions.allowRequest`).
   */
  abstract bytes(options?: ReadFileOptions): Promise<Uint8Array>;

  /**
   * The whole content as a Blob with the media type of the file, such as for `URL.createObjectURL`, and for viewers.
   * Errors: see {@link ResultFile.bytes}.
   */
  abstract blob(options?: ReadFileOptions): Promise<Blob>;

  /** The whole content as text, decoded as UTF-8. Errors: see {@link ResultFile.bytes}. */
  abstract text(options?: ReadFileOptions): Promise<string>;

  /**
   * The whole content as JSON. Errors: see {@link ResultFile.bytes}.
   * @throws ResultFileError: the content is not JSON.
   */
  abstract json(options?: ReadFileOptions): Promise<unknown>;

  /**
   * The content as a web stream, in constant memory. A download that breaks is resumed where it stopped,
   * if the server allows it. Errors are thrown when the stream is read: see {@link ResultFile.bytes}.
   */
  abstract stream(options?: ReadFileOptions): ReadableStream<Uint8Array>;

  /**
   * Writes the content to a file, in constant memory. It is written under a temporary name in the same folder and
   * renamed when it is complete, so a failure or an abort leaves no incomplete file, and an existing file unchanged.
   * Node only. Errors: see {@link ResultFile.bytes}.
   * @param path - The file; an existing one is replaced, and keeps its mode and, where the system allows it, its owner. A
   * symbolic link is followed. Its folder must exist.
   * @throws ResultFileError: the file cannot be written, or a folder, pipe or device is there: write `stream()` to it.
   */
  abstract saveTo(path: string, options?: ReadFileOptions): Promise<void>;

  /** What a printed result shows instead of the content. */
  abstract toJSON(): { readonly mediaType: string; readonly href?: string };
}
