/** How the pauses between two looks at a job grow. */
export interface PollingOptions {
  /** Milliseconds, always the same. Default: growing pauses. */
  readonly fixedMs?: number | undefined;
}

const FIRST_MS = 250;
const LONGEST_MS = 10_000;
const GROWTH = 1.5;
/** The longest `Retry-After` that is followed; beyond it a job that is long done would go unnoticed. */
const LONGEST_RETRY_AFTER_MS = 300_000;
/** A pause, however small a server or caller asks for, keeps the loop from running hot. */
const SHORTEST_MS = 10;

/**
 * The pauses between two looks at a job: short at first, half as long again each time, up to 10 s, and
 * short again when the job moved. A server's `Retry-After` comes first.
 */
export class PollingPauses {
  readonly #fixedMs: number | undefined;
  #nextMs = FIRST_MS;

  constructor(options: PollingOptions = {}) {
    this.#fixedMs = options.fixedMs;
  }

  /**
   * Milliseconds until the next look.
   * @param seen - Whether status, progress or message changed, and what the server asked for.
   * @param random - From 0 to 1. Pauses are up to a fifth shorter, so that many jobs do not poll in step.
   */
  next(
    seen: {
      readonly changed: boolean;
      readonly retryAfterMs?: number | undefined;
    },
    random: number,
  ): number {
    if (this.#fixedMs !== undefined) return atLeast(this.#fixedMs);
    if (seen.changed) this.#nextMs = FIRST_MS;
    const pause = this.#nextMs;
    this.#nextMs = Math.min(pause * GROWTH, LONGEST_MS);
    if (seen.retryAfterMs !== undefined && seen.retryAfterMs > 0) {
      return atLeast(Math.min(seen.retryAfterMs, LONGEST_RETRY_AFTER_MS));
    }
    return pause * (1 - random / 5);
  }

  /** Milliseconds after a look that failed. Here a fixed interval does not go before the server's wish, which is a protest. */
  afterFailure(retryAfterMs: number | undefined, random: number): number {
    const pause = this.next({ changed: false, retryAfterMs }, random);
    return Math.max(pause, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS));
  }
}

/** Also where it is no number at all. */
function atLeast(ms: number): number {
  return ms > SHORTEST_MS ? ms : SHORTEST_MS;
}
