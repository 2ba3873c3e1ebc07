import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, parse, resolve } from "node:path";
import { GenerationError, UsageError } from "../errors.js";
import { isMissing } from "./manifest-file.js";

/** Where a run works on an output folder. Everything of one run is in one folder, which is its lock too. */
export interface WorkFolder {
  readonly path: string;
  /** Who works: a process id, and since when. */
  readonly owner: string;
  /** The new package, or the new files alone when they are moved in one by one. */
  readonly staged: string;
  /** The old package, from the time the new one takes its place until it is removed. */
  readonly old: string;
  /** What is being removed: no file is saved from here. */
  readonly trash: string;
  /** List of moves that the next run completes; only where files are moved in one by one. */
  readonly journal: string;
}

/** The work folder beside the output folder, on the same file system. */
export function siblingWorkFolder(root: string): WorkFolder {
  return workFolder(
    join(dirname(root), `.${basename(root).slice(0, 100)}.s2gos-codegen`),
  );
}

/** The work folder inside the output folder. */
export function innerWorkFolder(root: string): WorkFolder {
  return workFolder(join(root, INNER_WORK_NAME));
}

/** Name of the work folder inside the output folder. */
export const INNER_WORK_NAME = ".s2gos-codegen.work";

function workFolder(path: string): WorkFolder {
  return {
    path,
    owner: join(path, "owner.json"),
    staged: join(path, "new"),
    old: join(path, "old"),
    trash: join(path, "trash"),
    journal: join(path, "journal.json"),
  };
}

/**
 * The output folder that a user's path names, with the links in it resolved: a
 * link that is the folder itself is the user's choice; links inside are never followed.
 * The folder need not exist.
 */
export function resolveRoot(path: string): string {
  let folder = resolve(path);
  for (let followed = 0; isLink(folder); followed += 1) {
    if (followed >= 40) {
      throw new GenerationError(
        "output-link-loop",
        "The output folder is a symbolic link that leads to itself.",
        { where: path, hint: "Choose another folder with --out." },
      );
    }
    folder = resolve(dirname(folder), readlinkSync(folder));
  }
  if (folder === parse(folder).root) {
    throw new UsageError("The root of the file system is no output folder.", {
      where: folder,
      hint: "Choose another folder with --out.",
    });
  }
  return join(realParent(dirname(folder)), basename(folder));
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** The real path of a folder, whose last parts need not exist. */
function realParent(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!isMissing(error) || path === dirname(path)) throw error;
    return join(realParent(dirname(path)), basename(path));
  }
}
