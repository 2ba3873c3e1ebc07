import { describe, expect, it } from "vitest";
import { filterJobs } from "../../../src/server/app/job-filter.js";
import type { Query } from "../../../src/server/http/paging.js";
import { Job } from "../../../src/server/jobs/job.js";
import type { JobStatus } from "../../../src/server/documents.js";
import type { JobFilterRules } from "../../../src/server/profiles/profile.js";
import { STANDARD_JOB_FILTERS } from "../../../src/server/profiles/standard.js";

function job(
  id: string,
  process: string,
  status: JobStatus,
  created: string,
  seconds?: number,
): Job {
  const made = new Job(
    id,
    { id: process, version: "1" },
    { inputs: {}, outputs: {}, response: "raw" },
  );
  made.status = status;
  Object.assign(made, { created: new Date(created) });
  if (seconds !== undefined) {
    made.started = new Date(created);
    if (status !== "running") {
      made.finished = new Date(Date.parse(created) + seconds * 1000);
    }
  }
  return made;
}

const NOW = new Date("2026-01-04T00:00:00Z");
const JOBS = [
  job("a", "sleep", "successful", "2026-01-01T00:00:00Z", 10),
  job("b", "sleep", "failed", "2026-01-02T00:00:00.500Z", 1),
  job("c", "echo", "running", "2026-01-03T00:00:00Z", 0),
  job("d", "echo", "accepted", "2026-01-03T12:00:00Z"),
];

describe("filterJobs", () => {
  it.each<[string, Query, string]>([
    ["nothing", {}, "abcd"],
    ["a status", { status: "failed" }, "b"],
    ["statuses, with commas", { status: "failed,running" }, "bc"],
    ["statuses, repeated", { status: ["failed", "accepted"] }, "bd"],
    ["a process", { processID: "echo" }, "cd"],
    ["processes", { processID: "echo,sleep" }, "abcd"],
    ["an unknown process", { processID: "none" }, ""],
    ["the type", { type: "process" }, "abcd"],
    ["an instant", { datetime: "2026-01-01T00:00:00Z" }, "a"],
    ["an instant, to the second", { datetime: "2026-01-02T00:00:00Z" }, "b"],
    [
      "an interval",
      { datetime: "2026-01-02T00:00:00Z/2026-01-03T00:00:00Z" },
      "bc",
    ],
    [
      "an interval without a start",
      { datetime: "../2026-01-02T00:00:00Z" },
      "ab",
    ],
    [
      "an interval without an end",
      { datetime: "2026-01-03T00:00:00Z/.." },
      "cd",
    ],
    [
      "an interval with an empty end",
      { datetime: "2026-01-03T00:00:00Z/" },
      "cd",
    ],
    ["a least duration", { minDuration: "5" }, "ac"],
    ["a greatest duration", { maxDuration: "5" }, "b"],
    ["both durations", { minDuration: "1", maxDuration: "10" }, "ab"],
    ["several at once", { processID: "sleep", minDuration: "5" }, "a"],
  ])("by %s", (_name, query, wanted) => {
    expect(
      filterJobs(JOBS, query, STANDARD_JOB_FILTERS, NOW)
        .map(({ id }) => id)
        .join(""),
    ).toBe(wanted);
  });

  it.each<[string, Query, string]>([
    [
      "an unknown status",
      { status: "happy" },
      'Parameter "status": "happy" is not one of accepted, running, successful, failed, dismissed.',
    ],
    [
      "an unknown type",
      { type: "dream" },
      'Parameter "type": "dream" is not one of process.',
    ],
    [
      "text that is not a time",
      { datetime: "noon" },
      'Parameter "datetime": "noon" is neither',
    ],
    [
      "three times",
      { datetime: "../../.." },
      'Parameter "datetime": "../../.." is neither',
    ],
    [
      "a duration that is not a number",
      { minDuration: "long" },
      'Parameter "minDuration" must be a number of seconds, not "long".',
    ],
  ])("rejects %s", (_name, query, message) => {
    expect(() => filterJobs(JOBS, query, STANDARD_JOB_FILTERS, NOW)).toThrow(
      message,
    );
  });

  const repeated: JobFilterRules = {
    commas: false,
    status: ({ status }) => (status === "failed" ? "rejected" : status),
  };

  it.each<[string, Query, string]>([
    ["one status", { status: "running" }, "c"],
    ["repeated statuses", { status: ["running", "accepted"] }, "cd"],
    ["a status of its own", { status: "rejected" }, "b"],
    [
      "a list with commas, which is no status",
      { status: "running,failed" },
      "",
    ],
  ])("without commas, by %s", (_name, query, wanted) => {
    expect(
      filterJobs(JOBS, query, repeated, NOW)
        .map(({ id }) => id)
        .join(""),
    ).toBe(wanted);
  });
});
