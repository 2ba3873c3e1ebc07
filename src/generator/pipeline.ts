import type { ClientResponse } from "../runtime/index.js";
import type { Diagnostic } from "./diagnostic.js";
import { packModel, type PackedModel } from "./drift/packed-model.js";
import type { EmittedFile, ProcessParts } from "./emit/emit.js";
import type { ModelResult } from "./model/build-model.js";
import { selectProcesses } from "./model/select-processes.js";
import type { GenerateOptions } from "./generate-options.js";
import type { FullRun } from "./recall/remember.js";
import type { SourceOptions } from "./options.js";
import { readSource } from "./source/read-source.js";
import type { Source, SourceNotes } from "./source/source.js";
import {
  readEarlierPackage,
  type EarlierPackage,
} from "./stages/earlier-package.js";
import { compileEmitted } from "./stages/compile-emitted.js";
import { emitFiles } from "./stages/emit-files.js";
import {
  formatEmitted,
  type FormattedPackage,
} from "./stages/format-emitted.js";
import {
  documentHashes,
  isKnowable,
  knownPackage,
  unchangedProcesses,
  type KnownPackage,
} from "./stages/known-package.js";
import { modelService } from "./stages/model-service.js";
import {
  generatedProcesses,
  processOutcomes,
  type GeneratedProcess,
} from "./stages/outcomes.js";
import { packageForm, type PackageForm } from "./stages/package-form.js";
import { planPackage } from "./stages/plan-package.js";
import { requireProcesses } from "./stages/require-processes.js";
import type { Timings } from "./stages/timings.js";
import { emittersOf, verifyFiles } from "./stages/verify-files.js";
import { allProcesses, withoutDescriptions } from "./stages/whole-service.js";
import { writePackage } from "./stages/write-package.js";

/** What is known before a source is read, and who hears what is read. */
export interface Reading {
  /** Answers of the server that have come already, by the URL that was requested. */
  readonly known?: ReadonlyMap<string, ClientResponse> | undefined;
  readonly notes?: SourceNotes;
  /** What an earlier run left, if that is in the output folder as it left it. */
  readonly before?: KnownPackage | undefined;
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
  const printed = await printService(options, reading, timings);
  const { source, earlier, form, generated } = printed;
  const planned = await planPackage(printed.packed, printed, earlier, options);
  await writePackage(planned.plan, source, options);
  timings.lap("write");
  const result = {
    plan: planned.plan,
    diagnostics: [...printed.diagnostics, ...planned.diagnostics],
    changes: planned.changes,
    processes: processOutcomes(source, generated),
    imports: form.imports,
    timings: timings.laps,
  };
  return {
    result,
    form,
    files: planned.files,
    retains: earlier.retained.length > 0,
    planned: planned.diagnostics,
    known: () => printed.remembered(printed.parts),
  };
}

/** A package in memory, with what planning and reporting it needs. */
interface PrintedService {
  readonly source: Source;
  readonly generated: readonly GeneratedProcess[];
  readonly earlier: EarlierPackage;
  readonly form: PackageForm;
  readonly emitted: readonly EmittedFile[];
  readonly formatted: FormattedPackage;
  /** Ids of the processes of which nothing changed. */
  readonly unchanged: ReadonlySet<string>;
  readonly packed: PackedModel;
  readonly diagnostics: readonly Diagnostic[];
  readonly parts: readonly ProcessParts[];
  readonly remembered: ReadModel["remembered"];
}

/**
 * The stages from the source to the texts of all files. They are a function of their own so that the
 * model, which takes twice the memory of the texts, can be collected before these are written.
 */
async function printService(
  options: GenerateOptions,
  reading: Reading,
  timings: Timings,
): Promise<PrintedService> {
  const { source, built, remembered, unchanged } = await readModel(
    options,
    reading,
    timings,
  );
  const { model } = built;
  const generated = generatedProcesses([...model.processes, ...built.known]);
  const earlier = await readEarlierPackage(options.out, source, generated);
  const form = await packageForm(earlier, options);
  const { files: sources, ...printed } = await emitFiles(
    model,
    source,
    { earlier, form, unchanged },
    options,
  );
  timings.lap("emit");
  const emitted = await compileEmitted(sources, form, options);
  timings.lap("compile");
  const formatted = await formatEmitted(emitted, earlier, form, options);
  timings.lap("format");
  const checked = form.kind === "compiled" ? sources : formatted.files;
  const verified = await verifyFiles(
    checked,
    { model, emitters: emittersOf(sources) },
    options,
  );
  timings.lap("verify");
  return {
    source,
    generated,
    earlier,
    form,
    emitted,
    formatted,
    unchanged: new Set(unchanged.map(({ id }) => id)),
    packed: packModel(model),
    diagnostics: [
      ...source.diagnostics,
      ...built.diagnostics,
      ...form.diagnostics,
      ...printed.diagnostics,
      ...formatted.diagnostics(),
      ...verified,
    ],
    parts: printed.processes,
    remembered,
  };
}

/** A source, its model, and what is known of it. */
export interface ReadModel {
  readonly source: Source;
  readonly built: ModelResult;
  /** The processes of an earlier run of which nothing changed. */
  readonly unchanged: readonly ProcessParts[];
  /** What the next run is to know, from the parts of all processes; undefined where it may know nothing. */
  readonly remembered: (
    parts: readonly ProcessParts[],
  ) => KnownPackage | undefined;
}

/**
 * The stages from the source to the model of the selected processes. They are a
 * function of their own so that the descriptions can be collected when it
 * returns: they are large, and only saving them needs them later.
 */
export async function readModel(
  options: Parameters<typeof isKnowable>[0],
  reading: Reading,
  timings: Timings,
): Promise<ReadModel> {
  const { before, notes } = reading;
  const served = await readSource(options, reading);
  timings.lap("fetch");
  const source = await patched(served, options);
  const described = allProcesses(source);
  const isRemembered = notes !== undefined && isKnowable(options, source);
  const hashes = documentHashes(isRemembered ? described : []);
  const parts = unchangedProcesses(before, source, hashes);
  const types = before?.types ?? {};
  const known = { processes: parts, types };
  const whole = await modelService(source, known, options, () => {
    notes?.uncertain();
  });
  const built = selectProcesses(whole, new Set(source.unselectedIds));
  requireProcesses(source, built, options);
  timings.lap("model");
  // At once: it is small, and what it is taken from is not.
  const remembered = isRemembered ? built.remembered() : undefined;
  const kept =
    options.saveInput === undefined
      ? withoutDescriptions(source)
      : { ...served, diagnostics: source.diagnostics };
  return {
    built,
    source: kept,
    unchanged: built.known.flatMap(({ id }) => parts.get(id)?.parts ?? []),
    remembered: (all) =>
      remembered === undefined
        ? undefined
        : knownPackage(kept, hashes, remembered, all),
  };
}

/** The source with corrected descriptions. What corrects them is loaded where there are patches. */
async function patched(
  source: Source,
  { patches }: SourceOptions,
): Promise<Source> {
  if (patches === undefined) return source;
  const { patchSource } = await import("./description/patches.js");
  const found = patchSource(source, patches);
  const diagnostics = [...source.diagnostics, ...found.diagnostics];
  return { ...found.source, diagnostics };
}
