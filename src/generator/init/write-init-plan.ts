import {
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../errors.js";
import type { PlannedFile } from "./init-plan.js";

/**
 * Writes the files of a plan. Each is complete or as it was; a file that came into being since the
 * plan was made is not replaced.
 *
 * @throws UsageError where a file cannot be written; those before it are written.
 */
export function writeInitPlan(files: readonly PlannedFile[]): void {
  for (const file of files) {
    if (file.action === "keep") continue;
    try {
      mkdirSync(dirname(file.path), { recursive: true });
      if (file.action === "create") {
        writeFileSync(file.path, file.text, { flag: "wx" });
      } else {
        exchange(file);
      }
    } catch (cause) {
      throw new UsageError(`A file cannot be written: ${reason(cause)}.`, {
        where: file.path,
        hint: "Correct that, and run the command again: it leaves alone what it has written.",
        cause,
      });
    }
  }
}

/** Puts a new text in the place of a file at once: half a package.json would be a loss. */
function exchange({ path, text }: PlannedFile): void {
  const { mode } = statSync(path);
  const beside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { flag: "wx", mode });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
