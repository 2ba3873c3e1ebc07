import { describe, expect, it } from "vitest";
import {
  isFinal,
  isGuessed,
  looksLikeStatus,
  readStatus,
  statusAs,
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
    ["paused", undefined],
    ["unheard-of", undefined],
    ["constructor", undefined],
    ["__proto__", undefined],
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
    const info = readStatus({ jobID: "j", status, finished: finished ?? null });
    expect(info && isFinal(info)).toBe(wanted);
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
        jobID: "a",
        status: "successful",
        originalStatus: "succeeded",
        extensions: { processingEntityType: "x" },
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
      {
        jobID: "a",
        status: "running",
        progress: 3,
        extensions: { percentCompleted: 3 },
      },
    ],
    [
      "a word that nobody knows, of a job that goes on",
      { jobID: "a", status: "paused", progress: null },
      undefined,
      { jobID: "a", status: "running", originalStatus: "paused" },
    ],
    [
      "a word that nobody knows, of a job that has ended",
      { jobID: "a", status: "archived", finished: "2026-01-01T00:00:00Z" },
      undefined,
      {
        jobID: "a",
        status: "successful",
        originalStatus: "archived",
        finished: "2026-01-01T00:00:00Z",
      },
    ],
    [
      "a known word in other letters",
      { jobID: "a", status: "RUNNING" },
      undefined,
      { jobID: "a", status: "running", originalStatus: "RUNNING" },
    ],
    [
      "members that are not of the standard's type",
      { jobID: "a", status: "failed", created: 1700000000, type: ["p"] },
      undefined,
      {
        jobID: "a",
        status: "failed",
        extensions: { created: 1700000000, type: ["p"] },
      },
    ],
    [
      "a message in two languages",
      { jobID: "a", status: "failed", message: { fr: "non", en: "no" } },
      undefined,
      {
        jobID: "a",
        status: "failed",
        message: "no",
        extensions: { message: { fr: "non", en: "no" } },
      },
    ],
    [
      "members of a server that have the names of this package's own",
      { jobID: "a", status: "failed", originalStatus: 1, extensions: [2] },
      undefined,
      {
        jobID: "a",
        status: "failed",
        extensions: { originalStatus: 1, extensions: [2] },
      },
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
      {
        jobID: "a",
        status: "dismissed",
        extensions: { code: "JobDismissed", value: "a" },
      },
    ],
    ["no id at all", { status: "running" }, undefined, undefined],
    ["no status", { jobID: "a" }, undefined, undefined],
    ["no object", [1], "a", undefined],
    ["null", null, "a", undefined],
  ])("reads %s", (_name, document, knownId, wanted) => {
    expect(readStatus(document, knownId)).toEqual(wanted);
  });
});

describe("isGuessed", () => {
  it.each<[string, object, boolean]>([
    ["a status of the standard", { status: "running" }, false],
    ["another spelling", { status: "queued" }, false],
    ["a word that nobody knows", { status: "paused" }, true],
    [
      "the same, of a job that has ended",
      { status: "odd", finished: "x" },
      true,
    ],
    [
      "the same, of a job that has results",
      { status: "odd", links: [{ rel: "results", href: "/r" }] },
      false,
    ],
  ])("%s: %s", (_name, members, wanted) => {
    const info = readStatus({ jobID: "j", ...members });
    expect(info && isGuessed(info)).toBe(wanted);
  });
});

describe("statusAs", () => {
  it("keeps what the server told before, without its word for another status", () => {
    const before = readStatus({
      jobID: "j",
      status: "queued",
      message: "soon",
    });
    expect(statusAs("dismissed", "k", before)).toEqual({
      jobID: "k",
      status: "dismissed",
      message: "soon",
    });
    expect(statusAs("successful", "k", undefined)).toEqual({
      jobID: "k",
      status: "successful",
    });
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
