/** How serious a finding is. `error`: a process gets no function. `warning`: a type is less precise, or something may surprise. `info`: an explanation. */
export type Severity = "error" | "warning" | "info";

/**
 * One finding of the generator. Stages return diagnostics instead of throwing,
 * so that one bad process never stops the others.
 */
export interface Diagnostic {
  readonly severity: Severity;
  /** Stable, kebab-case name of the finding, such as `schema-unknown-type`. */
  readonly code: string;
  /** Id of the process that the finding is about, as the server spells it. */
  readonly process?: string;
  /** JSON Pointer (RFC 6901) into the process description, such as `/inputs/month/schema`. */
  readonly pointer?: string;
  /** What was found, as one sentence. */
  readonly message: string;
  /** What the user can do about it. */
  readonly hint?: string;
}

/** What the user can do about a description that is wrong. */
export const CORRECT_DESCRIPTION =
  "Correct it by `patches` in the configuration, or ask the server's operator.";

/** Longer quotations cannot be read in a message. */
const MAXIMUM_QUOTATION = 80;

/** A text of the server for a message: in quotes, and cut where it is too long to read. */
export function quoted(text: string): string {
  return text.length > MAXIMUM_QUOTATION
    ? `"${text.slice(0, MAXIMUM_QUOTATION)}…"`
    : `"${text}"`;
}

/** More findings about one process are of no use. */
const MAXIMUM_FINDINGS = 200;

/** The findings about a process. Where there are too many to read, errors and warnings come first and the rest is cut off. */
export function withinReason(
  process: string,
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  const omitted = diagnostics.length - MAXIMUM_FINDINGS;
  if (omitted <= 0) return diagnostics;
  const severities: readonly Severity[] = ["error", "warning", "info"];
  const kept = severities
    .flatMap((severity) =>
      diagnostics.filter((diagnostic) => diagnostic.severity === severity),
    )
    .slice(0, MAXIMUM_FINDINGS);
  return [
    ...kept,
    {
      severity: "info",
      code: "findings-omitted",
      process,
      message: `There are ${omitted} more findings about this process.`,
    },
  ];
}

/** Whether there is an error among findings. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
