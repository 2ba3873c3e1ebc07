import type { RetryOptions } from "../config/client-options.js";
import {
  ANY_FAILURE,
  CONNECTION_FAILURE,
  GATEWAY_TROUBLE,
  PERMANENT_FAILURE,
  POSTPONED,
  REFUSED_CONNECTION,
  REFUSED_REST,
  REFUSED_RESULT,
  SERVER_TROUBLE,
  TIMEOUT,
  TOO_MANY_REQUESTS,
  TRANSIENT_REST,
  TRUNCATED_DOCUMENT,
  VANISHED_JOB,
  WRONG_DOCUMENT,
  failureKinds,
} from "./failures.js";

// All rules about failures that may pass: which failure, how long or how often, and why. The loops that send
// requests, read downloads, poll jobs and fetch results ask this file after each failure. The first rule that
// matches a failure decides; a failure that no rule matches ends the operation at once.

/** Which kinds of failure a rule is for, and what it decides about them. */
type Rule<Decision> = readonly [kinds: number, decision: Decision];

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
    // Nothing listened, so nothing was accepted.
    [REFUSED_CONNECTION, AGAIN],
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

/** What is waited for, beyond the retries: an answer to a `poll` of a job's status, and the `results` of a job. */
export type AwaitedAnswer = "poll" | "results";

/** When waiting ends; of several limits, when the first of them is reached. */
interface Limit {
  /** Milliseconds since the waiting began; never more than `ClientOptions.giveUpAfterMs`. Default: not limited. */
  readonly forMs?: number;
  /** Milliseconds since the server accepted a job that it has not shown yet. Default: not limited. */
  readonly sinceAcceptedMs?: number;
  /** The number of failures that ends the waiting, counted for each rule by itself. Default: not limited. */
  readonly failures?: number;
}

const UNTIL_GIVEN_UP: Limit = { forMs: Infinity };

const WAITING_RULES: Readonly<Record<AwaitedAnswer, readonly Rule<Limit>[]>> = {
  poll: [
    // The server, or a gateway in front of it, is busy or restarts, and the job may run on.
    [SERVER_TROUBLE, UNTIL_GIVEN_UP],
    // A job may take longer than any break of the network.
    [CONNECTION_FAILURE, UNTIL_GIVEN_UP],
    // A server that computes may be too busy to answer.
    [TIMEOUT, UNTIL_GIVEN_UP],
    // The page of a proxy under maintenance passes within a minute; a wrong address never gets right.
    [WRONG_DOCUMENT, { forMs: 60_000 }],
    // Some servers show a job only a moment after they accepted it.
    [VANISHED_JOB, { forMs: Infinity, sinceAcceptedMs: 5_000 }],
  ],
  results: [
    // A server that restarts still has the results of a job that may have run for hours.
    [GATEWAY_TROUBLE, UNTIL_GIVEN_UP],
    // Networks come back as well.
    [CONNECTION_FAILURE, UNTIL_GIVEN_UP],
    // A server that computes may be too busy to answer.
    [TIMEOUT, UNTIL_GIVEN_UP],
    // A page or a broken document may be an accident, but not each time.
    [WRONG_DOCUMENT, { failures: 4 }],
    // Some servers report success a little before the results can be read.
    [REFUSED_RESULT, { failures: 8 }],
  ],
};

/** The default of `ClientOptions.giveUpAfterMs`: how long, in milliseconds, a server that is away is waited for. */
export const GIVE_UP_AFTER_MS = 600_000;

/** The defaults of `RetryOptions`: five attempts, with pauses of 250 ms, 500 ms, 1 s and 2 s between them. */
export const RETRY_DEFAULTS: Required<RetryOptions> = {
  maxRetries: 4,
  minDelayMs: 250,
  maxDelayMs: 8_000,
  maxRetryAfterMs: 120_000,
};

/** The pauses between two polls of a job. */
export const POLL_PAUSES = {
  firstMs: 250,
  longestMs: 10_000,
  /** Each pause is this many times as long as the one before it. */
  growth: 1.5,
  /** However short a pause a server or caller asks for, the loop must not keep the processor busy. */
  shortestMs: 10,
  /** The longest `Retry-After` that is obeyed; with a longer one, a job that ended long ago would go unnoticed. */
  longestRetryAfterMs: 300_000,
};

/** How long an execute request may go on after its caller left, so that the job it starts can be dismissed. */
export const ORPHAN_MS = 60_000;

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

/** Decides after each failure whether an answer is still waited for. The waiting begins when this is made. */
export class Patience {
  readonly #rules: readonly Rule<Limit>[];
  readonly #giveUpAfterMs: number;
  readonly #since: number = Date.now();
  readonly #failures = new Map<Rule<Limit>, number>();

  constructor(
    awaited: AwaitedAnswer,
    giveUpAfterMs: number = GIVE_UP_AFTER_MS,
  ) {
    this.#rules = WAITING_RULES[awaited];
    this.#giveUpAfterMs = giveUpAfterMs;
  }

  /**
   * Whether to ask again after this failure.
   * @param acceptedAt - When the server accepted the job, as `Date.now` gives it, as long as it has not shown the job
   * yet. Default: long ago.
   */
  allows(failure: unknown, acceptedAt = 0): boolean {
    const rule = ruleFor(failure, this.#rules);
    if (rule === undefined) return false;
    const count = (this.#failures.get(rule) ?? 0) + 1;
    this.#failures.set(rule, count);
    const [, { forMs, sinceAcceptedMs = Infinity, failures = Infinity }] = rule;
    const longest =
      forMs === undefined ? Infinity : Math.min(forMs, this.#giveUpAfterMs);
    const now = Date.now();
    return (
      count < failures &&
      now - this.#since < longest &&
      now - acceptedAt < sinceAcceptedMs
    );
  }
}

function ruleFor<Decision>(
  failure: unknown,
  rules: readonly Rule<Decision>[],
): Rule<Decision> | undefined {
  const found = failureKinds(failure);
  return rules.find(([kinds]) => (kinds & found) > 0);
}
