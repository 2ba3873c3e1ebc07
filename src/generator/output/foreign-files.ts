import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.js";
import { INNER_WORK_NAME } from "./locations.js";
import { MANIFEST_NAME } from "./manifest-file.js";

/**
 * Refuses an output folder that is a file.
 *
 * @throws UsageError
 */
export function requireFolder(folder: string): void {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats === undefined || stats.isDirectory()) return;
  throw new UsageError("The output folder is a file.", {
    where: folder,
    hint: "Choose another folder with --out.",
  });
}

/**
 * Refuses to replace files that are not ours.
 *
 * @param paths - Paths of these files, relative to the folder.
 * @throws UsageError
 */
export function refuseOverwriting(
  root: string,
  paths: readonly string[],
): never {
  throw new UsageError(
    `The output folder holds files that s2gos-codegen did not write, and that it would have to replace: ${listed(paths)}.`,
    {
      where: root,
      hint: "Move them away, or choose another folder with --out.",
    },
  );
}

/**
 * Refuses a folder that holds files of others, so that no package is mixed with them by mistake.
 *
 * @param ours - Paths of files that are not others', relative to the folder.
 * @throws UsageError
 */
export function refuseForeignFolder(
  root: string,
  ours: ReadonlySet<string>,
): void {
  const foreign = foreignFiles(root, ours, 4);
  if (foreign.length === 0) return;
  throw new UsageError(
    `The output folder holds files that s2gos-codegen did not write: ${listed(foreign)}.`,
    {
      where: root,
      hint: "Choose another folder with --out, or write beside them with --force.",
    },
  );
}

function listed(paths: readonly string[]): string {
  const names = [...new Set(paths)];
  return names.length > 3
    ? `${names.slice(0, 3).join(", ")} and more`
    : names.join(", ");
}

/** Names that a folder may hold before the first generation. */
const EXPECTED = new Set([
  ".DS_Store",
  ".git",
  ".gitkeep",
  INNER_WORK_NAME,
  MANIFEST_NAME,
]);

/** Paths of files that are not ours, at most `limit`, with `/` between their parts. */
function foreignFiles(
  root: string,
  ours: ReadonlySet<string>,
  limit: number,
): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), {
      withFileTypes: true,
    })) {
      if (found.length >= limit) return;
      if (folder === "" && EXPECTED.has(entry.name)) continue;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (!ours.has(path)) found.push(path);
    }
  };
  if (lstatSync(root, { throwIfNoEntry: false })?.isDirectory() === true) {
    visit("");
  }
  return found.sort();
}
