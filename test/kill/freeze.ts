import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** Functions of the file system that change something. */
const CHANGING = [
  "chmodSync",
  "linkSync",
  "mkdirSync",
  "renameSync",
  "rmdirSync",
  "rmSync",
  "symlinkSync",
  "unlinkSync",
  "writeFileSync",
] as const;

/** Thrown in place of a change once the file system is frozen. */
export class Frozen extends Error {
  override readonly name = "Frozen";
}

/**
 * Lets a number of changes to the file system happen, then none at all: the disk
 * is as it would be had the process been killed at that moment, whatever the
 * program still tries.
 *
 * @returns Undoes it, and says whether it came to that.
 */
export function freezeAfter(changes: number): () => boolean {
  const originals = new Map(CHANGING.map((name) => [name, fs[name]]));
  let done = 0;
  for (const name of CHANGING) {
    const original = fs[name] as (...args: readonly unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...args: readonly unknown[]): unknown => {
        if (done >= changes) throw new Frozen(`${name} was not reached.`);
        done += 1;
        return original(...args);
      },
    });
  }
  syncBuiltinESMExports();
  return () => {
    Object.assign(fs, Object.fromEntries(originals));
    syncBuiltinESMExports();
    return done >= changes;
  };
}
