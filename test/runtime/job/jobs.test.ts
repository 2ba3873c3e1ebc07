import { describe, expect, it } from "vitest";
import { isJob } from "../../../src/runtime/job/jobs.js";

describe("isJob", () => {
  it.each<[string, unknown, boolean, boolean]>([
    ["a status", { jobID: "j", status: "accepted" }, true, true],
    [
      "a status of drafts",
      { id: "j", status: "queued", created: "" },
      true,
      true,
    ],
    ["an output that has an id", { id: "j", status: "running" }, false, true],
    ["another word", { jobID: "j", status: "blue" }, false, true],
    ["no id", { status: "accepted" }, false, false],
    ["no object", ["accepted"], false, false],
  ])("%s", (_name, document, wanted, wantedWhenAsync) => {
    const applied = { "preference-applied": "respond-async" };
    const outputs = (...described: string[]) => ({
      described,
      requested: [],
      response: "raw" as const,
    });

    expect(isJob(document, {}, outputs())).toBe(wanted);
    expect(isJob(document, {}, outputs("status"))).toBe(false);
    expect(isJob(document, applied, outputs("status"))).toBe(wantedWhenAsync);
  });
});
