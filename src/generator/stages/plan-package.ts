import type { Diagnostic } from "../diagnostic.js";
import { compareModels, type Change } from "../drift/changes.js";
import {
  compactModel,
  retainProcesses,
  type CompactModel,
} from "../drift/compact-model.js";
import { packModel, unpackModel } from "../drift/packed-model.js";
import type { EmittedFile } from "../emit/emit.js";
import type { ServiceModel } from "../model/service-model.js";
import type { GenerateOptions } from "../options.js";
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
  },
  earlier: EarlierPackage,
  { out, force }: GenerateOptions,
): Promise<PackagePlan> {
  const current = compactModel(model);
  const packed = packModel(current);
  const before = unpackModel(earlier.manifest?.model, {
    model: current,
    packed,
  });
  const after = retainProcesses(before ?? NO_MODEL, current, earlier.retained);
  const planned = await planOutput(out, files.formatted.files, {
    force,
    retained: retainedFiles(
      earlier,
      new Set(files.formatted.files.map(({ path }) => path)),
    ),
    processes: filesByProcess(files.emitted),
    model: after === current ? packed : packModel(after),
    formatFile: files.formatted.formatFile,
  });
  const changes = before === undefined ? [] : compareModels(before, after);
  return { ...planned, changes };
}
