import { expect, it } from "vitest";
import type { JobControlOption } from "../../../src/server/index.js";
import { chooseMode } from "../../../src/server/execution/mode.js";
import type { ExecutionMode } from "../../../src/server/execution/mode.js";
import { readPrefer } from "../../../src/server/execution/prefer.js";

const both: readonly JobControlOption[] = ["sync-execute", "async-execute"];
const onlySync: readonly JobControlOption[] = ["sync-execute", "dismiss"];
const onlyAsync: readonly JobControlOption[] = ["async-execute"];

it.each<[string, readonly JobControlOption[], string, ExecutionMode]>([
  ["both, no preference", both, "", { mode: "sync", applied: {} }],
  [
    "both, async",
    both,
    "respond-async",
    { mode: "async", applied: { async: "respond-async" } },
  ],
  [
    "both, a wait",
    both,
    "wait=2",
    { mode: "sync", waitMs: 2000, applied: { sync: "wait=2" } },
  ],
  [
    "both, async with a wait",
    both,
    "respond-async, wait=2",
    {
      mode: "async",
      waitMs: 2000,
      applied: { sync: "wait=2", async: "respond-async" },
    },
  ],
  [
    "both, a wait beyond the longest",
    both,
    "wait=3600",
    { mode: "sync", waitMs: 60_000, applied: { sync: "wait=60" } },
  ],
  [
    "only sync, async",
    onlySync,
    "respond-async",
    { mode: "sync", applied: {} },
  ],
  ["only sync, a wait", onlySync, "wait=2", { mode: "sync", applied: {} }],
  ["only async, no preference", onlyAsync, "", { mode: "async", applied: {} }],
  [
    "only async, async",
    onlyAsync,
    "respond-async",
    { mode: "async", applied: { async: "respond-async" } },
  ],
  ["neither, as if sync", ["dismiss"], "", { mode: "sync", applied: {} }],
])("%s", (_name, options, prefer, wanted) => {
  expect(chooseMode(options, readPrefer(prefer))).toEqual(wanted);
});
