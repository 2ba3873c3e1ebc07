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
  const lines = [problem?.title, problem?.detail].filter(isText).map(firstLine);
  return [...new Set(lines)].filter((line) => line !== "").join(": ");
}

/** The first line of a text, at most 300 characters of it. */
export function firstLine(text: string): string {
  const line = text.trim().split(/\r?\n/, 1)[0] ?? "";
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
