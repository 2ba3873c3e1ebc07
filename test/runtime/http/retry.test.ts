import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RequestKind } from "../../../src/runtime/config/client-options.js";
import {
  ApiError,
  ConnectionError,
  TimeoutError,
} from "../../../src/runtime/index.js";
import {
  isTransient,
  readRetryAfter,
  retryDelayMs,
  retryPolicyOf,
} from "../../../src/runtime/http/retry.js";

const PLACE = { method: "GET", url: "http://127.0.0.1/" };
const status = (code: number, retryAfterMs?: number): ApiError =>
  new ApiError({
    ...PLACE,
    status: code,
    headers: {},
    attempts: 1,
    retryAfterMs,
  });
const broken = (networkCode: string): ConnectionError =>
  new ConnectionError("broken", { ...PLACE, networkCode });
const SLOW = new TimeoutError({ ...PLACE, timeoutMs: 1 });

describe("isTransient", () => {
  it.each<[string, RequestKind, unknown, boolean]>([
    ["GET", "document", status(408), true],
    ["GET", "document", status(425), true],
    ["GET", "document", status(429), true],
    ["GET", "document", status(500), true],
    ["GET", "document", status(501), false],
    ["GET", "document", status(502), true],
    ["GET", "document", status(503), true],
    ["GET", "document", status(504), true],
    ["GET", "document", status(400), false],
    ["GET", "document", status(401), false],
    ["GET", "document", status(403), false],
    ["GET", "document", status(404), false],
    ["GET", "document", broken("ECONNRESET"), true],
    ["GET", "document", broken("ECONNREFUSED"), true],
    ["GET", "document", broken("ENOTFOUND"), true],
    ["GET", "document", broken("UND_ERR_SOCKET"), true],
    ["GET", "document", broken("CERT_HAS_EXPIRED"), false],
    ["GET", "document", SLOW, true],
    ["GET", "document", new Error("a bug"), false],
    ["DELETE", "document", status(503), true],
    ["DELETE", "document", broken("ECONNRESET"), true],
    ["GET", "download", broken("ECONNRESET"), true],
    ["POST", "execution", broken("ECONNREFUSED"), true],
    ["POST", "execution", broken("ECONNRESET"), false],
    ["POST", "execution", broken("ETIMEDOUT"), false],
    ["POST", "execution", SLOW, false],
    ["POST", "execution", status(429), true],
    ["POST", "execution", status(503, 1_000), true],
    ["POST", "execution", status(503), false],
    ["POST", "execution", status(500), false],
    ["POST", "execution", status(502), false],
    ["POST", "document", broken("ECONNRESET"), false],
  ])("%s as %s after %s: %s", (method, kind, failure, wanted) => {
    expect(isTransient(failure, { method, kind })).toBe(wanted);
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
