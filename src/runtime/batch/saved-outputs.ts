// What is loaded for `saveTo`.
import { isRecord, isText, readJson } from "../base/json.js";
import { builtinModule } from "../base/platform.js";
import { ConfigError, messageOf, ResultFileError } from "../errors/errors.js";
import { memorySource, savedSource } from "../results/file-sources.js";
import { ReceivedFile } from "../results/received-file.js";
import { ResultFile } from "../results/result-file.js";

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

/** The document in the folder of a run. */
const DOCUMENT = "outputs.json";
/** What stands in the document for a file. */
const FILE = "s2gos.file";
/** A member of the server's own that is called so, or that was marked here, gets one mark more: no server can name a file here. */
const OWN = /^s2gos\.file'*$/;
/** The names of files, as they are given here: each lies in the folder of its run. */
const FILE_NAME = /^\d+-[\w-]*\.[\da-z]+$/;

/** The ends of the names of files, by media types that are not called so themselves. */
const ENDINGS: Readonly<Record<string, string>> = {
  "text/plain": "txt",
  "application/octet-stream": "bin",
  "application/geo+json": "geojson",
  "application/x-netcdf": "nc",
  "application/netcdf": "nc",
  "image/jpeg": "jpg",
  "image/tiff": "tif",
};

/**
 * Where the outputs of many runs are saved: a folder for each, with `outputs.json` and the files that it names. It gets
 * its name when it is whole.
 */
export class SavedOutputs {
  readonly #path: string;
  readonly #files: Folders;
  readonly #paths: FolderPaths;

  /** @throws ConfigError: there is no file system here. */
  constructor(path: string) {
    const files = builtinModule<Folders>("node:fs/promises");
    const paths = builtinModule<FolderPaths>("node:path");
    if (files === undefined || paths === undefined) {
      throw new ConfigError(
        `Outputs can't be saved to ${path}: there is no file system here; leave saveTo out.`,
      );
    }
    this.#path = path;
    this.#files = files;
    this.#paths = paths;
  }

  /**
   * Saves the outputs of a run, instead of those that were saved before.
   * @param name - The name of the run's folder; see `folderName`.
   * @returns The outputs, with the files as they were saved.
   * @throws ResultFileError: they cannot be saved; what reading their files throws.
   */
  async save(
    name: string,
    outputs: unknown,
    signal: AbortSignal,
  ): Promise<unknown> {
    const folder = this.#paths.join(this.#path, name);
    const partial = this.#paths.join(this.#path, `.${name}.part`);
    await this.#within(folder, async () => {
      // Of a program that was killed.
      await this.#remove(partial);
      await this.#files.mkdir(partial, { recursive: true });
      const document = await this.#saveFiles(outputs, partial, signal);
      const text = `${JSON.stringify(document, null, 2)}\n`;
      const source = memorySource(new TextEncoder().encode(text));
      await source.saveTo(this.#paths.join(partial, DOCUMENT), {});
      await this.#remove(folder);
      await this.#files.rename(partial, folder);
    });
    return this.read(name);
  }

  /**
   * The outputs of a run as they were saved.
   * @returns undefined: there are none.
   */
  async read(name: string): Promise<unknown> {
    const folder = this.#paths.join(this.#path, name);
    const bytes = await this.#files
      .readFile(this.#paths.join(folder, DOCUMENT))
      .catch((): undefined => undefined);
    if (bytes === undefined) return undefined;
    return this.#withFiles(readJson(new TextDecoder().decode(bytes)), folder);
  }

  /** Saves the files in a value. Returns what stands for the value in the document. */
  async #saveFiles(
    value: unknown,
    folder: string,
    signal: AbortSignal,
  ): Promise<unknown> {
    let count = 0;
    const visit = async (member: unknown, name: string): Promise<unknown> => {
      if (member instanceof ResultFile) {
        const { mediaType } = member;
        count += 1;
        const file = `${String(count)}-${name.replace(/[^\w-]/g, "-").slice(0, 40)}.${ending(mediaType)}`;
        await member.saveTo(this.#paths.join(folder, file), { signal });
        return { [FILE]: file, mediaType };
      }
      if (Array.isArray(member)) {
        const items: unknown[] = [];
        for (const item of member) items.push(await visit(item, name));
        return items;
      }
      if (!isRecord(member)) return member;
      const members: [string, unknown][] = [];
      for (const [key, item] of Object.entries(member)) {
        const saved = OWN.test(key) ? `${key}'` : key;
        members.push([saved, await visit(item, name || key)]);
      }
      return Object.fromEntries(members);
    };
    return visit(value, "");
  }

  /** A value of a document, with its files. */
  #withFiles(value: unknown, folder: string): unknown {
    if (Array.isArray(value)) {
      return value.map((item) => this.#withFiles(item, folder));
    }
    if (!isRecord(value)) return value;
    const { [FILE]: file, mediaType } = value;
    if (isText(file) && FILE_NAME.test(file) && isText(mediaType)) {
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
    const members = Object.entries(value);
    return Object.fromEntries(
      members.map(([key, item]) => [
        key !== FILE && OWN.test(key) ? key.slice(0, -1) : key,
        this.#withFiles(item, folder),
      ]),
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

function ending(mediaType: string): string {
  const [type = ""] = mediaType.toLowerCase().split(/[;\s]/, 1);
  const subtype = type.replace(/^.*\//, "").replace(/^.*\+|^x-/, "");
  return ENDINGS[type] ?? (/^[\da-z]{1,8}$/.test(subtype) ? subtype : "bin");
}
