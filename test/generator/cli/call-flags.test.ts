import { expect, it } from "vitest";
import { callFlags } from "../../../src/generator/cli/call-flags.js";

const NONE = {
  set: [],
  inputs: undefined,
  validate: true,
  outputs: undefined,
  mode: undefined,
  detach: false,
  dismissOnInterrupt: false,
  wait: false,
  saveTo: undefined,
  maxWaitMs: undefined,
  pollIntervalMs: undefined,
};

it.each<[name: string, flags: Record<string, unknown>, wanted: object]>([
  ["nothing", {}, {}],
  [
    "inputs and outputs",
    { set: ["a=1", "b=2"], inputs: "-", output: ["o"], validate: false },
    { set: ["a=1", "b=2"], inputs: "-", outputs: ["o"], validate: false },
  ],
  [
    "how it is run",
    { mode: "sync", detach: true, dismissOnInterrupt: true, wait: true },
    { mode: "sync", detach: true, dismissOnInterrupt: true, wait: true },
  ],
  [
    "seconds, which also mean to wait",
    { maxWait: "1.5", pollInterval: "0.25" },
    { maxWaitMs: 1500, pollIntervalMs: 250, wait: true },
  ],
  ["a folder", { saveTo: "maps" }, { saveTo: "/project/maps" }],
])("reads %s", (_name, flags, wanted) => {
  expect(callFlags(flags, "/project")).toEqual({ ...NONE, ...wanted });
});

it.each([
  ["maxWait", "--max-wait"],
  ["pollInterval", "--poll-interval"],
])("refuses a %s that is no number", (name, flag) => {
  expect(() => callFlags({ [name]: "soon" }, "/project")).toThrow(
    `${flag} must be a number above 0.`,
  );
});
