import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pace } from "../../../src/runtime/http/pace.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Bytes that come after some milliseconds. */
type Arrival = readonly [afterMs: number, bytes: number];

describe("a body that may be late by a second", () => {
  it.each<[string, readonly Arrival[], number | undefined]>([
    ["a byte each 100 ms ends it", Array(40).fill([100, 1]), 11],
    ["a byte each 300 ms counts as 250 ms", Array(40).fill([300, 1]), 5],
    ["100 bytes each 100 ms do not", Array(40).fill([100, 100]), undefined],
    [
      "what was fast before does not make up for what drips now",
      [[10, 1_000_000], ...(Array(40).fill([100, 1]) as Arrival[])],
      12,
    ],
    [
      "a machine that sleeps for an hour does not end it",
      [
        [100, 1_000],
        [3_600_000, 1_000],
        [100, 1_000],
      ],
      undefined,
    ],
  ])("%s", (_name, arrivals, wanted) => {
    const pace = new Pace(1_000);
    const late = arrivals.findIndex(([afterMs, bytes]) => {
      vi.advanceTimersByTime(afterMs);
      return pace.isTooLate(bytes);
    });

    expect(late === -1 ? undefined : late + 1).toBe(wanted);
  });

  it("is not late while nobody reads", () => {
    const pace = new Pace(1_000);
    const late = Array.from({ length: 40 }, () => {
      vi.advanceTimersByTime(200);
      pace.wait();
      vi.advanceTimersByTime(1);
      return pace.isTooLate(1);
    });

    expect(late).not.toContain(true);
  });

  it("may be late for ever where there is no limit", () => {
    const pace = new Pace(0);
    vi.advanceTimersByTime(10_000);

    expect(pace.isTooLate(1)).toBe(false);
  });
});
