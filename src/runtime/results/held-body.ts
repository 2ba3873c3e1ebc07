import { nothing } from "../base/cancellation.js";

/**
 * How long a body is held for its first reader. Longer than a program takes that reads its results when it has them, and
 * shorter than servers wait for a client that does not read.
 */
export const HELD_MS = 5_000;

/**
 * A body that is there, and that can be requested again. Its first reader gets it, because some servers give their
 * results once; the connection is not kept for a reader that does not come.
 */
export class HeldBody {
  #stream: ReadableStream<Uint8Array> | undefined;
  readonly #timer: ReturnType<typeof setTimeout>;

  /** @param heldMs - Milliseconds after which it is dropped. */
  constructor(stream: ReadableStream<Uint8Array>, heldMs: number = HELD_MS) {
    this.#stream = stream;
    this.#timer = setTimeout(() => {
      this.take()?.cancel().catch(nothing);
    }, heldMs);
    // A program that has ended need not wait; browsers have numbers here.
    (this.#timer as { unref?: () => void }).unref?.();
  }

  /** The body, which the caller reads or cancels. Undefined: somebody has it already, or it was dropped. */
  take(): ReadableStream<Uint8Array> | undefined {
    const stream = this.#stream;
    this.#stream = undefined;
    clearTimeout(this.#timer);
    return stream;
  }
}
