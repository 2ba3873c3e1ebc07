import { describe, expect, it } from "vitest";
import { idOf } from "../../../src/runtime/documents/job-id.js";

describe("idOf", () => {
  it.each<[string, Readonly<Record<string, unknown>>, string | undefined]>([
    ["of the standard", { jobID: "a", id: "b" }, "a"],
    ["in another spelling", { jobId: "a" }, "a"],
    ["of drafts of 2.0", { id: "a" }, "a"],
    ["that is a number", { id: 7 }, "7"],
    ["that is empty, before another", { jobID: "", id: "b" }, "b"],
    ["that is missing", { status: "accepted" }, undefined],
    ["that is null", { jobID: null }, undefined],
  ])("finds an id %s", (_name, document, wanted) => {
    expect(idOf(document)).toBe(wanted);
  });
});
