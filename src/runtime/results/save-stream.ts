import { hasNodeModules } from "../base/platform.js";
import { ResultFileError } from "../errors/errors.js";
import { mayRetry } from "../http/patience.js";

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
  if (!hasNodeModules()) {
    throw new ResultFileError(
      `${path} can't be written: there is no file system here; use bytes() or stream(), such as for a download.`,
      {},
    );
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      await saveOnce(path, open());
      return;
    } catch (failure) {
      if (!mayRetry("saving", failure) || attempt >= maxAttempts) throw failure;
    }
  }
}

async function saveOnce(
  path: string,
  stream: ReadableStream<Uint8Array>,
): Promise<void> {
  const { open, rename, rm } = await import("node:fs/promises");
  const partial = `${path}.${globalThis.crypto.randomUUID().slice(0, 8)}.part`;
  const reader = stream.getReader();
  try {
    const file = await open(partial, "wx").catch(unwritable(path));
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
    await rename(partial, path).catch(unwritable(path));
  } catch (failure) {
    await reader.cancel(failure).catch(() => undefined);
    await rm(partial, { force: true });
    throw failure;
  }
}

/** Writes all bytes: a single call may write fewer. */
async function writeAll(
  file: {
    write(
      data: Uint8Array,
      offset: number,
    ): Promise<{ readonly bytesWritten: number }>;
  },
  data: Uint8Array,
): Promise<void> {
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
