import { describe, expect, it } from "vitest";
import {
  readCapabilities,
  readConformance,
  readListedJob,
  readProcessDescription,
  readProcessSummary,
} from "../../../src/runtime/documents/read-documents.js";

describe("readCapabilities", () => {
  it.each<[string, unknown, unknown]>([
    [
      "the standard's members",
      { title: "t", description: "d", links: [{ href: "x", rel: "self" }] },
      { title: "t", description: "d", links: [{ href: "x", rel: "self" }] },
    ],
    [
      "others, nulls and no links",
      { title: null, attribution: "a", "x-y": null },
      { links: [], extensions: { attribution: "a" } },
    ],
    [
      "a title in two languages",
      { title: { en: "t", fr: "u" } },
      { title: "t", links: [], extensions: { title: { en: "t", fr: "u" } } },
    ],
    ["no object", [], undefined],
  ])("reads %s", (_name, document, wanted) => {
    expect(readCapabilities(document)).toEqual(wanted);
  });
});

describe("readConformance", () => {
  it.each<[string, unknown, unknown]>([
    [
      "a list with what is no class",
      { conformsTo: ["a", 1], more: true },
      { conformsTo: ["a"], extensions: { more: true } },
    ],
    ["no list", { conformsTo: "a" }, undefined],
  ])("reads %s", (_name, document, wanted) => {
    expect(readConformance(document)).toEqual(wanted);
  });
});

describe("readProcessDescription", () => {
  const SCHEMA = { schema: { type: "integer" } };
  it.each<[string, unknown, unknown]>([
    [
      "the standard's members",
      {
        id: "p",
        version: "1",
        keywords: ["k"],
        metadata: [{ role: "r", href: "h" }],
        additionalParameters: { parameters: [] },
        jobControlOptions: ["sync-execute"],
        outputTransmission: ["value"],
        links: [{ href: "x" }],
        inputs: { a: { ...SCHEMA, title: "A", minOccurs: 0, maxOccurs: 2 } },
        outputs: { b: SCHEMA },
      },
      {
        id: "p",
        version: "1",
        keywords: ["k"],
        metadata: [{ role: "r", href: "h" }],
        additionalParameters: { parameters: [] },
        jobControlOptions: ["sync-execute"],
        outputTransmission: ["value"],
        links: [{ href: "x" }],
        inputs: { a: { ...SCHEMA, title: "A", minOccurs: 0, maxOccurs: 2 } },
        outputs: { b: SCHEMA },
      },
    ],
    [
      "members of the server, and nulls",
      {
        id: 7,
        version: 2,
        title: null,
        example: { a: 1 },
        inputs: { a: { ...SCHEMA, "x-unit": "m", title: null } },
      },
      {
        id: "7",
        version: "2",
        inputs: { a: { ...SCHEMA, extensions: { "x-unit": "m" } } },
        extensions: { example: { a: 1 } },
      },
    ],
    [
      "numbers as texts, and no limit",
      {
        id: "p",
        inputs: {
          a: { minOccurs: "1", maxOccurs: "unbounded" },
          b: { maxOccurs: "2" },
          c: { minOccurs: "some" },
        },
      },
      {
        id: "p",
        inputs: {
          a: { minOccurs: 1, maxOccurs: "unbounded" },
          b: { maxOccurs: 2 },
          c: { extensions: { minOccurs: "some" } },
        },
      },
    ],
    [
      "drafts before 1.0",
      {
        process: {
          id: "p",
          inputs: [{ id: "a", title: "A" }],
          outputs: [{ id: "b", ...SCHEMA }],
        },
      },
      { id: "p", inputs: { a: { title: "A" } }, outputs: { b: SCHEMA } },
    ],
    [
      "what is of another type, as it was sent",
      {
        id: "p",
        keywords: { en: ["k"] },
        metadata: { a: 1 },
        inputs: { a: true },
        outputs: "none",
      },
      {
        id: "p",
        extensions: {
          keywords: { en: ["k"] },
          metadata: { a: 1 },
          inputs: { a: true },
          outputs: "none",
        },
      },
    ],
    [
      "names that objects have anyway",
      JSON.parse('{"id": "p", "__proto__": 1, "constructor": 2}'),
      {
        id: "p",
        extensions: JSON.parse('{"__proto__": 1, "constructor": 2}') as unknown,
      },
    ],
    ["no id", { title: "t" }, undefined],
  ])("reads %s", (_name, document, wanted) => {
    expect(readProcessDescription(document)).toEqual(wanted);
  });
});

describe("readProcessSummary", () => {
  it.each<[string, unknown, unknown]>([
    ["a bare id", "p", [{ id: "p" }]],
    ["a summary", { id: "p", version: "1" }, [{ id: "p", version: "1" }]],
    ["what is no process", 7, []],
  ])("reads %s", (_name, entry, wanted) => {
    expect(readProcessSummary(entry)).toEqual(wanted);
  });
});

describe("readListedJob", () => {
  const UNTOLD = { status: "running", originalStatus: "unknown" };
  it.each<[string, unknown, unknown]>([
    ["a bare id", "a", { jobID: "a", ...UNTOLD }],
    [
      "a status",
      { id: "a", status: "finished" },
      { jobID: "a", status: "successful", originalStatus: "finished" },
    ],
    ["a bare number", 7, { jobID: "7", ...UNTOLD }],
    [
      "a job without a status",
      { jobID: "a", processID: "p", status: null },
      { jobID: "a", processID: "p", ...UNTOLD },
    ],
    [
      "a job without a status that has ended",
      { jobID: "a", finished: "2026-01-01T00:00:00Z" },
      {
        jobID: "a",
        status: "successful",
        originalStatus: "unknown",
        finished: "2026-01-01T00:00:00Z",
      },
    ],
    ["what is no job", { name: "a" }, undefined],
  ])("reads %s", (_name, entry, wanted) => {
    expect(readListedJob(entry)).toEqual(wanted);
  });
});
