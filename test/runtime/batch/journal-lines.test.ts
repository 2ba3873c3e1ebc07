import { expect, it } from "vitest";
import {
  addLine,
  type RecordedRun,
} from "../../../src/runtime/batch/journal-lines.js";

const INTENT = { run: "a", inputs: "00", at: "2026-01-01T00:00:00Z" };
const SENT = { inputs: "00", at: "2026-01-01T00:00:00Z" };
const JOB = { run: "a", job: "j" };
const ERROR = { code: "job-failed", message: "no" };

it.each<readonly [string, readonly object[], RecordedRun | undefined]>([
  ["sent", [INTENT], SENT],
  ["accepted", [INTENT, JOB], { ...SENT, job: "j" }],
  ["refused", [INTENT, { run: "a", refused: true }], undefined],
  [
    "successful",
    [INTENT, JOB, { run: "a", end: "successful", outputs: 1 }],
    { ...SENT, job: "j", end: { end: "successful", outputs: 1 } },
  ],
  [
    "failed",
    [INTENT, JOB, { run: "a", end: "failed", error: ERROR }],
    {
      ...SENT,
      job: "j",
      end: { end: "failed", error: { code: "job-failed", message: "no" } },
    },
  ],
  [
    "sent again after its end",
    [INTENT, JOB, { run: "a", end: "failed", error: ERROR }, INTENT],
    SENT,
  ],
])("knows a run that was %s", (_, lines, wanted) => {
  const runs = new Map<string, RecordedRun>();
  for (const line of lines) {
    expect(addLine(runs, JSON.stringify(line))).toBe(true);
  }
  expect(runs.get("a")).toEqual(wanted);
});

it.each([
  "",
  "{",
  "[]",
  "{}",
  '{"run":1}',
  '{"run":"a"}',
  '{"run":"b","job":"j"}',
  '{"run":"a","end":"other"}',
  '{"run":"a","end":"failed"}',
  '{"run":"a","end":"failed","error":{"code":1}}',
])("refuses %s", (line) => {
  const runs = new Map<string, RecordedRun>([["a", SENT]]);
  expect(addLine(runs, line)).toBe(false);
  expect(runs).toEqual(new Map([["a", SENT]]));
});
