import type { RetryOptions } from "../config/client-options.js";
import {
  ANY_FAILURE,
  CONNECTION_FAILURE,
  PERMANENT_FAILURE,
  POSTPONED,
  UNSENT_REQUEST,
  REFUSED_REST,
  SERVER_TROUBLE,
  TIMEOUT,
  TOO_MANY_REQUESTS,
  TRANSIENT_REST,
  TRUNCATED_DOCUMENT,
  failureKinds,
} from "./failures.js";

// The rules about failures after which something is tried again: which failure, how often, and why. The loops that send
// requests and read downloads ask this file after each failure; those that follow a job ask job/waiting.ts as well. The
// first rule that matches a failure decides; a failure that no rule matches ends the operation at once.

/** Which kinds of failure a rule is for, and what it decides about them. */
export type Rule<Decision> = readonly [kinds: number, decision: Decision];

/**
 * What is tried again, all of them as often and after such pauses as `RetryOptions` say:
 * - `request`: a GET, HEAD or DELETE, which may arrive twice (RFC 9110, section 9.2.2: idempotent methods);
 * - `execution`: a POST, which starts a job, so it must not be accepted twice;
 * - `resumption`: the rest of a download that broke off. It is asked for only where a strong ETag tells
 *   whether it is still the same file (RFC 9110, section 13.1.5);
 * - `saving`: a download to a file, from its start, where it could not be resumed.
 */
export type RetriedOperation =
  "request" | "execution" | "resumption" | "saving";

const AGAIN = true;
const NEVER = false;

const RETRY_RULES: Readonly<
  Record<RetriedOperation, readonly Rule<boolean>[]>
> = {
  request: [
    // The server, or a gateway in front of it, is busy or restarts.
    [SERVER_TROUBLE, AGAIN],
    // Certificates and protocols do not get better by asking again.
    [PERMANENT_FAILURE, NEVER],
    // Networks and servers come back.
    [CONNECTION_FAILURE, AGAIN],
    // A server that was busy may answer sooner the next time.
    [TIMEOUT, AGAIN],
    // The connection broke, and a gateway reported it as the end of the document.
    [TRUNCATED_DOCUMENT, AGAIN],
  ],
  execution: [
    // As for other requests.
    [PERMANENT_FAILURE, NEVER],
    // Nothing was sent, so nothing was accepted.
    [UNSENT_REQUEST, AGAIN],
    // The server refused the request because there were too many, so it did not accept it.
    [TOO_MANY_REQUESTS, AGAIN],
    // The server asks for the same request later. Without Retry-After, a gateway may have lost the answer alone.
    [POSTPONED, AGAIN],
  ],
  resumption: [
    // As with each request.
    [TRANSIENT_REST, AGAIN],
    // The server refuses the rest, or sends the whole file or another one.
    [REFUSED_REST, NEVER],
    // Networks and servers come back, whatever the cause.
    [ANY_FAILURE, AGAIN],
  ],
  saving: [
    // Nobody has seen the beginning of the file yet, so it can be fetched again.
    [CONNECTION_FAILURE, AGAIN],
  ],
};

/** The defaults of `RetryOptions`: five attempts, with pauses of 250 ms, 500 ms, 1 s and 2 s between them. */
export const RETRY_DEFAULTS: Required<RetryOptions> = {
  maxRetries: 4,
  minDelayMs: 250,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 120_000,
};

/**
 * The default of `ClientOptions.executionTimeoutMs`: a server that runs a process within the request answers when the
 * process has ended, which may take hours.
 */
export const EXECUTION_MS = 14_400_000;

/** How long the rest of an answer is waited for that has told all that is needed. */
export const NEEDLESS_BODY_MS = 5_000;

/** How long the dismissal of a job may take that nobody waits for. */
export const DISMISSAL_MS = 30_000;

/** How long requests under way may go on after `Client.close`. */
export const CLOSE_GRACE_MS = 2_000;

/** Whether an operation may be tried again after a failure, as far as `RetryOptions` leave it attempts. */
export function mayRetry(
  operation: RetriedOperation,
  failure: unknown,
): boolean {
  return ruleFor(failure, RETRY_RULES[operation])?.[1] ?? NEVER;
}

/** The first rule that is for a failure. */
export function ruleFor<Decision>(
  failure: unknown,
  rules: readonly Rule<Decision>[],
): Rule<Decision> | undefined {
  const found = failureKinds(failure);
  return rules.find(([kinds]) => (kinds & found) > 0);
}
