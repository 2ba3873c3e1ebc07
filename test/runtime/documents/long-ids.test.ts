import { describe, expect, it } from "vitest";
import {
  hasLongId,
  withLongIdsAsTexts,
} from "../../../src/runtime/documents/long-ids.js";

const LONG = "9007199254740993";

describe("hasLongId", () => {
  it.each<[string, unknown, boolean]>([
    ["a long integer", Number(LONG), true],
    ["a job of a long id", { jobID: Number(LONG) }, true],
    ["a job of a draft", { id: Number(LONG) }, true],
    ["a short integer", 7, false],
    ["a job of a short id", { jobID: 7 }, false],
    ["a text", LONG, false],
    ["a long integer that is no id", { size: Number(LONG) }, false],
    ["null", null, false],
  ])("%s: %s", (_name, entry, wanted) => {
    expect(hasLongId(entry)).toBe(wanted);
  });
});

describe("withLongIdsAsTexts", () => {
  it.each<[string, string, string]>([
    [
      "ids of jobs",
      `{"jobs": [{"jobID" : ${LONG}}, {"status":"x","id":\t${LONG}9}]}`,
      `{"jobs": [{"jobID" : "${LONG}"}, {"status":"x","id":\t"${LONG}9"}]}`,
    ],
    [
      "bare ids, among others",
      `{"jobs": [${LONG},"${LONG}", 7, ${LONG} ]}`,
      `{"jobs": ["${LONG}","${LONG}", 7, "${LONG}" ]}`,
    ],
    ["a list alone", `[${LONG}]`, `["${LONG}"]`],
    [
      "a list of jobs alone",
      `[{"a":{"b":[1]},"jobId":${LONG}}]`,
      `[{"a":{"b":[1]},"jobId":"${LONG}"}]`,
    ],
    ["no short id", '{"jobs":[{"jobID":12}]}', '{"jobs":[{"jobID":12}]}'],
    [
      "no other number",
      `{"id":${LONG},"jobs":[{"size":${LONG},"of":{"id":${LONG}},"ids":[${LONG}]}]}`,
      `{"id":${LONG},"jobs":[{"size":${LONG},"of":{"id":${LONG}},"ids":[${LONG}]}]}`,
    ],
    [
      "no other list",
      `{"counts":[${LONG}],"jobs":[1],"x":[{"id":${LONG}}]}`,
      `{"counts":[${LONG}],"jobs":[1],"x":[{"id":${LONG}}]}`,
    ],
    [
      "no number that is none of the digits alone",
      `{"jobs":[${LONG}.5,-${LONG},${LONG}e2]}`,
      `{"jobs":[${LONG}.5,-${LONG},${LONG}e2]}`,
    ],
    [
      "nothing in a text",
      String.raw`{"jobs":["[${LONG}]","\"id\":${LONG}","\\",${LONG}]}`,
      String.raw`{"jobs":["[${LONG}]","\"id\":${LONG}","\\","${LONG}"]}`,
    ],
  ])("changes %s", (_name, text, wanted) => {
    expect(withLongIdsAsTexts(text, "jobs")).toBe(wanted);
    expect(JSON.parse(wanted)).toBeDefined();
  });
});
