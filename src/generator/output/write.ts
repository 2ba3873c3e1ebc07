import { GenerationError } from "../errors.js";
import { writeInPlace } from "./in-place.js";
import { isCode } from "./lock.js";
import type { WritePlan } from "./write-plan.js";
import { recoverOutput } from "./recover.js";
import { CannotSwap, swapFolder } from "./swap.js";

/**
 * Carries out a plan. Killed at any moment, the output folder holds the old
 * package or the new one.
 *
 * Files that change one by one would leave a mixture of two packages behind. So
 * the whole new package is made in a folder beside the output folder (files that
 * stay are hard links, which costs no copy and keeps their dates), and the two
 * folders change places by two renames, one right after the other. Between them
 * the folder is missing for some microseconds: an import fails then, but never
 * reads half a package; if the run is killed there, the next run puts the old
 * package back.
 *
 * Where a folder cannot be renamed (it is the working directory, a mount point,
 * or open in a program on Windows), all new files are written to a work
 * folder first, then moved one by one, with a journal that the next run completes.
 *
 * @throws GenerationError if the file system refuses; the old package is then unchanged.
 */
export async function writeOutput(plan: WritePlan): Promise<void> {
  if (plan.contents.size === 0 && plan.delete.length === 0) return;
  await recoverOutput(plan.root);
  try {
    try {
      swapFolder(plan);
    } catch (error) {
      if (!(error instanceof CannotSwap)) throw error;
      writeInPlace(plan);
    }
  } catch (error) {
    throw writeFailure(error, plan.root);
  }
}

function writeFailure(error: unknown, root: string): unknown {
  if (error instanceof GenerationError || !(error instanceof Error)) {
    return error;
  }
  const hint = isCode(error, "EACCES", "EPERM", "EROFS")
    ? "Check the permissions of the folder and of the one that it is in."
    : isCode(error, "ENOSPC", "EDQUOT")
      ? "Free some disk space; the old package is untouched."
      : undefined;
  return new GenerationError(
    "output-not-written",
    `The package could not be written: ${error.message}.`,
    { where: root, hint, cause: error },
  );
}
