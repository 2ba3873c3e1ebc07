import { S2gosError, type S2gosErrorCode } from "../errors/errors.js";
import { ApiError } from "../errors/http-errors.js";
import {
  failureKinds,
  PERMANENT_FAILURE,
  POSTPONED,
  UNSENT_REQUEST,
} from "../http/failures.js";

/** Errors before a request is sent. */
const BEFORE_SENDING: readonly S2gosErrorCode[] = [
  "config",
  "input",
  "load",
  "validation",
];

/** Errors after which a job has ended, or has no other results, whoever asks again. */
const ENDS: readonly S2gosErrorCode[] = [
  "job-dismissed",
  "job-failed",
  "job-mismatch",
  "job-vanished",
  "no-such-job",
  "output-missing",
];

/**
 * Whether the server surely has not accepted a submission that failed: nothing was sent, or the server said so. A gateway
 * cannot say so, and where the connection breaks, nobody can.
 */
export function isRefusal(failure: unknown): boolean {
  const kinds = failureKinds(failure);
  // A function of the caller threw it, before the request was sent.
  if (kinds === 0) return true;
  if (failure instanceof ApiError) {
    return (kinds & POSTPONED) > 0 || !isUnknown(failure);
  }
  return (
    (kinds & (UNSENT_REQUEST | PERMANENT_FAILURE)) > 0 ||
    (failure instanceof S2gosError && BEFORE_SENDING.includes(failure.code))
  );
}

/** Whether a gateway has answered, which does not know what the server does. */
function isUnknown({ status }: ApiError): boolean {
  return [408, 502, 503, 504].includes(status);
}

/**
 * Whether the answer to a run within the request (OGC 18-062r2, section 7.11.4) says that the process has failed: its
 * inputs are not valid, or the server has a fault, which servers also answer where a process throws. Sent again, it would
 * be executed twice. Other answers are about the request: who sends it, where to, or how many there are. That of a login,
 * which is sent before it, says nothing of the run.
 */
export function isFailedExecution(failure: unknown): failure is ApiError {
  if (!(failure instanceof ApiError) || failure.code !== "api") return false;
  const { status, url } = failure;
  return (
    /\/execution(\?|$)/.test(url) &&
    (status === 400 || status === 422 || status >= 500) &&
    !isUnknown(failure)
  );
}

/** Whether a job whose waiting failed has ended. Otherwise another program may find it successful. */
export function isDefiniteEnd(failure: unknown): failure is S2gosError {
  return failure instanceof S2gosError && ENDS.includes(failure.code);
}
