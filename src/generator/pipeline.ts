import type { ClientResponse } from "../runtime/index.js";
import { describeProcesses } from "./description/describe-processes.js";
import { buildModel, type ModelResult } from "./model/build-model.js";
import { selectProcesses } from "./model/select-processes.js";
import type { GenerateOptions, ReadOptions } from "./options.js";
import type { FullRun } from "./recall/remember.js";
import { cleanProcesses } from "./schema/clean-processes.js";
import { readSource } from "./source/read-source.js";
import type { Source, SourceNotes } from "./source/source.js";
import { cleaningOptions } from "./stages/cleaning-options.js";
import { readEarlierPackage } from "./stages/earlier-package.js";
import { compileEmitted } from "./stages/compile-emitted.js";
import { emitFiles } from "./stages/emit-files.js";
import { formatEmitted } from "./stages/format-emitted.js";
import { processOutcomes } from "./stages/outcomes.js";
import { packageForm } from "./stages/package-form.js";
import { planPackage } from "./stages/plan-package.js";
import { requireProcesses } from "./stages/require-processes.js";
import type { Timings } from "./stages/timings.js";
import { verifyFiles } from "./stages/verify-files.js";
import {
  allIds,
  allProcesses,
  withoutDescriptions,
} from "./stages/whole-service.js";
import { writePackage } from "./stages/write-package.js";

/** What is known of the source before it is read, and who hears what is read. */
export interface Reading {
  /** Answers of the server that have come already, by the URL that was requested. */
  readonly known?: ReadonlyMap<string, ClientResponse> | undefined;
  readonly notes?: SourceNotes;
}

/**
 * Generates a package: the stages in their order.
 *
 * @throws GenerationError where there is nothing to generate from, or nothing may be written.
 */
export async function runStages(
  options: GenerateOptions,
  reading: Reading,
  timings: Timings,
): Promise<FullRun> {
  const { source, built } = await readModel(options, reading, timings);
  const { model } = built;
  const earlier = await readEarlierPackage(options.out, source, model);
  const form = await packageForm(earlier, options);
  const sources = await emitFiles(model, source, { earlier, form }, options);
  timings.lap("emit");
  const emitted = await compileEmitted(sources, form, options);
  timings.lap("compile");
  const formatted = await formatEmitted(emitted, earlier, form, options);
  timings.lap("format");
  const checked = form.kind === "compiled" ? sources : formatted.files;
  const verified = await verifyFiles(checked, model, options);
  timings.lap("verify");
  const files = { emitted, formatted };
  const planned = await planPackage(model, files, earlier, options);
  await writePackage(planned.plan, source, options);
  timings.lap("write");
  const result = {
    plan: planned.plan,
    diagnostics: [
      ...source.diagnostics,
      ...built.diagnostics,
      ...form.diagnostics,
      ...formatted.diagnostics(),
      ...verified,
      ...planned.diagnostics,
    ],
    changes: planned.changes,
    processes: processOutcomes(source, model),
    imports: form.imports,
    timings: timings.laps,
  };
  return {
    result,
    form,
    files: planned.files,
    retains: earlier.retained.length > 0,
    planned: planned.diagnostics,
  };
}

/**
 * The stages from the source to the model of the selected processes. They are a
 * function of their own so that the descriptions can be collected when it
 * returns: they are large, and only saving them needs them later.
 */
export async function readModel(
  options: ReadOptions,
  reading: Reading,
  timings: Timings,
): Promise<{ readonly source: Source; readonly built: ModelResult }> {
  const source = await readSource(options, reading);
  timings.lap("fetch");
  const served = allProcesses(source);
  const described = describeProcesses(served);
  const cleaning = await cleaningOptions(options, served.length, () => {
    reading.notes?.uncertain();
  });
  const processes = await cleanProcesses(described, cleaning);
  const { title, description } = source;
  const whole = buildModel({
    title,
    description,
    processes,
    ids: allIds(source),
  });
  const built = selectProcesses(whole, new Set(source.unselectedIds));
  requireProcesses(source, built, options);
  timings.lap("model");
  const kept =
    options.saveInput === undefined ? withoutDescriptions(source) : source;
  return { built, source: kept };
}
