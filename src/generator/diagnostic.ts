/** How much a diagnostic matters: an `error` costs a process its function, a `warning` costs precision or surprises, `info` explains. */
export type Severity = "error" | "warning" | "info";

/**
 * One finding of the generator. Stages collect diagnostics instead of throwing,
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

/** Longer quotations explain nothing. */
const MAXIMUM_QUOTATION = 80;

/** Text of a server in a message, in quotes and at a length that can be read. */
export function quoted(text: string): string {
  return text.length > MAXIMUM_QUOTATION
    ? `"${text.slice(0, MAXIMUM_QUOTATION)}…"`
    : `"${text}"`;
}

/** At most so many findings about one process are of use. */
const MAXIMUM_FINDINGS = 200;

/** The findings about a process, errors and warnings first where there are too many to read. */
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

/** Whether a finding among these costs a process its function. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
