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

/** Whether a finding among these costs a process its function. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
