import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { addAbortSignal } from "node:stream";
import { buffer } from "node:stream/consumers";
import { UsageError } from "../errors.js";
import type { ReadInputFile } from "../execution/input-values.js";

/**
 * Reads the files that inputs are in, and standard input for `-`, which can be read once.
 *
 * @param folder - Folder that relative paths start from.
 * @param signal - Ends the reading of standard input.
 */
export function inputFiles(folder: string, signal: AbortSignal): ReadInputFile {
  let isRead = false;
  return async (path, hint = AT_HINT) => {
    if (path !== "-") return fileAt(resolve(folder, path), path, hint);
    if (isRead) {
      throw new UsageError("Standard input is wanted for two inputs.", {
        hint: "Give one of them as a file.",
      });
    }
    isRead = true;
    return new Uint8Array(await buffer(addAbortSignal(signal, process.stdin)));
  };
}

const AT_HINT =
  "Give a file that exists; a text that begins with @ is written @@.";

async function fileAt(
  path: string,
  given: string,
  hint: string,
): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    throw new UsageError(
      code === "ENOENT"
        ? "There is no such file."
        : `The file cannot be read (${String(code)}).`,
      {
        where: given,
        hint,
        cause,
      },
    );
  }
}
