import { POLL_PAUSES } from "./waiting.js";

/** How long the pauses between two polls of a job are. */
export interface PollingOptions {
  /** Milliseconds of every pause. Default: growing pauses. */
  readonly fixedMs?: number | undefined;
}

/**
 * The pauses between two polls of a job: short at first, half as long again each time, up to 10 s, and
 * short again when the job has made progress. A server's `Retry-After` takes precedence over growing pauses, and a
 * fixed interval over both. Numbers: see `POLL_PAUSES`.
 */
export class PollingPauses {
  readonly #fixedMs: number | undefined;
  #nextMs: number = POLL_PAUSES.firstMs;

  constructor(options: PollingOptions = {}) {
    this.#fixedMs = options.fixedMs;
  }

  /**
   * Milliseconds until the next poll.
   * @param seen - Whether status, progress or message changed, what the server asked for, and, where a page of the job list
   * told it of many jobs, how many milliseconds ago.
   * @param random - From 0 to 1. Pauses are up to a fifth shorter, so that many jobs are not polled at the same time.
   */
  next(
    seen: {
      readonly changed: boolean;
      readonly retryAfterMs?: number | undefined;
      readonly ageMs?: number | undefined;
    },
    random: number,
  ): number {
    const { ageMs } = seen;
    if (ageMs === undefined) return this.#next(seen, random);
    // The jobs of one page are due at the same time again, so that one page serves all of them.
    return atLeastShortest(this.#next(seen, 0.5) - ageMs);
  }

  #next(
    seen: {
      readonly changed: boolean;
      readonly retryAfterMs?: number | undefined;
    },
    random: number,
  ): number {
    if (this.#fixedMs !== undefined) return atLeastShortest(this.#fixedMs);
    if (seen.changed) this.#nextMs = POLL_PAUSES.firstMs;
    const pause = this.#nextMs;
    this.#nextMs = Math.min(pause * POLL_PAUSES.growth, POLL_PAUSES.longestMs);
    const wishMs = seen.retryAfterMs ?? 0;
    return wishMs > 0
      ? atLeastShortest(Math.min(wishMs, POLL_PAUSES.longestRetryAfterMs))
      : pause * (1 - random / 5);
  }

  /**
   * Milliseconds after a poll that failed. Here `Retry-After` takes precedence over a fixed interval as well, because
   * the server complains about too many requests.
   */
  afterFailure(retryAfterMs: number | undefined, random: number): number {
    const pause = this.next({ changed: false, retryAfterMs }, random);
    const wishMs = Math.min(retryAfterMs ?? 0, POLL_PAUSES.longestRetryAfterMs);
    return Math.max(pause, wishMs);
  }
}

/** The shortest pause where `ms` is less, or is NaN. */
function atLeastShortest(ms: number): number {
  return ms > POLL_PAUSES.shortestMs ? ms : POLL_PAUSES.shortestMs;
}
