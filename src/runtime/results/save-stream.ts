import { nothing } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import { builtinModule } from "../base/platform.js";
import { ResultFileError } from "../errors/errors.js";
import { mayRetry } from "../http/patience.js";

/** What is used of an open file of `node:fs/promises`. */
interface OpenFile {
  write(
    data: Uint8Array,
    offset: number,
  ): Promise<{ readonly bytesWritten: number }>;
  chown(user: number, group: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What is used of the state of a file. */
interface FileState {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  isFile(): boolean;
}

/** What is used of `node:fs/promises` to write a file. */
interface FileWriting {
  stat(path: string): Promise<FileState>;
  lstat(path: string): Promise<FileState>;
  realpath(path: string): Promise<string>;
  open(path: string, flags: "wx", mode: number): Promise<OpenFile>;
  rename(path: string, newPath: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

/** What is used of `node:path`. */
interface Paths {
  dirname(path: string): string;
  basename(path: string): string;
  join(...parts: readonly string[]): string;
}

/** Where a file is written. */
interface Place {
  readonly path: string;
  /** The file that is replaced. Undefined: there is none. */
  readonly replaced: FileState | undefined;
}

/** The mode of a new file, before the umask of the process. */
const NEW_FILE_MODE = 0o666;

/**
 * Writes a stream to a file: under a temporary name in the same folder, which is renamed when it is complete.
 * @param open - Opens the stream from its start.
 * @param maxAttempts - How many times the stream is opened where it breaks, the first time included.
 * @throws ResultFileError: the file cannot be written; what reading the stream throws.
 */
export async function saveStream(
  path: string,
  open: () => ReadableStream<Uint8Array>,
  maxAttempts: number,
): Promise<void> {
  const files = builtinModule<FileWriting>("node:fs/promises");
  const paths = builtinModule<Paths>("node:path");
  if (files === undefined || paths === undefined) {
    throw new ResultFileError(
      `${path} can't be written: there is no file system here; use bytes() or stream(), such as for a download.`,
      {},
    );
  }
  const place = await placeOf(files, path);
  // Not the whole name, which may be as long as a name can be.
  const name = `${paths.basename(place.path).slice(0, 40)}.${globalThis.crypto.randomUUID().slice(0, 8)}.part`;
  const partial = paths.join(paths.dirname(place.path), name);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await saveOnce(files, place, partial, open());
      return;
    } catch (failure) {
      if (!mayRetry("saving", failure) || attempt >= maxAttempts) throw failure;
    }
  }
}

/**
 * Where a path leads: a link is followed, so that it stays what it is.
 * @throws ResultFileError: what is there is no regular file.
 */
async function placeOf(files: FileWriting, path: string): Promise<Place> {
  const refused = unwritable(path);
  // JavaScript callers may pass anything.
  if (typeof path !== "string" || path === "") {
    refused(new Error("the path of a file is expected"));
  }
  const absent = (cause: unknown): undefined =>
    isMissing(cause) ? undefined : refused(cause);
  const replaced = await files.stat(path).catch(absent);
  if (replaced === undefined) {
    const link = await files.lstat(path).catch(absent);
    if (link) refused(new Error("a link is there that leads to no file"));
    return { path, replaced };
  }
  if (!replaced.isFile()) {
    refused(
      new Error(
        "a folder, pipe or device is there, not a file; use stream() to write to it",
      ),
    );
  }
  return { path: await files.realpath(path).catch(refused), replaced };
}

function isMissing(cause: unknown): boolean {
  return isRecord(cause) && cause["code"] === "ENOENT";
}

async function saveOnce(
  files: FileWriting,
  { path, replaced }: Place,
  partial: string,
  stream: ReadableStream<Uint8Array>,
): Promise<void> {
  const refused = unwritable(path);
  const reader = stream.getReader();
  try {
    const mode = replaced ? replaced.mode & 0o777 : NEW_FILE_MODE;
    const file = await files.open(partial, "wx", mode).catch(refused);
    try {
      if (replaced) await keepAccess(file, replaced).catch(refused);
      for (;;) {
        const next = await reader.read();
        if (next.done) break;
        await writeAll(file, next.value).catch(refused);
      }
      await file.sync().catch(refused);
    } finally {
      await file.close().catch(refused);
    }
    await files.rename(partial, path).catch(refused);
  } catch (failure) {
    await reader.cancel(failure).catch(nothing);
    await files.rm(partial, { force: true }).catch(nothing);
    throw failure;
  }
}

/** Gives a file the owner and the mode of the one that it replaces. Where the group cannot be kept, it gets no access. */
async function keepAccess(
  file: OpenFile,
  { mode, uid, gid }: FileState,
): Promise<void> {
  const kept = await file.chown(uid, gid).then(
    () => 0o7777,
    () => 0o707,
  );
  await file.chmod(mode & kept);
}

/** Writes all bytes: a single call may write fewer. */
async function writeAll(file: OpenFile, data: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < data.length) {
    offset += (await file.write(data, offset)).bytesWritten;
  }
}

function unwritable(path: string): (cause: unknown) => never {
  return (cause) => {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new ResultFileError(`${path} can't be written: ${said}.`, {
      href: undefined,
      cause,
    });
  };
}
