import type { OracleReport, WrongCase } from "./value-oracle.js";
import { valueText } from "./value-text.js";

/** Highest number of wrong cases in a report. */
const SHOWN = 6;

/** A report as text. */
export function reportText(report: OracleReport): string {
  const { schemas, tested, accepted, rejected, exceptions, wrong } = report;
  return [
    `schemas: ${tested} of ${schemas} tested`,
    `values accepted: ${accepted.right} of ${accepted.total}`,
    `mutations rejected: ${rejected.right} of ${rejected.total}`,
    ...[...exceptions]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([reason, count]) => `exception, ${count} times: ${reason}`),
    ...report.broken
      .slice(0, SHOWN)
      .map(({ path, line, message }) => `BROKEN: ${path}:${line}: ${message}`),
    ...simplestOfEach(wrong).slice(0, SHOWN).map(wrongText),
  ].join("\n");
}

/** A wrong case with everything that is needed to debug it. */
export function wrongText({ case: one, message }: WrongCase): string {
  return [
    `WRONG: must be ${one.wanted} (${one.kind}): ${one.of.process.id} ${one.of.side} ${one.of.name}`,
    `  schema: ${JSON.stringify(one.of.schema)}`,
    `  value: ${valueText(one.value)}`,
    `  compiler: ${message}`,
  ].join("\n");
}

/** One wrong case of each schema, the shortest schemas first. */
function simplestOfEach(wrong: readonly WrongCase[]): readonly WrongCase[] {
  const first = new Map(wrong.map((one) => [one.case.of, one]));
  const size = (one: WrongCase) => JSON.stringify(one.case.of.schema).length;
  return [...first.values()].sort((left, right) => size(left) - size(right));
}
