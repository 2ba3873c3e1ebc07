import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cancellation } from "../../../src/runtime/base/cancellation.js";
import { ApiError } from "../../../src/runtime/errors/http-errors.js";
import {
  mayPass,
  readRetryAfter,
  retryDelayMs,
  retryPolicyOf,
} from "../../../src/runtime/http/retry.js";

describe("mayPass", () => {
  const BUSY = new ApiError({
    method: "GET",
    url: "http://127.0.0.1/",
    status: 503,
    headers: {},
    attempts: 1,
  });
  const request = { method: "GET", kind: "document" } as const;

  it("asks the rules, which it loads", async () => {
    const usual = new Cancellation();
    expect(await mayPass(BUSY, request, usual)).toBe(true);
    expect(await mayPass(new Error("a bug"), request, usual)).toBe(false);
  });

  it("ends with the operation", async () => {
    const ended = new Cancellation();
    ended.cancel(new Error("over"));
    await expect(mayPass(BUSY, request, ended)).rejects.toThrow("over");
  });
});

describe("retryDelayMs", () => {
  const policy = retryPolicyOf();

  it.each<[string, number, number | undefined, number, number | undefined]>([
    ["starts with the shortest pause", 1, undefined, 0, 250],
    ["doubles it", 3, undefined, 0, 1_000],
    ["takes up to a quarter off", 1, undefined, 1, 187.5],
    ["gives up after the last attempt", 5, undefined, 0, undefined],
    ["follows the server", 1, 3_000, 0, 3_000],
    ["never comes back before the server wants it", 1, 3_000, 1, 3_250],
    ["does not wait for hours", 1, 3_600_000, 0, undefined],
  ])("%s", (_name, attempt, retryAfterMs, random, wanted) => {
    expect(retryDelayMs(attempt, policy, retryAfterMs, random)).toBe(wanted);
  });

  it("is between 0 and the longest pause for all arguments", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const delay = retryDelayMs(
            attempt,
            { ...policy, maxRetries: 1_000 },
            undefined,
            random,
          );
          return delay !== undefined && delay > 0 && delay <= policy.maxDelayMs;
        },
      ),
    );
  });
});

describe("readRetryAfter", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");

  it.each<[string, Record<string, string>, number | undefined]>([
    ["no header", {}, undefined],
    ["seconds", { "retry-after": "2" }, 2_000],
    ["fractions of seconds", { "retry-after": "0.5" }, 500],
    ["zero", { "retry-after": "0" }, 0],
    ["a date", { "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" }, 5_000],
    [
      "a date in the past",
      { "retry-after": "Wed, 31 Dec 2025 00:00:00 GMT" },
      0,
    ],
    [
      "a date of a server whose clock is a day wrong",
      {
        "retry-after": "Fri, 02 Jan 2026 00:00:05 GMT",
        date: "Fri, 02 Jan 2026 00:00:00 GMT",
      },
      5_000,
    ],
    ["nonsense", { "retry-after": "soon" }, undefined],
    ["a negative number", { "retry-after": "-5" }, 0],
  ])("reads %s", (_name, headers, wanted) => {
    expect(readRetryAfter(headers, now)).toBe(wanted);
  });
});
