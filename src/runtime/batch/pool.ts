import {
  nothing,
  unlessCancelled,
  type Cancellation,
} from "../base/cancellation.js";

/**
 * Works on items of a source, some at a time. An item is taken when there is room for it, and there is none while as
 * many ends wait to be taken, so that a slow reader holds few of them in memory.
 */
export class Pool<Item, End> {
  readonly #source: Iterator<Item> | AsyncIterator<Item>;
  readonly #most: number;
  readonly #work: (item: Item) => Promise<End>;
  readonly #ends: End[] = [];
  /** Items that are worked on. */
  #working = 0;
  #isTaking = false;
  #isOver = false;
  /** What the source threw, which waits for the ends. */
  #failure: (() => void) | undefined;
  /** What the work threw, which does not. */
  #fault: (() => void) | undefined;
  #wake: () => void = () => undefined;

  /**
   * @param most - Items that are worked on at a time.
   * @param work - If it rejects, everything ends with that.
   */
  constructor(
    source: Iterator<Item> | AsyncIterator<Item>,
    most: number,
    work: (item: Item) => Promise<End>,
  ) {
    this.#source = source;
    this.#most = most;
    this.#work = work;
  }

  /**
   * The next end. Undefined: there are no more.
   * @throws What the work threw, or after the last end what the source threw; the reason of the cancellation.
   */
  async next(cancellation: Cancellation): Promise<End | undefined> {
    for (;;) {
      cancellation.throwIfCancelled();
      this.#fault?.();
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#fill();
      const end = this.#ends.shift();
      if (end !== undefined) {
        this.#fill();
        return end;
      }
      if (this.#isOver && this.#working === 0) {
        this.#failure?.();
        return undefined;
      }
      await unlessCancelled(woken, cancellation);
    }
  }

  /**
   * Takes no more items.
   * @throws What the source throws when it ends, unless an item was wanted of it: then nobody knows when it will end.
   */
  async stop(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    const ended = this.#endSource();
    if (this.#isTaking) ended.catch(nothing);
    else await ended;
  }

  async #endSource(): Promise<void> {
    await this.#source.return?.();
  }

  #fill(): void {
    const isFull =
      this.#working >= this.#most || this.#ends.length >= this.#most;
    if (!this.#isTaking && !this.#isOver && !isFull) void this.#take();
  }

  /** Never rejects. */
  async #take(): Promise<void> {
    this.#isTaking = true;
    try {
      const next = await this.#source.next();
      // It may have been stopped meanwhile.
      if (next.done || this.#isOver) this.#isOver = true;
      else void this.#begin(next.value);
    } catch (failure) {
      this.#isOver = true;
      this.#failure = throwing(failure);
    }
    this.#isTaking = false;
    this.#fill();
    this.#wake();
  }

  /** Never rejects. */
  async #begin(item: Item): Promise<void> {
    this.#working += 1;
    try {
      this.#ends.push(await this.#work(item));
    } catch (fault) {
      this.#fault ??= throwing(fault);
    }
    this.#working -= 1;
    this.#fill();
    this.#wake();
  }
}

/** What throws a failure again, which need not be an Error. */
function throwing(failure: unknown): () => never {
  return () => {
    throw failure;
  };
}
