import { showInNotebooks } from "../base/notebook.js";
import { labelledText } from "../documents/labelled-text.js";
import { fileDisplay } from "./file-display.js";
import {
  ResultFile,
  type FileSource,
  type ReadFileOptions,
} from "./result-file.js";

/** By the constructor, because not each type library names it. */
type BlobParts = ConstructorParameters<typeof Blob>[0];

/** A file that has arrived, or that a link leads to. Loaded with the first of them: pages that get JSON have none. */
export class ReceivedFile extends ResultFile {
  override readonly mediaType: string;
  override readonly href: string | undefined;
  readonly #source: FileSource;

  constructor(mediaType: string, source: FileSource, href?: string) {
    super();
    this.mediaType = mediaType;
    this.#source = source;
    this.href = href;
    showInNotebooks(this, () => fileDisplay(this, source));
  }

  override async bytes(options: ReadFileOptions = {}): Promise<Uint8Array> {
    return this.#source.bytes(options);
  }

  override async blob(options: ReadFileOptions = {}): Promise<Blob> {
    // Newer type libraries tell apart bytes in shared memory, which these are not.
    const parts = [await this.bytes(options)] as BlobParts;
    return new Blob(parts, { type: this.mediaType });
  }

  override async text(options: ReadFileOptions = {}): Promise<string> {
    return labelledText(await this.bytes(options), this.mediaType);
  }

  override async json(options: ReadFileOptions = {}): Promise<unknown> {
    return this.#source.json(options, this);
  }

  override stream(options: ReadFileOptions = {}): ReadableStream<Uint8Array> {
    return this.#source.stream(options);
  }

  override async saveTo(
    path: string,
    options: ReadFileOptions = {},
  ): Promise<void> {
    await this.#source.saveTo(path, options);
  }

  override toJSON(): { readonly mediaType: string; readonly href?: string } {
    const { mediaType, href } = this;
    return href === undefined ? { mediaType } : { mediaType, href };
  }
}
