import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isResultFile } from "../../runtime/index.js";
import { filesIn } from "../../runtime/results/saved-names.js";
import { UsageError } from "../errors.js";
import { isJsonArray, isJsonObject, mapMembers } from "../json.js";
import type { Values } from "./described-process.js";

/** A file among the outputs. */
export interface OutputFile {
  /** Name of the output. */
  readonly output: string;
  readonly mediaType: string;
  /** Where the server has it, if it has an address. */
  readonly href?: string;
  /** Where it was saved: an absolute path. */
  readonly path?: string;
}

/** Outputs as JSON, and the files in them. */
export interface SavedOutputs {
  /** Each file in them is an object: its media type, its address, and where it was saved. */
  readonly outputs: Values;
  readonly files: readonly OutputFile[];
}

/**
 * Saves the files of outputs in a folder, which is made; `filesIn` says what they are called.
 *
 * @param folder - Absolute path. Undefined: nothing is saved.
 * @throws UsageError where the folder cannot be made; what `ResultFile.saveTo` throws.
 */
export async function saveOutputs(
  outputs: Values,
  folder: string | undefined,
  signal: AbortSignal,
): Promise<SavedOutputs> {
  const named = filesIn(outputs);
  const saved = new Map<unknown, object>();
  const files: OutputFile[] = [];
  if (folder !== undefined && named.length > 0) await makeFolder(folder);
  for (const { file, output, name } of named) {
    const path = folder === undefined ? undefined : join(folder, name);
    if (path !== undefined) await file.saveTo(path, { signal });
    const told = { ...file.toJSON(), ...(path === undefined ? {} : { path }) };
    saved.set(file, told);
    files.push({ output, ...told });
  }
  return {
    outputs: mapMembers(outputs, (value) => withoutFiles(value, saved)),
    files,
  };
}

function withoutFiles(
  value: unknown,
  saved: ReadonlyMap<unknown, object>,
): unknown {
  if (isResultFile(value)) return saved.get(value);
  if (isJsonArray(value)) {
    return value.map((item) => withoutFiles(item, saved));
  }
  return isJsonObject(value)
    ? mapMembers(value, (member) => withoutFiles(member, saved))
    : value;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new UsageError("The folder for files cannot be made.", {
      where: folder,
      hint: "Give another one with --save-to.",
      cause,
    });
  }
}
