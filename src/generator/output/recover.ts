import { existsSync, renameSync } from "node:fs";
import { completeMoves, readJournal } from "./in-place.js";
import {
  innerWorkFolder,
  siblingWorkFolder,
  type WorkFolder,
} from "./locations.js";
import { isInUse, release } from "./lock.js";
import { rescueForeign } from "./swap.js";

/**
 * Recovers from a killed run. The state is in the names of the folders alone, so
 * that recovery can itself be killed at any moment and started again:
 *
 * | output folder | `old` | killed                          | done here                    |
 * | ------------- | ----- | ------------------------------- | ---------------------------- |
 * | there         | no    | while staging, or while tidying | the leftovers go             |
 * | missing       | yes   | between the two renames         | the old package comes back   |
 * | there         | yes   | after the second rename         | the new package stands       |
 *
 * The work folder of a run that still works is left as it is.
 */
export function recoverOutput(root: string): Promise<void> {
  return Promise.resolve().then(() => {
    const sibling = siblingWorkFolder(root);
    if (existsSync(sibling.path) && !isInUse(sibling)) {
      recoverSwap(root, sibling);
    }
    const inner = innerWorkFolder(root);
    if (existsSync(inner.path) && !isInUse(inner)) recoverMoves(root, inner);
  });
}

function recoverSwap(root: string, work: WorkFolder): void {
  if (existsSync(work.old)) {
    if (existsSync(root)) {
      // The new package is in place. Only files that other programs made in
      // the old folder after it had been linked have still to be saved.
      rescueForeign(work, root);
    } else {
      renameSync(work.old, root);
    }
  }
  release(work);
}

function recoverMoves(root: string, work: WorkFolder): void {
  const journal = readJournal(work);
  if (journal !== undefined) completeMoves(root, work, journal);
  release(work);
}
