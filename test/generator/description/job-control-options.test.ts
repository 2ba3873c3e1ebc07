import { expect, it } from "vitest";
import { readJobControlOptions } from "../../../src/generator/description/job-control-options.js";
import type { Diagnostic } from "../../../src/generator/diagnostic.js";

const BOTH = ["sync-execute", "async-execute"];

it.each<
  readonly [
    given: unknown,
    wanted: readonly string[] | undefined,
    warned?: readonly string[],
  ]
>([
  [undefined, undefined],
  [null, undefined],
  [[], []],
  [
    ["sync-execute", "async-execute", "dismiss"],
    [...BOTH, "dismiss"],
  ],
  [
    ["SYNC-EXECUTE", "Async_Execute", "DISMISS"],
    [...BOTH, "dismiss"],
  ],
  [["syncExecute", "asyncExecute"], BOTH],
  [["sync", "async"], BOTH],
  [["synchronous", "asynchronous-execution"], BOTH],
  [["async", "async-execute"], ["async-execute"]],
  [
    ["http://www.opengis.net/def/job-control/async-execute", "ogc:dismiss"],
    ["async-execute", "dismiss"],
  ],
  // WPS 2.0 has one text.
  ["sync-execute async-execute", BOTH],
  ["sync-execute,async-execute", BOTH],
  [["sync-execute", "asynch"], ["sync-execute", "asynch"], ["/1"]],
  [["async-execute", 1], ["async-execute"], ["/1"]],
  [{ async: true }, undefined, [""]],
])("%j", (given, wanted, warned: readonly string[] = []) => {
  const problems: Diagnostic[] = [];
  expect(readJobControlOptions(given, "", problems)).toEqual(wanted);
  expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual(
    warned.map((pointer) => ["job-control-option-unknown", pointer]),
  );
});
