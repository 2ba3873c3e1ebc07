import type { RetryOptions } from "../config/client-options.js";
import {
  ApiError,
  ConnectionError,
  ResponseParseError,
  TimeoutError,
} from "../errors/http-errors.js";
/** The same with every default in place. */
export type RetryPolicy = Required<RetryOptions>;

/** What a request does on the server. An `execution` starts a job, so it must not arrive twice. */
export type RequestKind = "document" | "execution" | "download";

const DEFAULTS: RetryPolicy = {
  maxRetries: 4,
  minDelayMs: 250,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 120_000,
};

/** Fills in the defaults. */
export function retryPolicyOf(options: RetryOptions = {}): RetryPolicy {
  return {
    maxRetries: options.maxRetries ?? DEFAULTS.maxRetries,
    minDelayMs: options.minDelayMs ?? DEFAULTS.minDelayMs,
    maxDelayMs: options.maxDelayMs ?? DEFAULTS.maxDelayMs,
    maxRetryAfterMs: options.maxRetryAfterMs ?? DEFAULTS.maxRetryAfterMs,
  };
}

/**
 * Whether a failure may pass by itself, so that the same request can be sent again.
 * GET, HEAD and DELETE (RFC 9110, section 9.2.2: idempotent): after 408, 429, 5xx, broken connections,
 * timeouts and truncated JSON. An execution: only where the server can't have accepted it.
 */
export function isTransient(
  failure: unknown,
  request: { readonly method: string; readonly kind: RequestKind },
): boolean {
  if (request.kind === "execution" || request.method === "POST") {
    return wasNotAccepted(failure);
  }
  if (failure instanceof ApiError) return isTransientStatus(failure.status);
  if (failure instanceof ConnectionError) {
    return !PERMANENT_NETWORK_CODES.test(failure.networkCode ?? "");
  }
  if (failure instanceof ResponseParseError) return failure.truncated;
  return failure instanceof TimeoutError;
}

/** Certificates and protocols do not get better by asking again. */
const PERMANENT_NETWORK_CODES =
  /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_INVALID|HPE_|UND_ERR_INVALID)/;

function wasNotAccepted(failure: unknown): boolean {
  if (failure instanceof ConnectionError) {
    return failure.networkCode === "ECONNREFUSED";
  }
  if (!(failure instanceof ApiError)) return false;
  if (failure.status === 429) return true;
  return failure.status === 503 && failure.retryAfterMs !== undefined;
}

/** 408 Request Timeout, 425 Too Early, 429 Too Many Requests, and what a server or gateway reports about itself. */
export function isTransientStatus(status: number): boolean {
  return (
    status === 408 ||
    status === 425 ||
    status === 429 ||
    (status >= 500 && status !== 501 && status !== 505)
  );
}

/**
 * Milliseconds to wait before the next attempt; undefined: give up.
 * @param attempt - How many times the request was sent so far, from 1.
 * @param retryAfterMs - What the server asked for; it is never undercut.
 * @param random - From 0 to 1. Pauses are up to a quarter shorter, so that clients do not return all at once.
 */
export function retryDelayMs(
  attempt: number,
  policy: RetryPolicy,
  retryAfterMs: number | undefined,
  random: number,
): number | undefined {
  if (attempt > policy.maxRetries) return undefined;
  if (retryAfterMs !== undefined) {
    if (retryAfterMs > policy.maxRetryAfterMs) return undefined;
    return retryAfterMs + random * policy.minDelayMs;
  }
  const full = Math.min(
    policy.minDelayMs * 2 ** (attempt - 1),
    policy.maxDelayMs,
  );
  return full * (1 - random / 4);
}

/**
 * Milliseconds in a `Retry-After` header (RFC 9110, section 10.2.3): seconds, or a date, which is read
 * against the answer's own `Date`, so that a wrong clock on either side does no harm.
 */
export function readRetryAfter(
  headers: Readonly<Record<string, string>>,
  now: number,
): number | undefined {
  const value = headers["retry-after"]?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers["date"] ?? "");
  return Math.max(0, until - (Number.isNaN(sent) ? now : sent));
}
