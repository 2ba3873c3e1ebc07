import { expect, it } from "vitest";
import { readJobControlOptions } from "../../../src/generator/description/job-control-options.js";
import type { Diagnostic } from "../../../src/generator/diagnostic.js";

const BOTH = ["sync-execute", "async-execute"];

interface Row {
  readonly given: unknown;
  readonly wanted: readonly string[] | undefined;
  /** Pointers of the warnings. */
  readonly warned?: readonly string[];
}

it.each<Row>([
  { given: undefined, wanted: undefined },
  { given: null, wanted: undefined },
  { given: [], wanted: [] },
  {
    given: ["sync-execute", "async-execute", "dismiss"],
    wanted: [...BOTH, "dismiss"],
  },
  {
    given: ["SYNC-EXECUTE", "Async_Execute", "DISMISS"],
    wanted: [...BOTH, "dismiss"],
  },
  { given: ["syncExecute", "asyncExecute"], wanted: BOTH },
  { given: ["sync", "async"], wanted: BOTH },
  { given: ["synchronous", "asynchronous-execution"], wanted: BOTH },
  { given: ["async", "async-execute"], wanted: ["async-execute"] },
  {
    given: ["http://www.opengis.net/def/job/async-execute", "ogc:dismiss"],
    wanted: ["async-execute", "dismiss"],
  },
  // WPS 2.0 has one text.
  { given: "sync-execute async-execute", wanted: BOTH },
  { given: "sync-execute,async-execute", wanted: BOTH },
  {
    given: ["sync-execute", "asynch"],
    wanted: ["sync-execute", "asynch"],
    warned: ["/1"],
  },
  { given: ["async-execute", 1], wanted: ["async-execute"], warned: ["/1"] },
  { given: { async: true }, wanted: undefined, warned: [""] },
])("$given", ({ given, wanted, warned = [] }) => {
  const problems: Diagnostic[] = [];
  expect(readJobControlOptions(given, "", problems)).toEqual(wanted);
  expect(problems.map(({ code, pointer }) => [code, pointer])).toEqual(
    warned.map((pointer) => ["job-control-option-unknown", pointer]),
  );
});
