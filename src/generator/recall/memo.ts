import { hash } from "node:crypto";
import { isJsonObject } from "../json.js";
import type { KnownPackage } from "../stages/known-package.js";
import { recordText, type RunRecord } from "./record.js";

/** Version of the form of a memo: one of another version is not read. */
const FORM = 1;

/**
 * The text of what a run knows of a package: a checksum in the first line, so that nothing is
 * generated from a damaged text, and the record of the run, so that nothing is from that of another.
 */
export function memoText(record: RunRecord, known: KnownPackage): string {
  const content = JSON.stringify({ form: FORM, of: recordHash(record), known });
  return `${hash("sha256", content)}\n${content}`;
}

/** Reads a memo; undefined where the text is damaged, of another version or of another run. */
export function parseMemo(
  text: string,
  record: RunRecord,
): KnownPackage | undefined {
  const end = text.indexOf("\n");
  const content = text.slice(end + 1);
  if (end < 0 || hash("sha256", content) !== text.slice(0, end)) {
    return undefined;
  }
  const memo: unknown = JSON.parse(content);
  if (!isJsonObject(memo) || memo["form"] !== FORM) return undefined;
  // The same program wrote it, as the record says, and the checksum holds.
  return memo["of"] === recordHash(record)
    ? (memo["known"] as KnownPackage)
    : undefined;
}

function recordHash(record: RunRecord): string {
  return hash("sha256", recordText(record));
}
