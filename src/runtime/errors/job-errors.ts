import type { StatusInfo } from "../documents/documents.js";
import { S2gosError, type S2gosErrorCode } from "./errors.js";
import { describeProblem, type Problem } from "../documents/problem.js";

/** The base class of the errors about a job that has no results. */
export class JobError extends S2gosError {
  override readonly name: string = "JobError";
  readonly jobId: string;
  readonly processId: string | undefined;
  /** The last status that the server reported. */
  readonly lastStatus: StatusInfo | undefined;
  /** What the server says about the failure, if anything. */
  readonly problem: Problem | undefined;

  constructor(code: S2gosErrorCode, message: string, details: JobErrorDetails) {
    super(code, message, { cause: details.cause });
    this.jobId = details.jobId;
    this.processId = details.processId;
    this.lastStatus = details.lastStatus;
    this.problem = details.problem;
  }
}

/** The job that an error is about. */
export interface JobErrorDetails {
  readonly jobId: string;
  readonly processId?: string | undefined;
  readonly lastStatus?: StatusInfo | undefined;
  readonly problem?: Problem | undefined;
  readonly cause?: unknown;
}

/** The job's status is `failed` (OGC 18-062r2, section 7.12). */
export class JobFailedError extends JobError {
  override readonly name = "JobFailedError";

  constructor(details: JobErrorDetails) {
    const said =
      details.lastStatus?.message ?? describeProblem(details.problem);
    super(
      "job-failed",
      `Job ${subject(details)} failed${said === "" ? "" : `: ${said}`}`,
      details,
    );
  }
}

/** The job's status is `dismissed`: it was cancelled (OGC 18-062r2, section 13). */
export class JobDismissedError extends JobError {
  override readonly name = "JobDismissedError";

  constructor(details: JobErrorDetails) {
    super("job-dismissed", `Job ${subject(details)} was dismissed.`, details);
  }
}

/** The job did not finish within the caller's `timeoutMs`. It may still run; a new job handle with its id can wait for it. */
export class JobTimeoutError extends JobError {
  override readonly name = "JobTimeoutError";
  readonly timeoutMs: number;

  constructor(details: JobErrorDetails & { readonly timeoutMs: number }) {
    const { status = "unknown", progress } = details.lastStatus ?? {};
    const state =
      progress === undefined
        ? status
        : `${status}, ${String(progress)} percent`;
    super(
      "job-timeout",
      `Job ${subject(details)} was not done after ${String(details.timeoutMs)} ms (${state}).`,
      details,
    );
    this.timeoutMs = details.timeoutMs;
  }
}

/** The server no longer knows the job: it was removed, or the server lost it in a restart. */
export class JobVanishedError extends JobError {
  override readonly name = "JobVanishedError";

  constructor(details: JobErrorDetails) {
    const { status = "unknown" } = details.lastStatus ?? {};
    super(
      "job-vanished",
      `Job ${subject(details)} is gone from the server; its last status was ${status}.`,
      details,
    );
  }
}

function subject({ jobId, processId }: JobErrorDetails): string {
  return processId === undefined ? jobId : `${jobId} of ${processId}`;
}
