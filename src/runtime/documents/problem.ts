import { isText } from "../base/json.js";

/** What a server says about a failure, with the members of RFC 7807, whichever format the server used. */
export interface Problem {
  /** URI of the kind of problem, or the server's own name for it. */
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly instance?: string;
  /** Every other member that the server sent. */
  readonly [extension: string]: unknown;
}

/** A problem as one line, title before detail; the empty text where it has neither. */
export function describeProblem(problem: Problem | undefined): string {
  const lines = [problem?.title, problem?.detail].filter(isText).map(oneLine);
  return [...new Set(lines)].filter((line) => line !== "").join(": ");
}

/**
 * A text as one line of at most 500 characters: all of its lines, because one of them says which input is wrong, or of a
 * longer text the first and the last, which is where a traceback says what happened.
 */
export function oneLine(text: string): string {
  const lines = text
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const whole = lines.join(" ");
  if (whole.length <= LONGEST_LINE) return whole;
  const [first = ""] = lines;
  const last = lines.length > 1 ? (lines[lines.length - 1] ?? "") : "";
  return `${shortened(first)} ${shortened(last)}`.trim();
}

const LONGEST_LINE = 500;

function shortened(line: string): string {
  return line.length > LONGEST_LINE / 2
    ? `${line.slice(0, LONGEST_LINE / 2 - 1)}…`
    : line;
}
