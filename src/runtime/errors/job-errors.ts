import { describeProblem, type Problem } from "../documents/problem.js";
import type { StatusInfo } from "../documents/documents.js";
import { S2gosError } from "./errors.js";

/** The job that an error is about. */
export interface JobErrorDetails {
  readonly jobId: string;
  readonly processId?: string | undefined;
  readonly lastStatus?: StatusInfo | undefined;
  readonly problem?: Problem | undefined;
  readonly cause?: unknown;
}

/** The base class of the errors about a job that has no results. */
export abstract class JobError extends S2gosError {
  override readonly name: string = "JobError";
  override readonly jobId: string = "";
  /** What the server says about the failure, if anything. */
  readonly problem: Problem | undefined;

  /** @param said - What is wrong with the job, as the end of a sentence about it. */
  constructor({ cause, ...details }: JobErrorDetails, said: string) {
    const { jobId, processId } = details;
    const subject =
      processId === undefined ? jobId : `${jobId} of ${processId}`;
    super(`Job ${subject} ${said}`, { cause });
    Object.assign(this, details);
  }
}

/** What the server calls the status, where that is another word. */
function ownWord(status: StatusInfo | undefined): string {
  const word = status?.originalStatus;
  return word === undefined ? "" : ` (${word})`;
}

/** The job's status is `failed` (OGC 18-062r2, section 7.12). */
export class JobFailedError extends JobError {
  override readonly name = "JobFailedError";
  readonly code = "job-failed";

  constructor(details: JobErrorDetails) {
    const { lastStatus, problem } = details;
    const said = lastStatus?.message ?? describeProblem(problem);
    super(details, `failed${ownWord(lastStatus)}${said && `: ${said}`}`);
  }
}

/** The job's status is `dismissed`: it was cancelled (OGC 18-062r2, section 13). */
export class JobDismissedError extends JobError {
  override readonly name = "JobDismissedError";
  readonly code = "job-dismissed";

  constructor(details: JobErrorDetails) {
    const { lastStatus } = details;
    const message = lastStatus?.message;
    const said = message === undefined ? "." : `: ${message}`;
    super(details, `was dismissed${ownWord(lastStatus)}${said}`);
  }
}

/** The job did not finish within the caller's `timeoutMs`. It may still run; a new job handle with its id can wait for it. */
export class JobTimeoutError extends JobError {
  override readonly name = "JobTimeoutError";
  readonly code = "job-timeout";
  readonly timeoutMs: number;

  constructor(details: JobErrorDetails & { readonly timeoutMs: number }) {
    const { status = "unknown", progress } = details.lastStatus ?? {};
    const percent =
      progress === undefined ? "" : `, ${String(progress)} percent`;
    super(
      details,
      `was not done after ${String(details.timeoutMs)} ms (${status}${ownWord(details.lastStatus)}${percent}).`,
    );
    this.timeoutMs = details.timeoutMs;
  }
}

/** The server no longer knows the job: it was removed, or the server lost it in a restart. */
export class JobVanishedError extends JobError {
  override readonly name = "JobVanishedError";
  readonly code = "job-vanished";

  constructor(details: JobErrorDetails) {
    const { lastStatus } = details;
    super(
      details,
      `is gone from the server; its last status was ${lastStatus?.status ?? "unknown"}${ownWord(lastStatus)}.`,
    );
  }
}

/** The job of this id is one of another process, so its results are not of this type. Some servers use ids again. */
export class JobMismatchError extends JobError {
  override readonly name = "JobMismatchError";
  readonly code = "job-mismatch";

  constructor(details: JobErrorDetails) {
    super(
      details,
      `is a job of another process, ${details.lastStatus?.processID ?? ""}.`,
    );
  }
}
