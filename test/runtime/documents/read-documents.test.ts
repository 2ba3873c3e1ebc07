import { describe, expect, it } from "vitest";
import { readListedJob } from "../../../src/runtime/documents/read-documents.js";

describe("readListedJob", () => {
  it.each<[string, unknown, unknown]>([
    ["a bare id", "a", { jobID: "a", status: "unknown" }],
    [
      "a status",
      { id: "a", status: "finished" },
      { jobID: "a", status: "successful", originalStatus: "finished" },
    ],
    ["a bare number", 7, { jobID: "7", status: "unknown" }],
    [
      "a job without a status",
      { jobID: "a", processID: "p", status: null },
      { jobID: "a", processID: "p", status: "unknown" },
    ],
    ["what is no job", { name: "a" }, undefined],
  ])("reads %s", (_name, entry, wanted) => {
    expect(readListedJob(entry)).toEqual(wanted);
  });
});
