import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  Patience,
  type AwaitedAnswer,
} from "../../../src/runtime/job/waiting.js";
import { ALL, FAILURES, type Failure } from "../http/failures.js";

describe("Patience", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2026-01-01T00:00:00Z") });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** How long a failure that comes each 100 ms, the first time at once, is waited for; undefined: longer than an hour. */
  function waitedMs(
    awaited: AwaitedAnswer,
    failure: unknown,
    giveUpAfterMs?: number,
    acceptedAt?: number,
  ): number | undefined {
    const patience = new Patience(awaited, giveUpAfterMs);
    for (let waited = 0; waited < 3_600_000; waited += 100) {
      if (!patience.allows(failure, acceptedAt)) return waited;
      vi.advanceTimersByTime(100);
    }
    return undefined;
  }

  const TEN_MINUTES = 600_000;
  const POLL: Partial<Record<Failure, number>> = {
    "408": TEN_MINUTES,
    "425": TEN_MINUTES,
    "429": TEN_MINUTES,
    "500": TEN_MINUTES,
    "502": TEN_MINUTES,
    "503": TEN_MINUTES,
    "504": TEN_MINUTES,
    "507": TEN_MINUTES,
    "503 result-not-ready": TEN_MINUTES,
    "503 with Retry-After": TEN_MINUTES,
    "a refused connection": TEN_MINUTES,
    "a broken connection": TEN_MINUTES,
    "a failed fetch": TEN_MINUTES,
    "an unknown host": TEN_MINUTES,
    "a name server that is away": TEN_MINUTES,
    "a timeout": TEN_MINUTES,
    // Four failures, the first of them at once.
    "a vanished job": 300,
    "truncated JSON": 60_000,
    "a page of HTML": 60_000,
  };
  const RESULTS: Partial<Record<Failure, number>> = {
    "429": TEN_MINUTES,
    "502": TEN_MINUTES,
    "503": TEN_MINUTES,
    "504": TEN_MINUTES,
    "503 result-not-ready": TEN_MINUTES,
    "503 with Retry-After": TEN_MINUTES,
    "a refused connection": TEN_MINUTES,
    "a broken connection": TEN_MINUTES,
    "a failed fetch": TEN_MINUTES,
    "an unknown host": TEN_MINUTES,
    "a name server that is away": TEN_MINUTES,
    "a timeout": TEN_MINUTES,
    // Four failures, the first of them at once.
    "truncated JSON": 300,
    "a page of HTML": 300,
    // Eight.
    "403": 700,
    "404 result-not-ready": 700,
  };

  const FIRST_POLL = { ...POLL, "an unknown host": 300 };

  it.each(
    ALL.flatMap((name): [Failure, AwaitedAnswer, number][] => [
      [name, "poll", POLL[name] ?? 0],
      [name, "results", RESULTS[name] ?? 0],
      [name, "first poll", FIRST_POLL[name] ?? 0],
    ]),
  )("%s instead of %s is waited for %d ms", (name, awaited, wanted) => {
    expect(waitedMs(awaited, FAILURES[name])).toBe(wanted);
  });

  it.each<[Failure, AwaitedAnswer, number, number]>([
    ["503", "poll", 5_000, 5_000],
    ["503", "results", 5_000, 5_000],
    ["503", "poll", 0, 0],
    ["503", "results", 0, 0],
    ["a page of HTML", "poll", 5_000, 5_000],
    ["a page of HTML", "poll", 100_000, 60_000],
    // These are counted, not timed.
    ["a page of HTML", "results", 0, 300],
    ["403", "results", 0, 700],
  ])(
    "%s instead of %s, with giveUpAfterMs %d, is waited for %d ms",
    (name, awaited, giveUpAfterMs, wanted) => {
      expect(waitedMs(awaited, FAILURES[name], giveUpAfterMs)).toBe(wanted);
    },
  );

  it("waits without end where the caller wants that", () => {
    expect(waitedMs("poll", FAILURES["503"], Infinity)).toBeUndefined();
    expect(waitedMs("results", FAILURES["503"], Infinity)).toBeUndefined();
  });

  it.each<[string, number, number, number]>([
    ["just now", 0, TEN_MINUTES, 5_000],
    ["two seconds ago", 2_000, TEN_MINUTES, 3_000],
    ["a minute ago", 60_000, TEN_MINUTES, 0],
    ["just now, for a caller who does not wait", 0, 1_000, 1_000],
  ])(
    "a job that was accepted %s may appear late",
    (_when, agoMs, giveUpAfterMs, wanted) => {
      const acceptedAt = performance.now() - agoMs;
      const vanished = FAILURES["a vanished job"];

      expect(waitedMs("poll", vanished, giveUpAfterMs, acceptedAt)).toBe(
        wanted,
      );
    },
  );

  it("is not ended by a clock that is set", () => {
    const patience = new Patience("poll");

    expect(patience.allows(FAILURES["a broken connection"])).toBe(true);
    vi.setSystemTime(Date.parse("2026-02-01T00:00:00Z"));
    expect(patience.allows(FAILURES["a broken connection"])).toBe(true);
  });

  it.each<[string, readonly number[], readonly boolean[]]>([
    ["once", [0, 3_600_000, 100], [true, true, false]],
    [
      "once, also where each attempt is slow",
      [200_000, 500_000, 200_000],
      [true, true, false],
    ],
    [
      "which is no slow attempt at the end",
      [0, 500_000, 100_000],
      [true, true, false],
    ],
  ])("asks once more after a gap: %s", (_name, pauses, wanted) => {
    const patience = new Patience("poll");
    const allowed = pauses.map((ms) => {
      vi.advanceTimersByTime(ms);
      return patience.allows(FAILURES["a broken connection"]);
    });

    expect(allowed).toEqual(wanted);
  });

  it("counts failures of different rules one by one", () => {
    const patience = new Patience("results");
    const sequence = Array.from({ length: 3 }, () => [
      patience.allows(FAILURES["403"]),
      patience.allows(FAILURES["a page of HTML"]),
      patience.allows(FAILURES["503"]),
    ]);

    expect(sequence.flat()).not.toContain(false);
    expect(patience.allows(FAILURES["truncated JSON"])).toBe(false);
    expect(patience.allows(FAILURES["404 result-not-ready"])).toBe(true);
  });
});
