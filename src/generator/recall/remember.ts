import type { Diagnostic } from "../diagnostic.js";
import type { GenerateOptions } from "../generate-options.js";
import type { GenerateResult } from "../result.js";
import type { KnownPackage } from "../stages/known-package.js";
import type { PackageForm } from "../stages/package-form.js";
import type { Notes } from "./notes.js";
import { savedHash } from "./recall.js";
import { forgetMemo, writeMemo } from "./memo-file.js";
import { writeRecord } from "./record-file.js";
import type { RunRecord } from "./record.js";
import { formHash, type Run } from "./run.js";

/** What a full run did, beyond its result. */
export interface FullRun {
  readonly result: GenerateResult;
  readonly form: PackageForm;
  /** SHA-256 of each file of the package, the manifest included, by its path. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether files of an earlier run stay, because their processes failed. */
  readonly retains: boolean;
  /** What was found out when the files were compared with those on disk. */
  readonly planned: readonly Diagnostic[];
  /** What the next run is to know of the package; undefined where it may know nothing. */
  readonly known: () => KnownPackage | undefined;
}

/**
 * Remembers a full run, for the next one: what it followed from, what it made, and what a run after
 * it would report that changes nothing. A run is not remembered where that cannot be told: it wrote
 * nothing although there is something to write, or it replaced or kept files by hand of the user.
 */
export function remember(
  { file, key, style }: Run,
  { result, form, files, known, planned, retains }: FullRun,
  notes: Notes,
  options: GenerateOptions,
): void {
  const { create, update, delete: deleted } = result.plan;
  const changes = create.length + update.length + deleted.length > 0;
  const { mode = "write", saveInput } = options;
  const source = notes.taken();
  if (source === undefined) return;
  if (changes && (mode !== "write" || retains || planned.length > 0)) return;
  const isSaved = mode === "write" && saveInput !== undefined;
  const saved = isSaved ? savedHash(saveInput) : undefined;
  const record: RunRecord = {
    key,
    form: formHash(form),
    style,
    ...source,
    files,
    ...(saved === undefined ? {} : { saved }),
    report: {
      diagnostics: result.diagnostics,
      processes: result.processes,
      imports: result.imports,
      phases: Object.keys(result.timings),
    },
  };
  writeRecord(file, record);
  const content = known();
  if (content === undefined) forgetMemo(file);
  else writeMemo(file, record, content);
}
