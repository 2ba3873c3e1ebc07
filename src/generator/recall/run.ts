import { hash } from "node:crypto";
import { dirname } from "node:path";
import type { GenerateOptions } from "../generate-options.js";
import { resolveRoot } from "../output/locations.js";
import type { PackageForm } from "../stages/package-form.js";
import { optionsHash } from "./options.js";
import { programHash } from "./program.js";
import { readRecord, recordFile } from "./record-file.js";
import type { RunRecord } from "./record.js";
import { styleHash } from "./style.js";

/** A run whose result a later run may recall. */
export interface Run {
  /** Absolute path of the output folder. */
  readonly root: string;
  /** File of its record. */
  readonly file: string;
  /** See {@link RunRecord.key}. */
  readonly key: string;
  readonly style: string;
  /** What an earlier run left; absent where that cannot be read, or had another key or style. */
  readonly record?: RunRecord;
}

/**
 * Begins a run that may be recalled, and finds what an earlier one left.
 *
 * @returns undefined: this run can neither recall nor be recalled.
 */
export function beginRun(options: GenerateOptions): Run | undefined {
  try {
    return openRun(options);
  } catch {
    // A file that cannot be read here: the stage that needs it says what is wrong.
    return undefined;
  }
}

function openRun(options: GenerateOptions): Run | undefined {
  const root = resolveRoot(options.out);
  const file = recordFile(root);
  const given = optionsHash(options);
  if (file === undefined || given === undefined) return undefined;
  const style = styleHash(root);
  if (style === undefined) return undefined;
  const key = hash("sha256", `${programHash(dirname(file))} ${given}`);
  const run = { root, file, key, style };
  const record = readRecord(file);
  return record?.key === key && record.style === style
    ? { ...run, record }
    : run;
}

/** A hash of the form of a package, and of what was found out about it. */
export function formHash(form: PackageForm): string {
  return hash("sha256", JSON.stringify(form));
}
