import {
  CONNECTION_FAILURE,
  GATEWAY_TROUBLE,
  PERMANENT_FAILURE,
  REFUSED_RESULT,
  SERVER_TROUBLE,
  TIMEOUT,
  UNKNOWN_HOST,
  VANISHED_JOB,
  WRONG_DOCUMENT,
} from "../http/failures.js";
import { ruleFor, type Rule } from "../http/patience.js";

// The rules about failures while a job is followed: which of them are waited out, how long, and why. They work as those
// of http/patience.ts, and stand here because a page that follows no job does not load them.

/**
 * What is waited for, beyond the retries: an answer to a `poll` of a job's status, to the `first poll` of a job that this
 * program did not make, and the `results` of a job.
 */
export type AwaitedAnswer = "first poll" | "poll" | "results";

/** When waiting ends; of several limits, when the first of them is reached. */
interface Limit {
  /** Milliseconds since the waiting began; never more than `ClientOptions.giveUpAfterMs`. Default: not limited. */
  readonly forMs?: number;
  /** Milliseconds since the server accepted a job that it has not shown yet; the other limits are for other jobs then. */
  readonly sinceAcceptedMs?: number;
  /** The number of failures one after the other that ends the waiting, counted for each rule by itself. Default: not limited. */
  readonly failures?: number;
}

const NOT_AT_ALL: Limit = { failures: 1 };
const UNTIL_GIVEN_UP: Limit = { forMs: Infinity };

const POLL_RULES: readonly Rule<Limit>[] = [
  // Certificates, protocols and wrong names do not get better by asking for ten minutes.
  [PERMANENT_FAILURE, NOT_AT_ALL],
  // The server, or a gateway in front of it, is busy or restarts, and the job may run on.
  [SERVER_TROUBLE, UNTIL_GIVEN_UP],
  // A job may take longer than any break of the network.
  [CONNECTION_FAILURE, UNTIL_GIVEN_UP],
  // A server that computes may be too busy to answer.
  [TIMEOUT, UNTIL_GIVEN_UP],
  // The page of a proxy under maintenance passes within a minute; a wrong address never gets right.
  [WRONG_DOCUMENT, { forMs: 60_000 }],
  // Some servers show a job only a moment after they accepted it; and one of several servers behind one address may not
  // know yet what the others know.
  [VANISHED_JOB, { forMs: Infinity, sinceAcceptedMs: 5_000, failures: 4 }],
];

const WAITING_RULES: Readonly<Record<AwaitedAnswer, readonly Rule<Limit>[]>> = {
  "first poll": [
    // A name that never led anywhere is a mistyped one; one that did comes back.
    [UNKNOWN_HOST, { failures: 4 }],
    ...POLL_RULES,
  ],
  poll: POLL_RULES,
  results: [
    // As for polls.
    [PERMANENT_FAILURE, NOT_AT_ALL],
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

/** A time between two failures is a gap where it is this part of the time for which an answer is waited for. */
const GAP_PART = 1 / 4;

/** Decides after each failure whether an answer is still waited for. The waiting begins when this is made. */
export class Patience {
  readonly #rules: readonly Rule<Limit>[];
  readonly #giveUpAfterMs: number;
  /** Not the time of day, which may be set, such as by NTP. */
  readonly #since: number = performance.now();
  #lastFailureAt: number = this.#since;
  /** Whether an attempt was made after the time was over. */
  #isLast = false;
  readonly #failures = new Map<Rule<Limit>, number>();

  constructor(
    awaited: AwaitedAnswer,
    giveUpAfterMs: number = GIVE_UP_AFTER_MS,
  ) {
    this.#rules = WAITING_RULES[awaited];
    this.#giveUpAfterMs = giveUpAfterMs;
  }

  /**
   * Whether to ask again after this failure. Where a gap made the time pass, one more attempt is made: a program that the
   * system stopped, or a machine that slept, did not ask in that time.
   * @param acceptedAt - When the server accepted the job, as `performance.now` gives it, as long as it has not shown the
   * job yet. Default: the job was seen before.
   */
  allows(failure: unknown, acceptedAt?: number): boolean {
    const now = performance.now();
    const pauseMs = now - this.#lastFailureAt;
    this.#lastFailureAt = now;
    const rule = ruleFor(failure, this.#rules);
    if (rule === undefined) return false;
    const count = (this.#failures.get(rule) ?? 0) + 1;
    this.#failures.set(rule, count);
    const [, { forMs, sinceAcceptedMs, failures = Infinity }] = rule;
    const isUnseen = sinceAcceptedMs !== undefined && acceptedAt !== undefined;
    if (!isUnseen && count >= failures) return false;
    const givenMs =
      forMs === undefined ? Infinity : Math.min(forMs, this.#giveUpAfterMs);
    const unseenMs = isUnseen ? sinceAcceptedMs : Infinity;
    const isOver =
      now - this.#since >= givenMs || now - (acceptedAt ?? now) >= unseenMs;
    if (!isOver) return true;
    const isGap =
      pauseMs > 0 && pauseMs >= GAP_PART * Math.min(givenMs, unseenMs);
    if (this.#isLast || !isGap) return false;
    this.#isLast = true;
    return true;
  }
}
