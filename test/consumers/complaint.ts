import { stripVTControlCharacters } from "node:util";

/** Why an environment fails, in one line: what does not work, and the first error of the tool. */
export class Complaint extends Error {
  override readonly name = "Complaint";
}

/** Lines that announce an error without saying what it is. */
const EMPTY_HEADINGS =
  /^(?:error during build:|throw (?:new )?[\w.]+|npm error code \S+)\W*$|^npm warn|ERR_PNPM_UNSUPPORTED_ENGINE|Unsupported engine/;

/** The most telling lines first. */
const TELLING = [
  /error TS\d+|TS\d{4,5}[:(]/,
  /UnhandledScheme|\[UN[A-Z_]+\]|Can't resolve|Cannot find (?:module|package)|Could not resolve|ERR_[A-Z_]+|incompatible/i,
  /^\W*(?:[\w.]*Error|✘|error|FAIL|⚠|warning|warn)\b/i,
  /error|cannot|can't|not found|failed|warn/i,
];

const LONGEST = 300;

/** What went wrong, in one line: the number of type errors where there are any, and the first error. */
export function firstError(output: string): string {
  const lines = stripVTControlCharacters(output)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !EMPTY_HEADINGS.test(line));
  const codes = lines.flatMap((line) => /error (TS\d+)/.exec(line)?.[1] ?? []);
  const first =
    TELLING.map((pattern) => lines.find((line) => pattern.test(line))).find(
      (line) => line !== undefined,
    ) ??
    lines.at(-1) ??
    "no output";
  const counted =
    codes.length > 1
      ? `${codes.length} type errors (${[...new Set(codes)].join(" ")}), first: ${first}`
      : first;
  return counted.slice(0, LONGEST);
}

const WARNING = /⚠|▲ \[|\bwarn(?:ing)?\b|\[EVAL\]|^Error/i;

/**
 * The first line that is a warning, in what a tool says in a run that succeeds.
 *
 * @param expected - Lines that are about the machine and not about the project.
 */
export function firstWarning(
  output: string,
  expected: RegExp = /^$/,
): string | undefined {
  return stripVTControlCharacters(output)
    .split("\n")
    .find((line) => WARNING.test(line) && !expected.test(line));
}
