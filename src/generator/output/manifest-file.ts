import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.js";
import {
  compareCodePoints,
  isJsonArray,
  isJsonObject,
  parseJson,
} from "../json.js";
import { jsonText } from "../json-text.js";
import { unsafePathReason } from "./paths.js";

/** File in the output folder that lists the generated files. */
export const MANIFEST_NAME = ".s2gos-codegen.json";

const GENERATOR = "s2gos-codegen";
/** Version of the manifest's form, not of the generator: a new generator alone changes no file. */
const FORM = 1;

/** One generated file. */
export interface ManifestFile {
  /** SHA-256 of the text, with `\n` line ends, in hexadecimal digits. */
  readonly sha256: string;
  /** What the text was formatted from and how, so that an unchanged file need not be formatted again. */
  readonly format?: string;
}

/** What the generator remembers of its last run. No dates, no hosts. */
export interface Manifest {
  readonly files: Readonly<Record<string, ManifestFile>>;
  /** Files of each process id. */
  readonly processes: Readonly<Record<string, readonly string[]>>;
  /** The packed model of the package, for a report of what changed; of unknown form until it is unpacked. */
  readonly model?: unknown;
  /** What this file was formatted from and how; absent where it was not formatted. */
  readonly format?: string;
}

/** What a manifest says of a file; undefined where it does not list the file. */
export function recordedFile(
  manifest: Manifest | undefined,
  path: string,
): ManifestFile | undefined {
  return manifest !== undefined && Object.hasOwn(manifest.files, path)
    ? manifest.files[path]
    : undefined;
}

/** SHA-256 of a text whose line ends are `\n`. */
export function textHash(text: string): string {
  return hash("sha256", text);
}

/** The manifest as it stands in the folder: members sorted, no date, no host. */
export function manifestText(manifest: Manifest): string {
  return jsonText({
    generator: GENERATOR,
    version: FORM,
    format: manifest.format,
    files: sorted(manifest.files),
    processes: sorted(manifest.processes),
    model: manifest.model,
  });
}

/**
 * Reads the manifest of an output folder; undefined if it has none.
 *
 * @throws UsageError if the file exists but is not a manifest of this version.
 */
export function readManifestSync(root: string): Manifest | undefined {
  const file = join(root, MANIFEST_NAME);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const manifest = parseManifest(text);
  if (manifest !== undefined) return manifest;
  throw new UsageError(`The manifest of the output folder cannot be read.`, {
    where: file,
    hint: "Restore it from version control (after a merge, either side will do), or generate into a new folder.",
  });
}

function parseManifest(text: string): Manifest | undefined {
  const value = parseJson(text);
  if (!isJsonObject(value) || value["generator"] !== GENERATOR) {
    return undefined;
  }
  if (value["version"] !== FORM || !isJsonObject(value["files"])) {
    return undefined;
  }
  const processes = value["processes"];
  return {
    files: Object.fromEntries(safeFiles(value["files"])),
    processes: Object.fromEntries(
      isJsonObject(processes) ? processFiles(processes) : [],
    ),
    ...("model" in value ? { model: value["model"] } : {}),
    ...(typeof value["format"] === "string" ? { format: value["format"] } : {}),
  };
}

/** Leaves out entries whose path could lead out of the folder. */
function safeFiles(
  files: Readonly<Record<string, unknown>>,
): [string, ManifestFile][] {
  return Object.entries(files).flatMap(([path, entry]) => {
    if (unsafePathReason(path) !== undefined || !isJsonObject(entry)) return [];
    const { sha256, format } = entry;
    if (typeof sha256 !== "string") return [];
    return [
      [path, typeof format === "string" ? { sha256, format } : { sha256 }],
    ];
  });
}

function processFiles(
  processes: Readonly<Record<string, unknown>>,
): [string, readonly string[]][] {
  return Object.entries(processes).map(([id, paths]) => [
    id,
    isJsonArray(paths) ? paths.filter((path) => typeof path === "string") : [],
  ]);
}

function sorted<Value>(
  record: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(record).sort(([left], [right]) =>
      compareCodePoints(left, right),
    ),
  );
}

/** Whether a file system error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ENOENT" || error.code === "ENOTDIR")
  );
}
