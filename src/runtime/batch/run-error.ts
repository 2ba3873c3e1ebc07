import { S2gosError, type S2gosErrorCode } from "../errors/errors.js";

/**
 * The error of a run that this program did not see fail. `code` is `run-orphaned` where nobody knows whether the server
 * has accepted its inputs: an earlier program ended before it was told, or the connection broke, and no job of the server
 * is known to be the run's. Else the run failed in an earlier program, and `code` and message are those of its error then.
 */
export class RunError extends S2gosError {
  override readonly name = "RunError";
  readonly code: S2gosErrorCode;

  constructor(
    message: string,
    details: {
      readonly code: S2gosErrorCode;
      readonly jobId?: string | undefined;
      readonly processId: string;
      readonly cause?: unknown;
    },
  ) {
    super(message, details);
    const { code, jobId, processId } = details;
    this.code = code;
    Object.assign(this, { jobId, processId });
  }
}
