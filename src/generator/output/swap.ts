import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  type Dirent,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { GenerationError } from "../errors.js";
import { siblingWorkFolder, type WorkFolder } from "./locations.js";
import { acquire, isCode, release } from "./lock.js";
import { MANIFEST_NAME, readManifestSync } from "./manifest-file.js";
import type { WritePlan } from "./write-plan.js";

/** The folder cannot be swapped with another; nothing has been changed. */
export class CannotSwap extends Error {
  override readonly name = "CannotSwap";
}

/** Most entries of other programs that are linked into the new folder; with more, linking takes longer than moving files in. */
const MAX_ENTRIES = 20_000;

/**
 * Makes the new package beside the output folder and swaps the two.
 *
 * @throws CannotSwap if this folder or the one above does not allow it.
 */
export function swapFolder(plan: WritePlan): void {
  const work = siblingWorkFolder(plan.root);
  if (isWorkingDirectory(plan.root)) {
    throw new CannotSwap("The working directory lies in the output folder.");
  }
  takeWorkFolder(work);
  try {
    stage(plan, work);
    exchange(plan.root, work);
  } catch (error) {
    if (!existsSync(work.old)) release(work);
    throw error;
  }
  rescueForeign(work, plan.root, [
    MANIFEST_NAME,
    ...plan.create,
    ...plan.update,
    ...plan.delete,
    ...plan.keep,
  ]);
  release(work);
}

/** Whether the working directory is in the folder: a swap would leave the user's shell in a removed folder. */
function isWorkingDirectory(root: string): boolean {
  const path = relative(root, workingDirectory());
  return path === "" || (path !== ".." && !path.startsWith(`..${sep}`));
}

function takeWorkFolder(work: WorkFolder): void {
  mkdirSync(dirname(work.path), { recursive: true });
  try {
    acquire(work);
  } catch (error) {
    if (isCode(error, "EACCES", "EPERM", "EROFS")) {
      throw new CannotSwap("The folder above is read-only.", { cause: error });
    }
    throw error;
  }
}

/** The working directory; if it was removed, the root, which is in no output folder. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return sep;
  }
}

/** Makes the whole new package: kept files as links, new ones as files. */
function stage(plan: WritePlan, work: WorkFolder): void {
  mkdirSync(work.staged);
  if (existsSync(plan.root)) {
    chmodSync(work.staged, lstatSync(plan.root).mode & 0o7777);
    linkStaying(plan, work);
  }
  const folders = new Set<string>();
  for (const [path, text] of plan.contents) {
    const file = join(work.staged, path);
    const folder = dirname(file);
    if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
    folders.add(folder);
    writeFileSync(file, text, { flag: "wx" });
  }
}

function linkStaying(plan: WritePlan, work: WorkFolder): void {
  const created = new Set(plan.create);
  const leaves = new Set([...plan.delete, ...plan.update]);
  let entries = 0;
  const visit = (folder: string): void => {
    const listed = readdirSync(join(plan.root, folder), {
      withFileTypes: true,
    });
    let isMade = folder === "";
    for (const entry of listed) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (created.has(path)) throw appeared(path, plan.root);
      if (leaves.has(path)) continue;
      entries += 1;
      if (entries > MAX_ENTRIES) throw new CannotSwap("Too many files.");
      if (entry.isDirectory()) visit(path);
      else {
        // A package has a thousand files in one folder.
        if (!isMade) mkdirSync(join(work.staged, folder), { recursive: true });
        isMade = true;
        linkEntry(entry, join(plan.root, path), join(work.staged, path));
      }
    }
    // A folder that was empty before belongs to the user; one that held only generated files and their folders is removed with them.
    if (folder !== "") keepFolder(folder, plan.root, work, listed.length === 0);
  };
  visit("");
}

function keepFolder(
  folder: string,
  root: string,
  work: WorkFolder,
  evenEmpty: boolean,
): void {
  const path = join(work.staged, folder);
  if (evenEmpty) mkdirSync(path, { recursive: true });
  else if (!existsSync(path)) return;
  chmodSync(path, lstatSync(join(root, folder)).mode & 0o7777);
}

function linkEntry(entry: Dirent, from: string, to: string): void {
  try {
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else linkSync(from, to);
  } catch (error) {
    throw new CannotSwap("The file system has no hard links here.", {
      cause: error,
    });
  }
}

function appeared(path: string, root: string): GenerationError {
  return new GenerationError(
    "output-changed",
    `${path} was made by another program while the package was generated.`,
    { where: root, hint: "Move it away, and run s2gos-codegen again." },
  );
}

/** Swaps the two folders by two renames, with nothing in between. */
function exchange(root: string, work: WorkFolder): void {
  if (!existsSync(root)) {
    renameSync(work.staged, root);
    return;
  }
  try {
    renameSync(root, work.old);
  } catch (error) {
    throw new CannotSwap("The folder cannot be renamed.", { cause: error });
  }
  try {
    renameSync(work.staged, root);
  } catch (error) {
    renameSync(work.old, root);
    throw error;
  }
}

/**
 * Brings over what other programs wrote into the old folder after its files had
 * been linked, so that no file is lost, then removes the old folder.
 *
 * @param generated - paths of files of the two packages. Default: as their manifests list them.
 */
export function rescueForeign(
  work: WorkFolder,
  root: string,
  generated?: readonly string[],
): void {
  if (!existsSync(work.old)) return;
  const ours = new Set(
    generated ?? [MANIFEST_NAME, ...filesOf(work.old), ...filesOf(root)],
  );
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(work.old, folder), {
      withFileTypes: true,
    })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (!ours.has(path))
        bringOver(join(work.old, path), join(root, path));
    }
  };
  visit("");
  // After this rename, recovery ignores what is in the old folder.
  renameSync(work.old, work.trash);
  rmSync(work.trash, { recursive: true, force: true });
}

function filesOf(folder: string): readonly string[] {
  return Object.keys(readManifestSync(folder)?.files ?? {});
}

/** Moves a file of the old folder if the new folder lacks it, or has an older version. */
function bringOver(from: string, to: string): void {
  const there = lstatSync(to, { throwIfNoEntry: false });
  if (there !== undefined) {
    const here = lstatSync(from);
    if (here.ino === there.ino || here.mtimeMs <= there.mtimeMs) return;
  }
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}
