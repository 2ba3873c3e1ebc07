import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ApiError,
  BodyTooLargeError,
  ConnectionError,
  ForbiddenError,
  JobVanishedError,
  NoSuchJobError,
  ResponseParseError,
  ResultNotReadyError,
  TimeoutError,
  UnauthorizedError,
} from "../../../src/runtime/index.js";
import {
  mayRetry,
  Patience,
  type AwaitedAnswer,
  type RetriedOperation,
} from "../../../src/runtime/http/patience.js";

const REQUEST = { method: "GET", url: "http://127.0.0.1/" };
const answer = (status: number, retryAfterMs?: number) => ({
  ...REQUEST,
  status,
  headers: {},
  attempts: 1,
  retryAfterMs,
});
const broken = (networkCode?: string): ConnectionError =>
  new ConnectionError("broken", { ...REQUEST, networkCode });
const wrong = (truncated: boolean): ResponseParseError =>
  new ResponseParseError("wrong", { ...REQUEST, bodyStart: "", truncated });

/** Each kind of failure that any rule is for, and some that none is for. */
const FAILURES = {
  "401": new UnauthorizedError(answer(401)),
  "403": new ForbiddenError(answer(403)),
  "404": new NoSuchJobError(answer(404)),
  "404 result-not-ready": new ResultNotReadyError(answer(404)),
  "503 result-not-ready": new ResultNotReadyError(answer(503)),
  "408": new ApiError(answer(408)),
  "425": new ApiError(answer(425)),
  "429": new ApiError(answer(429)),
  "500": new ApiError(answer(500)),
  "501": new ApiError(answer(501)),
  "502": new ApiError(answer(502)),
  "503": new ApiError(answer(503)),
  "503 with Retry-After": new ApiError(answer(503, 0)),
  "504": new ApiError(answer(504)),
  "505": new ApiError(answer(505)),
  "507": new ApiError(answer(507)),
  "a refused connection": broken("ECONNREFUSED"),
  "a broken connection": broken("ECONNRESET"),
  "a failed fetch": broken(),
  "an expired certificate": broken("CERT_HAS_EXPIRED"),
  "a protocol error": broken("HPE_INVALID_CONSTANT"),
  "a timeout": new TimeoutError({ ...REQUEST, timeoutMs: 1 }),
  "truncated JSON": wrong(true),
  "a page of HTML": wrong(false),
  "a vanished job": new JobVanishedError({ jobId: "j" }),
  "a body over the limit": new BodyTooLargeError(REQUEST.url, 1),
  "undici's 503": Object.assign(new Error("503"), { statusCode: 503 }),
  "undici's 200": Object.assign(new Error("200"), { statusCode: 200 }),
  "undici's 416": Object.assign(new Error("416"), { statusCode: 416 }),
  "undici's reset": Object.assign(new Error("reset"), { code: "ECONNRESET" }),
  "no error": undefined,
};
type Failure = keyof typeof FAILURES;
const ALL = Object.keys(FAILURES) as Failure[];

describe("mayRetry", () => {
  it.each<[RetriedOperation, readonly Failure[]]>([
    [
      "request",
      [
        ...(["408", "425", "429", "500", "502", "503", "504", "507"] as const),
        "503 result-not-ready",
        "503 with Retry-After",
        "a refused connection",
        "a broken connection",
        "a failed fetch",
        "a timeout",
        "truncated JSON",
      ],
    ],
    ["execution", ["429", "503 with Retry-After", "a refused connection"]],
    [
      "saving",
      [
        "a refused connection",
        "a broken connection",
        "a failed fetch",
        "an expired certificate",
        "a protocol error",
      ],
    ],
  ])("tries a %s again after certain failures only", (operation, wanted) => {
    const retried = ALL.filter((name) => mayRetry(operation, FAILURES[name]));

    expect(retried.sort()).toEqual([...wanted].sort());
  });

  it.each<[Failure, boolean]>([
    ["undici's 503", true],
    ["undici's 200", false],
    ["undici's 416", false],
    ["undici's reset", true],
  ])("resumes a download after %s: %s", (name, wanted) => {
    expect(mayRetry("resumption", FAILURES[name])).toBe(wanted);
  });
});

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
    "an expired certificate": TEN_MINUTES,
    "a protocol error": TEN_MINUTES,
    "a timeout": TEN_MINUTES,
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
    "an expired certificate": TEN_MINUTES,
    "a protocol error": TEN_MINUTES,
    "a timeout": TEN_MINUTES,
    // Four failures, the first of them at once.
    "truncated JSON": 300,
    "a page of HTML": 300,
    // Eight.
    "403": 700,
    "404 result-not-ready": 700,
  };

  it.each(
    ALL.flatMap((name): [Failure, AwaitedAnswer, number][] => [
      [name, "poll", POLL[name] ?? 0],
      [name, "results", RESULTS[name] ?? 0],
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
      const acceptedAt = Date.now() - agoMs;
      const vanished = FAILURES["a vanished job"];

      expect(waitedMs("poll", vanished, giveUpAfterMs, acceptedAt)).toBe(
        wanted,
      );
    },
  );

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
