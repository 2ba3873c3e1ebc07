import {
  ApiError,
  ConnectionError,
  ForbiddenError,
  ResponseParseError,
  ResultNotReadyError,
  TimeoutError,
} from "../errors/http-errors.js";
import { isCallersFailure } from "../errors/callers-failure.js";
import { JobVanishedError } from "../errors/job-errors.js";

// The kinds of failure that the rules of patience.ts tell apart: a bit for each, because a failure may be of several,
// and a rule may be for several.

/** Every failure. */
export const ANY_FAILURE = 1;
/** 408 Request Timeout, 425 Too Early, 429 Too Many Requests, and what a server or gateway reports about itself. */
export const SERVER_TROUBLE = 2;
/** The server is not reached, or has too much to do. A 500 is not among these: it may concern this one resource. */
export const GATEWAY_TROUBLE = 4;
/** 429 Too Many Requests. */
export const TOO_MANY_REQUESTS = 8;
/** 503 Service Unavailable with `Retry-After`: the server itself postponed the request. */
export const POSTPONED = 16;
/** The results of a job are refused: result-not-ready (OGC 18-062r2, requirement 45) or 403. */
export const REFUSED_RESULT = 32;
/** No connection, or it broke before the whole answer was received. */
export const CONNECTION_FAILURE = 64;
/** A connection that fails in the same way at each attempt. */
export const PERMANENT_FAILURE = 128;
/** There was no connection at all, so that nothing was sent. */
export const UNSENT_REQUEST = 256;
/** One request took longer than its `timeoutMs`. */
export const TIMEOUT = 512;
/** An answer that is not the document that was asked for: a page of HTML, broken JSON, another document. */
export const WRONG_DOCUMENT = 1024;
/** A body that begins as JSON, or in parts, and ends too early. */
export const TRUNCATED_DOCUMENT = 2048;
/** The server does not know the job, or knows it no longer, unless it says that this is for ever (410 Gone). */
export const VANISHED_JOB = 4096;
/** undici could not resume a download, because of the server's answer, not of the connection. */
export const REFUSED_REST = 8192;
/** undici could not resume a download, because the server answered with a status that may pass. */
export const TRANSIENT_REST = 16_384;
/** The name of the host is not known. */
export const UNKNOWN_HOST = 32_768;

/** Nothing listens at the address, it is not reached or not known, or this machine has no connection left. */
const UNSENT_CODES =
  /^(ECONNREFUSED|EAI_\w+|ENOTFOUND|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EMFILE|ENFILE|ENOBUFS|UND_ERR_CONNECT_TIMEOUT)$/;

/** Certificates, protocols and invalid requests, by the codes of OpenSSL, Node and undici. */
const PERMANENT_NETWORK_CODES =
  /^(CERT_|CRL_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|ERR_INVALID|HPE_|UND_ERR_INVALID)/;

/** The kinds of a failure, as bits. None: a function of the caller threw it. */
export function failureKinds(failure: unknown): number {
  const kinds = (...given: readonly (readonly [boolean, number])[]): number =>
    given.reduce((all, [is, kind]) => (is ? all | kind : all), ANY_FAILURE);
  // It passes where the caller knows how.
  if (isCallersFailure(failure)) return 0;
  if (failure instanceof ApiError) {
    const { status, retryAfterMs } = failure;
    return kinds(
      [isTransientStatus(status), SERVER_TROUBLE],
      [[429, 502, 503, 504].includes(status), GATEWAY_TROUBLE],
      [status === 429, TOO_MANY_REQUESTS],
      [status === 503 && retryAfterMs !== undefined, POSTPONED],
      [failure instanceof ResultNotReadyError, REFUSED_RESULT],
      [failure instanceof ForbiddenError, REFUSED_RESULT],
    );
  }
  if (failure instanceof ConnectionError) {
    const { networkCode = "", isUnsent } = failure;
    return kinds(
      [true, CONNECTION_FAILURE],
      [PERMANENT_NETWORK_CODES.test(networkCode), PERMANENT_FAILURE],
      [isUnsent || UNSENT_CODES.test(networkCode), UNSENT_REQUEST],
      [networkCode === "ENOTFOUND", UNKNOWN_HOST],
    );
  }
  // undici's errors about an answer have its status.
  const { truncated, statusCode } = (failure ?? {}) as {
    readonly truncated?: boolean;
    readonly statusCode?: unknown;
  };
  const isAnswer = typeof statusCode === "number";
  return kinds(
    [failure instanceof TimeoutError, TIMEOUT],
    [failure instanceof ResponseParseError, WRONG_DOCUMENT],
    [truncated === true, TRUNCATED_DOCUMENT],
    [failure instanceof JobVanishedError && !isGone(failure), VANISHED_JOB],
    [isAnswer, REFUSED_REST],
    [isAnswer && isTransientStatus(statusCode), TRANSIENT_REST],
  );
}

/** 501 Not Implemented and 505 HTTP Version Not Supported do not change with time. */
function isTransientStatus(status: number): boolean {
  return (
    [408, 425, 429].includes(status) ||
    (status >= 500 && status !== 501 && status !== 505)
  );
}

/** 410 Gone is likely to be permanent (RFC 9110, section 15.5.11). */
function isGone({ cause }: Error & { readonly cause?: unknown }): boolean {
  return cause instanceof ApiError && cause.status === 410;
}
