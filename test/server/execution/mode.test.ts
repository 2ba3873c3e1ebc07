import { expect, it } from "vitest";
import type { JobControlOption } from "../../../src/server/index.js";
import {
  chooseMode,
  type ExecutionMode,
} from "../../../src/server/execution/mode.js";
import { readPrefer } from "../../../src/server/http/prefer.js";

const BOTH: readonly JobControlOption[] = ["sync-execute", "async-execute"];
const ONLY_SYNC: readonly JobControlOption[] = ["sync-execute", "dismiss"];
const ONLY_ASYNC: readonly JobControlOption[] = ["async-execute"];

it.each<[string, readonly JobControlOption[], string, ExecutionMode]>([
  ["both, no preference", BOTH, "", { mode: "sync", applied: {} }],
  [
    "both, async",
    BOTH,
    "respond-async",
    { mode: "async", applied: { async: "respond-async" } },
  ],
  [
    "both, a wait",
    BOTH,
    "wait=2",
    { mode: "sync", waitMs: 2000, applied: { sync: "wait=2" } },
  ],
  [
    "both, async with a wait",
    BOTH,
    "respond-async, wait=2",
    {
      mode: "async",
      waitMs: 2000,
      applied: { sync: "wait=2", async: "respond-async" },
    },
  ],
  [
    "both, a wait beyond the longest",
    BOTH,
    "wait=3600",
    { mode: "sync", waitMs: 60_000, applied: { sync: "wait=60" } },
  ],
  [
    "only sync, async",
    ONLY_SYNC,
    "respond-async",
    { mode: "sync", applied: {} },
  ],
  ["only sync, a wait", ONLY_SYNC, "wait=2", { mode: "sync", applied: {} }],
  ["only async, no preference", ONLY_ASYNC, "", { mode: "async", applied: {} }],
  [
    "only async, async",
    ONLY_ASYNC,
    "respond-async",
    { mode: "async", applied: { async: "respond-async" } },
  ],
  ["neither, as if sync", ["dismiss"], "", { mode: "sync", applied: {} }],
])("%s", (_name, options, prefer, wanted) => {
  expect(chooseMode(options, readPrefer(prefer))).toEqual(wanted);
});
