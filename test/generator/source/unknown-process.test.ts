import { describe, expect, it } from "vitest";
import {
  idsHint,
  shownIds,
  unknownProcesses,
  withNearIds,
} from "../../../src/generator/source/unknown-process.js";

const MANY = ["a1", "b2", "c3", "d4", "e5", "f6"];

describe("the hint about ids that do not exist", () => {
  it.each<[string, string[], string[], string]>([
    ["a similar one", ["bufer"], ["buffer", "x"], 'Did you mean "buffer"?'],
    [
      "several similar ones",
      ["buffe"],
      ["buffers", "buffer"],
      'Did you mean "buffer" or "buffers"?',
    ],
    [
      "those similar to several, each once",
      ["bufer", "bufffer", "clp"],
      ["buffer", "clip"],
      'Did you mean "buffer" or "clip"?',
    ],
    ["none similar", ["zzz"], ["a1", "b2"], 'There are: "a1", "b2".'],
    [
      "none similar among many",
      ["zzz"],
      MANY,
      'There are: "a1", "b2", "c3", "d4", "e5" ....',
    ],
    ["none", ["a"], [], "Check the URL, and that you may see its processes."],
    ["quotes in an id", ["a'b"], ['a"b'], 'Did you mean "a\\"b"?'],
  ])("names %s", (_name, ids, available, wanted) => {
    expect(idsHint(ids, available)).toBe(wanted);
  });
});

it("shows five of many ids", () => {
  expect(shownIds(MANY.slice(0, 5))).toBe('"a1", "b2", "c3", "d4", "e5"');
  expect(shownIds(MANY)).toBe('"a1", "b2", "c3", "d4", "e5" ...');
});

it.each<[string[], string]>([
  [["bufer"], 'There is no process "bufer".'],
  [["bufer", "clp"], 'There are no processes "bufer" or "clp".'],
])("the error about %j says so, and where", (ids, message) => {
  expect(unknownProcesses(ids, ["buffer"], "http://h/")).toMatchObject({
    code: "process-unknown",
    message,
    where: "http://h/",
    hint: 'Did you mean "buffer"?',
  });
});

it("adds similar ids to findings about ids that do not exist alone", () => {
  const finding = { severity: "error", code: "c", message: "m" } as const;
  const found = [
    { ...finding, process: "bufer" },
    { ...finding, process: "buffer", hint: "its own" },
    finding,
  ];
  expect(withNearIds(found, new Set(["bufer"]), ["buffer"])).toEqual([
    { ...finding, process: "bufer", hint: 'Did you mean "buffer"?' },
    { ...finding, process: "buffer", hint: "its own" },
    finding,
  ]);
});
