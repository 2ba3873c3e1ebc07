import { describe, expect, it } from "vitest";
import {
  isFinal,
  looksLikeStatus,
  readStatus,
  statusCodeOf,
} from "../../../src/runtime/documents/status.js";

describe("statusCodeOf", () => {
  it.each([
    ["accepted", "accepted"],
    ["running", "running"],
    ["successful", "successful"],
    ["failed", "failed"],
    ["dismissed", "dismissed"],
    ["RUNNING", "running"],
    ["deleted", "dismissed"],
    ["expired", "failed"],
    ["terminated", "failed"],
    ["killed", "failed"],
    ["Timed-out", "failed"],
    ["timeout", "failed"],
    ["rejected", "failed"],
    ["succeeded", "successful"],
    ["finished", "successful"],
    ["completed", "successful"],
    ["created", "accepted"],
    ["queued", "accepted"],
    ["started", "running"],
    ["In Progress", "running"],
    ["exception", "failed"],
    ["error", "failed"],
    ["canceled", "dismissed"],
    ["cancelled", "dismissed"],
    ["paused", "paused"],
    ["unheard-of", "unheard-of"],
    ["constructor", "constructor"],
    ["__proto__", "__proto__"],
  ])("reads %s as %s", (status, wanted) => {
    expect(statusCodeOf(status)).toBe(wanted);
  });

  it.each<[string, string | undefined, boolean]>([
    ["accepted", undefined, false],
    ["running", "2026-01-01T00:00:00Z", false],
    ["successful", undefined, true],
    ["failed", undefined, true],
    ["dismissed", undefined, true],
    ["paused", undefined, false],
    ["paused", "", false],
    ["archived", "2026-01-01T00:00:00Z", true],
  ])("%s, finished at %s, is final: %s", (status, finished, wanted) => {
    const times = finished === undefined ? {} : { finished };
    expect(isFinal({ jobID: "j", status, ...times })).toBe(wanted);
  });
});

describe("readStatus", () => {
  it.each<[string, unknown, string | undefined, unknown]>([
    [
      "an unknown word of a job that has results",
      {
        jobID: "a",
        status: "archived",
        links: [{ rel: "results", href: "/r" }],
      },
      undefined,
      {
        jobID: "a",
        status: "successful",
        originalStatus: "archived",
        links: [{ rel: "results", href: "/r" }],
      },
    ],
    [
      "an unknown word of a job that has exceptions",
      { jobID: "a", status: "odd", links: [{ rel: "exceptions", href: "/e" }] },
      undefined,
      {
        jobID: "a",
        status: "failed",
        originalStatus: "odd",
        links: [{ rel: "exceptions", href: "/e" }],
      },
    ],
    [
      "a known word, whatever links there are",
      {
        jobID: "a",
        status: "running",
        links: [{ rel: "results", href: "/r" }],
      },
      undefined,
      {
        jobID: "a",
        status: "running",
        links: [{ rel: "results", href: "/r" }],
      },
    ],
    [
      "version 1.0",
      { jobID: "a", status: "running", type: "process", progress: 5 },
      undefined,
      { jobID: "a", status: "running", type: "process", progress: 5 },
    ],
    [
      "drafts of 2.0",
      { id: "a", status: "succeeded", processingEntityType: "x" },
      undefined,
      {
        processingEntityType: "x",
        jobID: "a",
        status: "successful",
        originalStatus: "succeeded",
      },
    ],
    [
      "nulls",
      { jobID: "a", status: "accepted", message: null, finished: null },
      undefined,
      { jobID: "a", status: "accepted" },
    ],
    [
      "numbers as ids and texts as progress",
      { jobID: 7, status: "running", progress: "40%" },
      undefined,
      { jobID: "7", status: "running", progress: 40 },
    ],
    [
      "percentCompleted",
      { jobID: "a", status: "running", percentCompleted: 3 },
      undefined,
      { percentCompleted: 3, jobID: "a", status: "running", progress: 3 },
    ],
    [
      "links that are none",
      { jobID: "a", status: "running", links: [null, { href: "x" }, 3] },
      undefined,
      { jobID: "a", status: "running", links: [{ href: "x" }] },
    ],
    [
      "Weaver's answer to a dismissal",
      { code: "JobDismissed", value: "a" },
      "a",
      { code: "JobDismissed", value: "a", jobID: "a", status: "dismissed" },
    ],
    ["no id at all", { status: "running" }, undefined, undefined],
    ["no status", { jobID: "a" }, undefined, undefined],
    ["no object", [1], "a", undefined],
    ["null", null, "a", undefined],
  ])("reads %s", (_name, document, knownId, wanted) => {
    expect(readStatus(document, knownId)).toEqual(wanted);
  });
});

describe("looksLikeStatus", () => {
  it.each<[string, unknown, boolean]>([
    ["a status", { jobID: "a", status: "running" }, true],
    ["a status of 2.0", { id: "a", status: "accepted", processID: "p" }, true],
    ["an output called status", { status: "running" }, false],
    ["an output with id and status", { id: "a", status: "running" }, false],
    ["an unknown word", { jobID: "a", status: "sunny" }, false],
    ["results", { return_value: 1 }, false],
  ])("%s: %s", (_name, document, wanted) => {
    expect(looksLikeStatus(document)).toBe(wanted);
  });
});
