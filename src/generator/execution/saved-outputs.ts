import { mkdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import mime from "mime";
import { essenceOf } from "../../runtime/documents/media-type.js";
import { isResultFile, type ResultFile } from "../../runtime/index.js";
import { UsageError } from "../errors.js";
import { isJsonArray } from "../json.js";
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
 * Saves the files of outputs in a folder, which is made. They are called like their outputs.
 *
 * @param folder - Absolute path. Undefined: nothing is saved.
 * @throws UsageError where the folder cannot be made; what `ResultFile.saveTo` throws.
 */
export async function saveOutputs(
  outputs: Values,
  folder: string | undefined,
  signal: AbortSignal,
): Promise<SavedOutputs> {
  const names = new Set<string>();
  const files: OutputFile[] = [];
  const saved = async (output: string, file: ResultFile): Promise<object> => {
    const path =
      folder === undefined
        ? undefined
        : join(folder, freeName(fileName(output, file), names));
    if (path !== undefined) await file.saveTo(path, { signal });
    const told = { ...file.toJSON(), ...(path === undefined ? {} : { path }) };
    files.push({ output, ...told });
    return told;
  };
  const all = Object.entries(outputs);
  if (folder !== undefined && all.some(([, value]) => holdsFile(value))) {
    await makeFolder(folder);
  }
  const values: [string, unknown][] = [];
  for (const [output, value] of all) {
    values.push([output, await withoutFiles(value, (f) => saved(output, f))]);
  }
  return { outputs: Object.fromEntries(values), files };
}

/** An output is a file, or a list that holds some. */
function holdsFile(value: unknown): boolean {
  return (
    isResultFile(value) || (isJsonArray(value) && value.some(isResultFile))
  );
}

async function withoutFiles(
  value: unknown,
  saved: (file: ResultFile) => Promise<object>,
): Promise<unknown> {
  if (isResultFile(value)) return saved(value);
  if (!holdsFile(value) || !isJsonArray(value)) return value;
  const items: unknown[] = [];
  for (const item of value) {
    items.push(isResultFile(item) ? await saved(item) : item);
  }
  return items;
}

/** The name of an output, which a server chose, as the name of a file on any system. */
function fileName(output: string, { href, mediaType }: ResultFile): string {
  const stem = output
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "_")
    .replace(/^\.+/, "")
    .slice(0, 100);
  const extension = mime.getExtension(essenceOf(mediaType)) ?? "";
  const own = href === undefined ? "" : extensionOf(href);
  const end = own === "" ? (extension === "" ? "" : `.${extension}`) : own;
  const name = stem === "" ? "output" : stem;
  return name.toLowerCase().endsWith(end) ? name : name + end;
}

/** The extension in a URL, if it has a usual one. */
function extensionOf(href: string): string {
  if (!URL.canParse(href)) return "";
  const extension = extname(basename(new URL(href).pathname)).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(extension) ? extension : "";
}

/** A name that no other file of this call has, on a system that ignores case either. */
function freeName(name: string, taken: Set<string>): string {
  const end = extname(name);
  const stem = name.slice(0, name.length - end.length);
  let free = name;
  for (let count = 2; taken.has(free.toLowerCase()); count += 1) {
    free = `${stem}-${String(count)}${end}`;
  }
  taken.add(free.toLowerCase());
  return free;
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
