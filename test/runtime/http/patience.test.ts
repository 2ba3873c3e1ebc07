import { describe, expect, it } from "vitest";
import {
  mayRetry,
  type RetriedOperation,
} from "../../../src/runtime/http/patience.js";
import { ALL, FAILURES, type Failure } from "./failures.js";

describe("mayRetry", () => {
  it.each<[RetriedOperation, readonly Failure[]]>([
    [
      "request",
      [
        ...(["408", "425", "429", "500", "502", "503", "504", "507"] as const),
        "503 result-not-ready",
        "503 with Retry-After",
        "a refused connection",
        "an unknown host",
        "a name server that is away",
        "a broken connection",
        "a failed fetch",
        "a timeout",
        "truncated JSON",
      ],
    ],
    [
      "execution",
      [
        "429",
        "503 with Retry-After",
        "a refused connection",
        "an unknown host",
        "a name server that is away",
      ],
    ],
    [
      "saving",
      [
        "a refused connection",
        "an unknown host",
        "a name server that is away",
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
