import type { Diagnostic } from "../diagnostic.js";
import { compareModels, type Change } from "../drift/changes.js";
import {
  compactModel,
  retainProcesses,
  type CompactModel,
} from "../drift/compact-model.js";
import {
  packModel,
  unpackModel,
  withoutProcesses,
  type PackedModel,
} from "../drift/packed-model.js";
import type { EmittedFile } from "../emit/emit.js";
import { compareCodePoints } from "../json.js";
import type { ServiceModel } from "../model/service-model.js";
import type { GenerateOptions } from "../generate-options.js";
import { planOutput } from "../output/plan.js";
import type { WritePlan } from "../output/write-plan.js";
import { retainedFiles, type EarlierPackage } from "./earlier-package.js";
import type { FormattedPackage } from "./format-emitted.js";
import { filesByProcess } from "./outcomes.js";

/** What writing would do, and what changes for users of the package. */
export interface PackagePlan {
  readonly plan: WritePlan;
  /** What changed since the earlier run, by meaning; empty where there was none. */
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256 of each file that the folder has after writing, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

const NO_MODEL: CompactModel = { types: {}, processes: {} };

/**
 * Plans what to write, and tells how the package differs from the earlier one.
 * Nothing is written yet.
 *
 * @throws UsageError where writing would touch files that no run generated.
 */
export async function planPackage(
  model: ServiceModel,
  files: {
    readonly emitted: readonly EmittedFile[];
    readonly formatted: FormattedPackage;
    /** Ids of processes of which nothing changed: their own files are not among the others. */
    readonly unchanged: ReadonlySet<string>;
  },
  earlier: EarlierPackage,
  { out, force }: GenerateOptions,
): Promise<PackagePlan> {
  const current = compactModel(model);
  const packed = packModel(current);
  const { unchanged } = files;
  const kept = withoutProcesses(earlier.manifest?.model, unchanged);
  const before = unpackModel(kept.others, { model: current, packed });
  const after = retainProcesses(before ?? NO_MODEL, current, earlier.retained);
  const planned = await planOutput(out, files.formatted.files, {
    force,
    retained: [
      ...retainedFiles(
        earlier,
        new Set(files.formatted.files.map(({ path }) => path)),
      ),
      ...filesOf(earlier, unchanged),
    ],
    processes: filesByProcess(files.emitted),
    model: withTexts(
      after === current ? packed : packModel(after),
      kept.texts,
      current,
    ),
    formatFile: files.formatted.formatFile,
  });
  const changes = before === undefined ? [] : compareModels(before, after);
  return { ...planned, changes };
}

/** Paths of the files of processes, as the manifest lists them. */
function filesOf(
  { manifest }: EarlierPackage,
  ids: ReadonlySet<string>,
): readonly string[] {
  return Object.entries(manifest?.processes ?? {}).flatMap(([id, paths]) =>
    ids.has(id) ? paths : [],
  );
}

/** A packed model with processes of which nothing changed, in the order of their ids; those that stay although they failed come last. */
function withTexts(
  { types, processes }: PackedModel,
  texts: Readonly<Record<string, string>>,
  current: CompactModel,
): PackedModel {
  const isCurrent = (id: string) =>
    Object.hasOwn(current.processes, id) || Object.hasOwn(texts, id);
  const all = Object.entries({ ...processes, ...texts });
  const sorted = all
    .filter(([id]) => isCurrent(id))
    .sort(([left], [right]) => compareCodePoints(left, right));
  return {
    types,
    processes: Object.fromEntries([
      ...sorted,
      ...all.filter(([id]) => !isCurrent(id)),
    ]),
  };
}
