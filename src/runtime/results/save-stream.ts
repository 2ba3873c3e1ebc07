import { builtinModule } from "../base/platform.js";
import { ResultFileError } from "../errors/errors.js";
import { mayRetry } from "../http/patience.js";

/** What is used of an open file of `node:fs/promises`. */
interface OpenFile {
  write(
    data: Uint8Array,
    offset: number,
  ): Promise<{ readonly bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What is used of `node:fs/promises` to write a file. */
interface FileWriting {
  open(path: string, flags: "wx"): Promise<OpenFile>;
  rename(path: string, newPath: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

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
  if (files === undefined) {
    throw new ResultFileError(
      `${path} can't be written: there is no file system here; use bytes() or stream(), such as for a download.`,
      {},
    );
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      await saveOnce(files, path, open());
      return;
    } catch (failure) {
      if (!mayRetry("saving", failure) || attempt >= maxAttempts) throw failure;
    }
  }
}

async function saveOnce(
  files: FileWriting,
  path: string,
  stream: ReadableStream<Uint8Array>,
): Promise<void> {
  const partial = `${path}.${globalThis.crypto.randomUUID().slice(0, 8)}.part`;
  const reader = stream.getReader();
  try {
    const file = await files.open(partial, "wx").catch(unwritable(path));
    try {
      for (;;) {
        const next = await reader.read();
        if (next.done) break;
        await writeAll(file, next.value).catch(unwritable(path));
      }
      await file.sync().catch(unwritable(path));
    } finally {
      await file.close();
    }
    await files.rename(partial, path).catch(unwritable(path));
  } catch (failure) {
    await reader.cancel(failure).catch(() => undefined);
    await files.rm(partial, { force: true });
    throw failure;
  }
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
