// What is loaded for `saveTo`.
import { isRecord, isText, readJson } from "../base/json.js";
import { builtinModule } from "../base/platform.js";
import { ConfigError, messageOf, ResultFileError } from "../errors/errors.js";
import { memorySource, savedSource } from "../results/file-sources.js";
import { ReceivedFile } from "../results/received-file.js";
import { ResultFile } from "../results/result-file.js";
import { filesIn, OUTPUTS_DOCUMENT } from "../results/saved-names.js";
import type { hashOf } from "./canonical.js";
import { folderName } from "./run-folder.js";

/** What is used of `node:fs/promises`. */
interface Folders {
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  rm(
    path: string,
    options: { readonly recursive: true; readonly force: true },
  ): Promise<void>;
  rename(path: string, newPath: string): Promise<void>;
  readFile(path: string): Promise<Uint8Array>;
}

/** What is used of `node:path`. */
interface FolderPaths {
  join(...parts: readonly string[]): string;
}

/** What stands in the document for a file. */
const FILE = "s2gos.file";

/** Members of a server's own values that are called as if they were of the document, or as those that stand for such. */
const LIKE_FILE = /^(?=(s2gos\.)+file$)/;
const ESCAPED = /^s2gos\.(?=(s2gos\.)+file$)/;

/**
 * Where the outputs of many runs are saved: a folder for each, with `outputs.json` and the files that it names (see
 * `filesIn`). It gets its name when it is whole. All of it is as the server sent it, also links with a secret in them, which
 * nobody could follow without it.
 */
export class SavedOutputs {
  readonly #path: string;
  readonly #hash: typeof hashOf;
  readonly #files: Folders;
  readonly #paths: FolderPaths;

  /**
   * @param hash - See `folderName`.
   * @throws ConfigError: there is no file system here.
   */
  constructor(path: string, hash: typeof hashOf) {
    const files = builtinModule<Folders>("node:fs/promises");
    const paths = builtinModule<FolderPaths>("node:path");
    if (files === undefined || paths === undefined) {
      throw new ConfigError(
        `Outputs can't be saved to ${path}: there is no file system here; leave saveTo out.`,
      );
    }
    this.#path = path;
    this.#hash = hash;
    this.#files = files;
    this.#paths = paths;
  }

  /**
   * Saves the outputs of a run, instead of those that were saved before.
   * @param run - The key of the run.
   * @returns The outputs, with the files as they were saved.
   * @throws ResultFileError: they cannot be saved; what reading their files throws.
   */
  async save(
    run: string,
    outputs: unknown,
    signal: AbortSignal,
  ): Promise<unknown> {
    const name = await folderName(run, this.#hash);
    const folder = this.#paths.join(this.#path, name);
    const partial = this.#paths.join(this.#path, `.${name}.part`);
    await this.#within(folder, async () => {
      // Of a program that was killed.
      await this.#remove(partial);
      await this.#files.mkdir(partial, { recursive: true });
      const names = new Map<unknown, string>();
      for (const { file, name } of filesIn(outputs)) {
        await file.saveTo(this.#paths.join(partial, name), { signal });
        names.set(file, name);
      }
      const text = `${JSON.stringify(documentOf(outputs, names), null, 2)}\n`;
      const source = memorySource(new TextEncoder().encode(text));
      await source.saveTo(this.#paths.join(partial, OUTPUTS_DOCUMENT), {});
      await this.#remove(folder);
      await this.#files.rename(partial, folder);
    });
    return this.read(run);
  }

  /**
   * The outputs of a run as they were saved.
   * @returns undefined: there are none.
   */
  async read(run: string): Promise<unknown> {
    const name = await folderName(run, this.#hash);
    const folder = this.#paths.join(this.#path, name);
    const bytes = await this.#files
      .readFile(this.#paths.join(folder, OUTPUTS_DOCUMENT))
      .catch((): undefined => undefined);
    if (bytes === undefined) return undefined;
    return this.#withFiles(readJson(new TextDecoder().decode(bytes)), folder);
  }

  /** A value of a document, with its files. */
  #withFiles(value: unknown, folder: string): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.#withFiles(item, folder));
    }
    if (!isRecord(value)) return value;
    const { [FILE]: file, mediaType } = value;
    if (isText(file) && isText(mediaType) && isPlainName(file)) {
      const path = this.#paths.join(folder, file);
      return new ReceivedFile(
        mediaType,
        savedSource(() =>
          this.#files.readFile(path).catch((cause: unknown) => {
            throw new ResultFileError(
              `${path} can't be read: ${messageOf(cause)}.`,
              { cause },
            );
          }),
        ),
      );
    }
    return withKeys(
      value,
      (key) => key.replace(ESCAPED, ""),
      (item) => this.#withFiles(item, folder),
    );
  }

  #remove(folder: string): Promise<void> {
    return this.#files.rm(folder, { recursive: true, force: true });
  }

  /** @throws ResultFileError: the file system refuses something. */
  async #within(folder: string, save: () => Promise<void>): Promise<void> {
    try {
      await save();
    } catch (cause) {
      if (!isRecord(cause) || !("syscall" in cause)) throw cause;
      throw new ResultFileError(
        `The outputs can't be saved to ${folder}: ${messageOf(cause)}.`,
        { cause },
      );
    }
  }
}

/** What stands for a value in the document. */
function documentOf(
  value: unknown,
  names: ReadonlyMap<unknown, string>,
): unknown {
  if (value instanceof ResultFile) {
    return { [FILE]: names.get(value), mediaType: value.mediaType };
  }
  if (Array.isArray(value)) {
    return value.map((item) => documentOf(item, names));
  }
  if (!isRecord(value)) return value;
  return withKeys(
    value,
    (key) => key.replace(LIKE_FILE, "s2gos."),
    (item) => documentOf(item, names),
  );
}

function withKeys(
  value: Readonly<Record<string, unknown>>,
  keyOf: (key: string) => string,
  change: (item: unknown) => unknown,
): unknown {
  const members = Object.entries(value);
  return Object.fromEntries(
    members.map(([key, item]) => [keyOf(key), change(item)]),
  );
}

/** Whether a file lies in the folder itself. Whoever has changed the document does not choose another one. */
function isPlainName(name: string): boolean {
  return !/[\\/:]/.test(name) && name !== "..";
}
