import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { GenerationError } from "../errors.js";
import { isJsonObject } from "../json.js";
import type { WorkFolder } from "./locations.js";

/**
 * A run works for seconds at most. A process id that is in use later than this
 * belongs to another program (process ids start again in every container).
 */
const STALE_AFTER_MS = 300_000;

/** Takes the work folder for this process: making the folder is the lock. */
export function acquire(work: WorkFolder): void {
  try {
    mkdirSync(work.path);
  } catch (error) {
    if (isCode(error, "EEXIST")) throw busy(work);
    throw error;
  }
  writeFileSync(work.owner, `{"pid":${process.pid}}\n`);
}

/** Whether another process that still runs has taken the work folder. */
export function isInUse(work: WorkFolder): boolean {
  let age: number;
  let owner: unknown;
  try {
    age = Date.now() - statSync(work.owner).mtimeMs;
    owner = JSON.parse(readFileSync(work.owner, "utf8"));
  } catch {
    return false;
  }
  const pid = isJsonObject(owner) ? owner["pid"] : undefined;
  if (typeof pid !== "number" || pid === process.pid) return false;
  return age < STALE_AFTER_MS && isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

/**
 * Removes the work folder with everything in it. The owner's file is removed
 * last: a folder without it was not made by a run and is kept, unless it is empty.
 *
 * @throws GenerationError if the folder was not made by a run of this program.
 */
export function release(work: WorkFolder): void {
  if (!existsSync(work.path)) return;
  const entries = readdirSync(work.path);
  if (entries.length > 0 && !existsSync(work.owner)) throw notOurs(work);
  for (const entry of entries) {
    const path = join(work.path, entry);
    if (path !== work.owner) rmSync(path, { recursive: true, force: true });
  }
  rmSync(work.owner, { force: true });
  rmdirSync(work.path);
}

function notOurs(work: WorkFolder): GenerationError {
  return new GenerationError(
    "output-busy",
    "A folder that s2gos-codegen did not make has the name of its work folder.",
    { where: work.path, hint: "Move it away, and run s2gos-codegen again." },
  );
}

/** The error of a folder that another run works on. */
export function busy(work: WorkFolder): GenerationError {
  return new GenerationError(
    "output-busy",
    "Another run of s2gos-codegen is writing to this folder.",
    { where: work.path, hint: "Wait until it has ended, and run it again." },
  );
}

/** Whether an error of the file system has one of these codes. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    codes.includes(error.code)
  );
}
