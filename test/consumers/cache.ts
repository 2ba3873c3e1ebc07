import { mkdirSync, readFileSync, rmSync, existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/**
 * The folder that keeps the projects with their installed packages, so that the next run takes minutes: the value of
 * `CONSUMERS_CACHE`, or a folder of the system for temporary files. It must not be below a project: a consumer would
 * find packages there that it has not installed.
 *
 * @throws Error - A folder above it has packages, or another run uses it.
 */
export async function openCache(): Promise<string> {
  const { CONSUMERS_CACHE = "" } = process.env;
  const folder = resolve(
    CONSUMERS_CACHE === ""
      ? join(tmpdir(), "s2gos-codegen-consumers")
      : CONSUMERS_CACHE,
  );
  mkdirSync(folder, { recursive: true });
  refuseBelowPackages(folder);
  await lock(folder);
  return folder;
}

/** Lets the next run use the folder. */
export function closeCache(folder: string): void {
  rmSync(join(folder, LOCK), { force: true });
}

const LOCK = ".lock";

function refuseBelowPackages(folder: string): void {
  for (
    let above = dirname(folder);
    above !== dirname(above);
    above = dirname(above)
  ) {
    const packages = join(above, "node_modules");
    if (existsSync(packages)) {
      throw new Error(
        `The projects in ${folder} would find the packages of ${packages}. Give another folder as CONSUMERS_CACHE.`,
      );
    }
  }
}

/** A file with the id of the process; one that a killed run left behind counts for nothing. */
async function lock(folder: string): Promise<void> {
  const file = join(folder, LOCK);
  const owner = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (owner > 0 && isRunning(owner)) {
    throw new Error(
      `Another run, process ${owner}, uses ${folder}. Wait for it, or give another folder as CONSUMERS_CACHE.`,
    );
  }
  rmSync(file, { force: true });
  await writeFile(file, String(process.pid), { flag: "wx" });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
