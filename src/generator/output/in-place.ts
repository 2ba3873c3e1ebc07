import {
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { GenerationError } from "../errors.js";
import { isJsonArray, isJsonObject } from "../json.js";
import { Disk } from "./disk.js";
import { innerWorkFolder, type WorkFolder } from "./locations.js";
import { acquire, release } from "./lock.js";
import { isMissing, MANIFEST_NAME } from "./manifest-file.js";
import { unsafePathReason } from "./paths.js";
import type { WritePlan } from "./write-plan.js";

/** What remains to be done once all new files are in the work folder. */
export interface Journal {
  readonly remove: readonly string[];
  /** Files to move from the work folder to their place, the manifest last. */
  readonly move: readonly string[];
}

/**
 * Moves the new files in one by one. Until the journal is written, the old package is
 * complete. From then on the new one is complete, partly in the work folder, and
 * if this run is killed, the next run moves the rest.
 */
export function writeInPlace(plan: WritePlan): void {
  mkdirSync(plan.root, { recursive: true });
  const work = innerWorkFolder(plan.root);
  acquire(work);
  const journal = journalOf(plan);
  try {
    for (const path of journal.move) {
      const file = join(work.staged, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, plan.contents.get(path) ?? "", { flag: "wx" });
    }
  } catch (error) {
    release(work);
    throw error;
  }
  const draft = `${work.journal}.new`;
  writeFileSync(draft, JSON.stringify(journal));
  renameSync(draft, work.journal);
  completeMoves(plan.root, work, journal);
  release(work);
}

function journalOf(plan: WritePlan): Journal {
  const move = [...plan.contents.keys()].filter(
    (path) => path !== MANIFEST_NAME,
  );
  if (plan.contents.has(MANIFEST_NAME)) move.push(MANIFEST_NAME);
  return { remove: plan.delete, move };
}

/** The journal of a killed run; undefined if the run was killed before it wrote one. */
export function readJournal(work: WorkFolder): Journal | undefined {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(work.journal, "utf8"));
  } catch {
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  return { remove: paths(value["remove"]), move: paths(value["move"]) };
}

function paths(value: unknown): readonly string[] {
  if (!isJsonArray(value)) return [];
  return value.filter(
    (path): path is string =>
      typeof path === "string" && unsafePathReason(path) === undefined,
  );
}

/** Carries out the journal; steps that are done already are skipped. */
export function completeMoves(
  root: string,
  work: WorkFolder,
  journal: Journal,
): void {
  const disk = new Disk(root);
  for (const path of journal.remove) {
    if (disk.read(path).kind !== "file") continue;
    unlinkSync(join(root, path));
    removeEmptyFolders(root, path);
  }
  for (const path of journal.move) {
    requirePlace(disk, path);
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    try {
      renameSync(join(work.staged, path), target);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

function requirePlace(disk: Disk, path: string): void {
  const entry = disk.read(path);
  if (entry.kind === "absent" || entry.kind === "file") return;
  throw new GenerationError(
    "output-changed",
    `Something else took the place of ${path} while the package was generated.`,
    { where: disk.root, hint: "Move it away, and run s2gos-codegen again." },
  );
}

function removeEmptyFolders(root: string, path: string): void {
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return;
    }
  }
}
