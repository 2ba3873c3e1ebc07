import { describe, expect, it } from "vitest";
import type { StatusInfo } from "../../../src/runtime/index.js";
import {
  filterQueries,
  matchesFilter,
  type JobFilter,
} from "../../../src/runtime/client/job-filter.js";

describe("filterQueries", () => {
  it.each<[string, JobFilter, readonly unknown[]]>([
    ["nothing wanted", {}, [{}]],
    ["empty values", { status: [], processID: "" }, [{}]],
    [
      "one value each",
      { status: ["running"], processID: "p", limit: 5 },
      [{ status: "running", processID: "p", limit: 5 }],
    ],
    [
      "statuses in the order of a job's life, once each",
      { status: ["failed", "running", "failed", "accepted"] },
      [{ status: "accepted" }, { status: "running" }, { status: "failed" }],
    ],
    [
      "each combination",
      { processID: ["p", "q"], type: ["a", "b"], minDuration: 1 },
      [
        { processID: "p", type: "a", minDuration: 1 },
        { processID: "p", type: "b", minDuration: 1 },
        { processID: "q", type: "a", minDuration: 1 },
        { processID: "q", type: "b", minDuration: 1 },
      ],
    ],
  ])("%s", (_name, filter, wanted) => {
    expect(filterQueries(filter)).toEqual(wanted);
  });
});

describe("matchesFilter", () => {
  const JOB: StatusInfo = { jobID: "1", status: "running", processID: "p" };
  it.each<[string, StatusInfo, JobFilter, boolean]>([
    ["one of two statuses", JOB, { status: ["failed", "running"] }, true],
    ["another status", JOB, { status: "failed" }, false],
    [
      "the server's own word",
      { ...JOB, originalStatus: "started" },
      { status: "started" },
      true,
    ],
    ["another process", JOB, { processID: "q" }, false],
    ["a type that is not told", JOB, { type: "process" }, true],
    [
      "a status that is not told",
      { jobID: "1", status: "running", originalStatus: "unknown" },
      { status: "failed", processID: "q" },
      true,
    ],
    ["empty wishes", JOB, { status: [], processID: "" }, true],
  ])("%s", (_name, job, filter, wanted) => {
    expect(matchesFilter(job, filter)).toBe(wanted);
  });
});
