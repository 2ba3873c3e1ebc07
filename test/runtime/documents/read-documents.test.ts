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
    ["what is no job", { name: "a" }, undefined],
  ])("reads %s", (_name, entry, wanted) => {
    expect(readListedJob(entry)).toEqual(wanted);
  });
});
