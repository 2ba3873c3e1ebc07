import { hash, randomUUID } from "node:crypto";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { foldersUpward } from "../folders.js";
import { parseRecord, recordText, type RunRecord } from "./record.js";

/** Files of records and memos that a folder keeps, so that it does not grow for ever: those of a hundred packages. */
const MOST_FILES = 200;

/**
 * Where the record of a package is kept: in `node_modules/.cache` of the nearest folder with
 * `node_modules`, as other tools do, else in the user's folder for caches. It is never in the
 * package, which is the same wherever it is generated.
 *
 * @param root - Absolute path of the output folder.
 * @returns undefined: this machine has no place for it.
 */
export function recordFile(root: string): string | undefined {
  const modules = foldersUpward(root)
    .map((place) => join(place, "node_modules"))
    .find(isFolder);
  const place =
    modules === undefined ? userCacheFolder() : join(modules, ".cache");
  if (place === undefined) return undefined;
  const name = `${hash("sha256", root).slice(0, 32)}.json`;
  return join(place, "s2gos-codegen", name);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The folder that the system has for caches of this user; `XDG_CACHE_HOME` names another. */
function userCacheFolder(): string | undefined {
  const { XDG_CACHE_HOME = "", LOCALAPPDATA = "" } = process.env;
  if (XDG_CACHE_HOME !== "") return XDG_CACHE_HOME;
  if (process.platform === "win32") {
    return LOCALAPPDATA === "" ? undefined : LOCALAPPDATA;
  }
  const home = homedir();
  if (home === "" || home === "/") return undefined;
  return process.platform === "darwin"
    ? join(home, "Library/Caches")
    : join(home, ".cache");
}

/** Reads a record; undefined where there is none that can be read. */
export function readRecord(file: string): RunRecord | undefined {
  try {
    return parseRecord(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Writes a record as a whole. Where that is not possible, as on a read-only disk, the next run is a full one. */
export function writeRecord(file: string, record: RunRecord): void {
  writeWhole(file, [recordText(record)]);
}

/** Writes a file of the cache as a whole, or not at all; it may come in pieces. */
export function writeWhole(
  file: string,
  pieces: Iterable<string | Uint8Array>,
): void {
  const folder = join(file, "..");
  const unfinished = `${file}.${randomUUID()}`;
  try {
    mkdirSync(folder, { recursive: true });
    writePieces(unfinished, pieces);
    renameSync(unfinished, file);
    forgetOldest(folder);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

function writePieces(
  file: string,
  pieces: Iterable<string | Uint8Array>,
): void {
  const target = openSync(file, "wx", 0o600);
  try {
    for (const piece of pieces) writeFileSync(target, piece);
  } finally {
    closeSync(target);
  }
}

function forgetOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= MOST_FILES) return;
  const dated = names
    .map((name) => join(folder, name))
    .map((path) => ({ path, date: statSync(path).mtimeMs }))
    .sort((left, right) => right.date - left.date);
  for (const { path } of dated.slice(MOST_FILES)) {
    rmSync(path, { force: true });
  }
}
