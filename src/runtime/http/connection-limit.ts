import { nothing, type Cancellation } from "../base/cancellation.js";

/** Lets a number of exchanges go on at a time; further ones wait for their turn, in the order in which they came. */
export class ConnectionLimit {
  #free: number;
  readonly #queue = new Set<() => void>();

  constructor(most: number) {
    this.#free = most;
  }

  /**
   * Waits for the turn of an exchange. It comes at once where the operation is cancelled, so that the exchange ends as any other.
   * @returns A function that gives the place to the next exchange; only the first call counts.
   */
  async enter(cancellation: Cancellation): Promise<() => void> {
    if (this.#free > 0) this.#free -= 1;
    else if (!(await this.#isNext(cancellation))) return nothing;
    let isIn = true;
    return () => {
      if (isIn) this.#leave();
      isIn = false;
    };
  }

  /** Whether its turn came before it was cancelled. */
  #isNext(cancellation: Cancellation): Promise<boolean> {
    return new Promise((resolve) => {
      const proceed = (): void => {
        unsubscribe();
        resolve(true);
      };
      this.#queue.add(proceed);
      const unsubscribe = cancellation.subscribe(() => {
        this.#queue.delete(proceed);
        resolve(false);
      });
    });
  }

  #leave(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#queue.delete(next);
    next();
  }
}
