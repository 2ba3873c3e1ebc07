/** Bytes in a millisecond below which a body counts as late. */
const SLOWEST = 1;

/**
 * Finds bodies that drip: a byte now and then keeps a connection alive for ever. Waiting for bytes makes a body late, each
 * byte that comes makes up for a millisecond.
 */
export class Pace {
  readonly #mostMs: number;
  #lateMs = 0;
  #since = performance.now();

  /** @param mostMs - Milliseconds by which a body may be late in all. 0: any. */
  constructor(mostMs: number) {
    this.#mostMs = mostMs;
  }

  /** Somebody begins to wait for bytes; the time before, in which nobody read, does not count. */
  wait(): void {
    this.#since = performance.now();
  }

  /**
   * Some bytes came, and the next ones are waited for.
   * @returns Whether the body is late by as much as it may be.
   */
  isTooLate(bytes: number): boolean {
    const now = performance.now();
    // A long pause is the matter of the time without a byte; or the machine slept, which is no fault of the server's.
    const waitedMs = Math.min(now - this.#since, this.#mostMs / 4);
    this.#since = now;
    this.#lateMs = Math.max(0, this.#lateMs + waitedMs - bytes / SLOWEST);
    return this.#mostMs > 0 && this.#lateMs >= this.#mostMs;
  }
}
