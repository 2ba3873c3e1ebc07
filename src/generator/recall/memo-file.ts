import { readFileSync, rmSync } from "node:fs";
import type { KnownPackage } from "../stages/known-package.js";
import { memoPieces, parseMemo } from "./memo.js";
import { writeWhole } from "./record-file.js";
import type { RunRecord } from "./record.js";

/** The memo of a package is beside its record, which a run reads in which nothing changed: it is many times as large. */
function memoFile(recordFile: string): string {
  return recordFile.replace(/\.json$/, ".memo");
}

/** Reads what an earlier run knew; undefined where there is nothing that can be read, or that belongs to its record. */
export function readMemo(
  recordFile: string,
  record: RunRecord,
): KnownPackage | undefined {
  try {
    return parseMemo(readFileSync(memoFile(recordFile)), record);
  } catch {
    return undefined;
  }
}

/** Writes what the next run is to know. Where that is not possible, it does everything again. */
export function writeMemo(
  recordFile: string,
  record: RunRecord,
  known: KnownPackage,
): void {
  writeWhole(memoFile(recordFile), memoPieces(record, known));
}

/** The next run is to know nothing. */
export function forgetMemo(recordFile: string): void {
  try {
    rmSync(memoFile(recordFile), { force: true });
  } catch {
    // It belongs to a record that is gone, so no run reads it.
  }
}
