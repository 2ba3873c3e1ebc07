/** How a call of a process, or a question about jobs, ended without results. */
export type FailedOutcome =
  | "failed"
  | "job-dismissed"
  | "job-failed"
  | "job-not-done"
  | "not-found"
  | "unauthorized"
  | "usage";

/** A failure of `run`, `jobs`, `results` or `dismiss`, as the command line reports it. */
export class OutcomeError extends Error {
  override readonly name = "OutcomeError";
  readonly outcome: FailedOutcome;
  /** Stable, kebab-case name of the failure, such as `job-failed`. */
  readonly code: string;
  /** Where it happened: a process, a job, a URL without credentials. */
  readonly where: string | undefined;
  /** What the user can do about it. */
  readonly hint: string | undefined;

  constructor(
    outcome: FailedOutcome,
    code: string,
    message: string,
    details: {
      readonly where?: string | undefined;
      readonly hint?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.outcome = outcome;
    this.code = code;
    this.where = details.where;
    this.hint = details.hint;
  }
}
