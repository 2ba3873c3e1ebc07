import { ResultFileError } from "../errors/errors.js";
import { ConnectionError } from "../errors/http-errors.js";
import { hasNodeModules } from "../base/platform.js";

/**
 * Writes a stream to a file: to a temporary name beside it, which is renamed when all is there.
 * @param open - Opens the stream from its start.
 * @param maxAttempts - How often a broken connection is tried again from the start.
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
      const mayPass = failure instanceof ConnectionError;
      if (!mayPass || attempt >= maxAttempts) throw failure;
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

/** A file handle writes as much as it likes at a time. */
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
