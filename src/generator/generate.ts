import type { GenerateOptions } from "./generate-options.js";
import type { SourceOptions } from "./options.js";
import type { InspectedService } from "./inspected-service.js";
import { takeNotes } from "./recall/notes.js";
import { recall } from "./recall/recall.js";
import { beginRun } from "./recall/run.js";
import type { GenerateResult } from "./result.js";
import { startTimings } from "./stages/timings.js";

/**
 * Generates a package. Where nothing has changed since an earlier run, its result is recalled, which
 * takes a fraction of the time; the stages are not even loaded then. Nothing is written before all
 * of it is generated, and verified where the options say so.
 *
 * @throws GenerationError where there is nothing to generate from, or nothing may be written.
 */
export async function generate(
  options: GenerateOptions,
): Promise<GenerateResult> {
  const timings = startTimings();
  const run = beginRun(options);
  const { before, known, result } =
    run === undefined ? {} : await recall(run, options, timings);
  if (result !== undefined) return result;
  const notes = takeNotes();
  const { runStages } = await import("./pipeline.js");
  const full = await runStages(options, { before, known, notes }, timings);
  if (run !== undefined) {
    const { remember } = await import("./recall/remember.js");
    remember(run, full, notes, options);
  }
  return full.result;
}

/**
 * The typed signatures of a source's processes, as the declarations that a
 * package would have.
 *
 * @throws GenerationError where there is nothing to generate from.
 */
export async function inspectSource(options: SourceOptions): Promise<string> {
  return (await inspectService(options)).text;
}

/**
 * The processes of a source with their declarations and schemas, as a package would offer them.
 *
 * @throws GenerationError where there is nothing to generate from.
 */
export async function inspectService(
  options: SourceOptions,
): Promise<InspectedService> {
  const [{ readModel }, { inspectedService }] = await Promise.all([
    import("./pipeline.js"),
    import("./inspected-service.js"),
  ]);
  const { source, built } = await readModel(options, {}, startTimings());
  return inspectedService(built.model, [
    ...source.diagnostics,
    ...built.diagnostics,
  ]);
}
