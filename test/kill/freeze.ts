import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** Functions that change the file system. */
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

/** Thrown instead of a change once the file system is frozen. */
export class Frozen extends Error {
  override readonly name = "Frozen";
}

/**
 * Allows a number of changes to the file system and rejects all later ones: the
 * disk stays as if the process had been killed at that moment.
 *
 * @returns A function that restores the file system and returns whether it was frozen.
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
