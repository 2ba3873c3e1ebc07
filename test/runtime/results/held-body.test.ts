import { describe, expect, it, vi } from "vitest";
import { HELD_MS, HeldBody } from "../../../src/runtime/results/held-body.js";

/** A body that is never read, and what cancelled it. */
function bodyOf(): {
  readonly stream: ReadableStream<Uint8Array>;
  readonly cancelled: readonly unknown[];
} {
  const cancelled: unknown[] = [];
  const stream = new ReadableStream<Uint8Array>({
    cancel: (reason) => {
      cancelled.push(reason);
      throw new Error("it can't be cancelled");
    },
  });
  return { stream, cancelled };
}

describe("a body that is held", () => {
  it("is for the first reader, and stays that reader's", () => {
    vi.useFakeTimers();
    const { stream, cancelled } = bodyOf();
    const held = new HeldBody(stream);

    expect([held.take(), held.take()]).toEqual([stream, undefined]);
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(2 * HELD_MS);
    expect(cancelled).toEqual([]);
    vi.useRealTimers();
  });

  it("is dropped where nobody comes", () => {
    vi.useFakeTimers();
    const { stream, cancelled } = bodyOf();
    const held = new HeldBody(stream);
    vi.advanceTimersByTime(HELD_MS);

    expect(held.take()).toBeUndefined();
    expect(cancelled).toEqual([undefined]);
    vi.useRealTimers();
  });
});
