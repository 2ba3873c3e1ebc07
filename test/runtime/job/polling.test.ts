import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PollingPauses } from "../../../src/runtime/job/polling.js";

describe("PollingPauses", () => {
  it("grow by half up to ten seconds, and start again when the job makes progress", () => {
    const pauses = new PollingPauses();
    const still = { changed: false };
    const grown = Array.from({ length: 12 }, () => pauses.next(still, 0));

    expect(grown.slice(0, 4)).toEqual([250, 375, 562.5, 843.75]);
    expect(grown.at(-1)).toBe(10_000);
    expect(pauses.next({ changed: true }, 0)).toBe(250);
    expect(pauses.next(still, 0)).toBe(375);
  });

  it.each<[string, number | undefined, number | undefined, number, number]>([
    ["obey Retry-After", undefined, 2_000, 0, 2_000],
    ["do not last an hour", undefined, 3_600_000, 0, 300_000],
    ["ignore Retry-After: 0", undefined, 0, 0, 250],
    ["keep a fixed interval", 700, 2_000, 0, 700],
    ["are never zero", 0, undefined, 0, 10],
    ["spread the polls of many jobs", undefined, undefined, 1, 200],
  ])("%s", (_name, fixedMs, retryAfterMs, random, wanted) => {
    const pauses = new PollingPauses({ fixedMs });

    expect(pauses.next({ changed: true, retryAfterMs }, random)).toBe(wanted);
  });

  it("obey Retry-After after a failure, in spite of a fixed interval", () => {
    const pauses = new PollingPauses({ fixedMs: 10 });

    expect(pauses.afterFailure(2_000, 0)).toBe(2_000);
    expect(pauses.afterFailure(undefined, 0)).toBe(10);
    expect(pauses.afterFailure(3_600_000, 0)).toBe(300_000);
  });

  it("are never shorter than 10 ms nor longer than 5 minutes", () => {
    fc.assert(
      fc.property(
        fc.option(fc.double({ min: -1e9, max: 1e5 }), { nil: undefined }),
        fc.array(
          fc.record({
            changed: fc.boolean(),
            retryAfterMs: fc.option(fc.double({ min: -10, max: 1e12 }), {
              nil: undefined,
            }),
          }),
        ),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (fixedMs, polls, random) => {
          const pauses = new PollingPauses({ fixedMs });
          return polls.every((poll) => {
            const pause = pauses.next(poll, random);
            return pause >= 10 && pause <= 300_000;
          });
        },
      ),
    );
  });
});
