import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { FileStore } from "../process.js";

/** Keeps files in a folder for temporary files, which is created when it is needed. */
export function temporaryFiles(): FileStore {
  let root: Promise<string> | undefined;
  let closed = false;
  const checkOpen = (): void => {
    if (closed) throw new Error("The server is closed.");
  };
  return {
    async directory(segments) {
      checkOpen();
      root ??= mkdtemp(join(tmpdir(), "s2gos-server-"));
      const folder = join(await root, ...segments);
      await mkdir(folder, { recursive: true });
      return folder;
    },
    async writeFile(path, content) {
      checkOpen();
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return pathToFileURL(path).href;
    },
    async close() {
      closed = true;
      if (root !== undefined) {
        await rm(await root, { recursive: true, force: true });
      }
    },
  };
}
