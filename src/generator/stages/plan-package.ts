import type { Diagnostic } from "../diagnostic.js";
import { compareModels, type Change } from "../drift/changes.js";
import {
  differingParts,
  keptModel,
  onlyProcesses,
  withKept,
  type PackedModel,
} from "../drift/packed-model.js";
import type { EmittedFile } from "../emit/emit.js";
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

/**
 * Plans what to write, and tells how the package differs from the earlier one.
 * Nothing is written yet.
 *
 * @param current - The model of this run.
 * @throws UsageError where writing would touch files that no run generated.
 */
export async function planPackage(
  current: PackedModel,
  files: {
    readonly emitted: readonly EmittedFile[];
    readonly formatted: FormattedPackage;
    /** Ids of processes of which nothing changed: their own files are not among the others. */
    readonly unchanged: ReadonlySet<string>;
  },
  earlier: EarlierPackage,
  { out, force }: GenerateOptions,
): Promise<PackagePlan> {
  const before = keptModel(earlier.manifest?.model);
  const { unchanged } = files;
  const after = afterwards(before, current, earlier.retained, unchanged);
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
    model: after,
    formatFile: files.formatted.formatFile,
  });
  const parts =
    before === undefined ? undefined : differingParts(before, after);
  const changes =
    parts === undefined ? [] : compareModels(parts.before, parts.after);
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

/**
 * What the manifest keeps: the model of this run, and what stays of the earlier one.
 *
 * @param retained - Ids of processes that failed this time. The types that they share stay as well.
 * @param unchanged - Ids of processes that are not in the model because nothing of them changed.
 */
function afterwards(
  before: PackedModel | undefined,
  current: PackedModel,
  retained: readonly string[],
  unchanged: ReadonlySet<string>,
): PackedModel {
  const kept = before ?? { types: {}, processes: {} };
  const stays = onlyProcesses(kept, [...unchanged, ...retained]);
  return withKept(current, stays, retained.length > 0);
}
