import {
  ApiError,
  ConnectionError,
  ForbiddenError,
  ResponseParseError,
  ResultNotReadyError,
  TimeoutError,
} from "../errors/http-errors.js";
import { isRecord } from "../base/json.js";
import { JobVanishedError } from "../errors/job-errors.js";

// The kinds of failure that the rules of patience.ts tell apart, each under a name.

/** 408 Request Timeout, 425 Too Early, 429 Too Many Requests, and what a server or gateway reports about itself. */
export function isServerTrouble(failure: unknown): boolean {
  return failure instanceof ApiError && isTransientStatus(failure.status);
}

/** The server is not reached, or has too much to do. A 500 is not among these: it may concern this one resource. */
export function isGatewayTrouble(failure: unknown): boolean {
  return (
    failure instanceof ApiError && [429, 502, 503, 504].includes(failure.status)
  );
}

/** 429 Too Many Requests. */
export function isTooManyRequests(failure: unknown): boolean {
  return failure instanceof ApiError && failure.status === 429;
}

/** 503 Service Unavailable with `Retry-After`: the server itself postponed the request. */
export function isPostponed(failure: unknown): boolean {
  return (
    failure instanceof ApiError &&
    failure.status === 503 &&
    failure.retryAfterMs !== undefined
  );
}

/** The results of a job are refused: result-not-ready (OGC 18-062r2, requirement 45) or 403. */
export function isRefusedResult(failure: unknown): boolean {
  return (
    failure instanceof ResultNotReadyError || failure instanceof ForbiddenError
  );
}

/** No connection, or it broke before the whole answer was received. */
export function isConnectionError(failure: unknown): boolean {
  return failure instanceof ConnectionError;
}

/** Certificates, protocols and invalid requests, by the codes of OpenSSL, Node and undici. */
const PERMANENT_NETWORK_CODES =
  /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_INVALID|HPE_|UND_ERR_INVALID)/;

/** A connection that fails in the same way at each attempt. */
export function isPermanentConnectionError(failure: unknown): boolean {
  return (
    failure instanceof ConnectionError &&
    PERMANENT_NETWORK_CODES.test(failure.networkCode ?? "")
  );
}

/** Nothing listens at the address. */
export function isRefusedConnection(failure: unknown): boolean {
  return (
    failure instanceof ConnectionError && failure.networkCode === "ECONNREFUSED"
  );
}

/** One request took longer than its `timeoutMs`. */
export function isTimeout(failure: unknown): boolean {
  return failure instanceof TimeoutError;
}

/** An answer that is not the document that was asked for: a page of HTML, broken JSON, another document. */
export function isWrongDocument(failure: unknown): boolean {
  return failure instanceof ResponseParseError;
}

/** A body that begins as JSON and ends too early. */
export function isTruncatedDocument(failure: unknown): boolean {
  return failure instanceof ResponseParseError && failure.truncated;
}

/** The server does not know the job, or knows it no longer. */
export function isVanishedJob(failure: unknown): boolean {
  return failure instanceof JobVanishedError;
}

/** undici could not resume a download, because the server answered with a status that may pass. */
export function isTransientAnswer(failure: unknown): boolean {
  const status = httpStatusOf(failure);
  return status !== undefined && isTransientStatus(status);
}

/** undici could not resume a download, because of the server's answer, not of the connection. */
export function isAnswer(failure: unknown): boolean {
  return httpStatusOf(failure) !== undefined;
}

/** undici's errors about an answer have its status. */
function httpStatusOf(failure: unknown): number | undefined {
  const status = isRecord(failure) ? failure["statusCode"] : undefined;
  return typeof status === "number" ? status : undefined;
}

/** 501 Not Implemented and 505 HTTP Version Not Supported do not change with time. */
function isTransientStatus(status: number): boolean {
  return (
    status === 408 ||
    status === 425 ||
    status === 429 ||
    (status >= 500 && status !== 501 && status !== 505)
  );
}
