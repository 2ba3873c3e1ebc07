import type { GenerateOptions } from "../generate-options.js";
import { writeOutput } from "../output/write.js";
import type { WritePlan } from "../output/write-plan.js";
import { saveSource } from "../source/read-source.js";
import type { Source } from "../source/source.js";

/** Writes the package, and the descriptions where they are to be saved; under `check` and `dry-run`, nothing. */
export async function writePackage(
  plan: WritePlan,
  source: Source,
  { mode = "write", saveInput }: GenerateOptions,
): Promise<void> {
  if (mode !== "write") return;
  await writeOutput(plan);
  if (saveInput !== undefined) await saveSource(saveInput, source);
}
