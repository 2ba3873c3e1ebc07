import { describe, expect, it } from "vitest";
import { suggestion, suggestions } from "../../src/generator/suggest.js";

const WORDS = ["url", "out", "concurrency", "packageName", "check", "port"];

describe("a mistyped word", () => {
  it.each<[string, string, string | undefined]>([
    ["a letter too many", "urll", "url"],
    ["a letter too few", "conurrency", "concurrency"],
    ["another letter", "pori", "port"],
    ["two letters swapped", "chekc", "check"],
    ["two letters swapped in a short word", "prot", "port"],
    ["another way of writing", "package_nam", "packageName"],
    ["another case", "URL", "url"],
    ["a longer word", "output", "out"],
    ["the beginning", "concurr", "concurrency"],
    ["a part", "Name", "packageName"],
    ["something else", "frobnicate", undefined],
    ["nothing", "", undefined],
    ["nothing but dashes", "--", undefined],
    ["two other letters", "bot", undefined],
    ["three other letters", "xyz", undefined],
    ["a text without end", "concurrency".repeat(1000), undefined],
  ])("%s: %j means %j", (_, word, wanted) => {
    expect(suggestion(word, WORDS)).toBe(wanted);
  });
});

it("names at most three, the most similar first", () => {
  const ids = ["buffers", "geometry-buffer", "buffer", "bufer", "x", "beffers"];
  expect(suggestions("buffer", ids)).toEqual(["buffer", "buffers", "bufer"]);
  expect(suggestions("buffer", ids, 9)).toEqual([
    "buffer",
    "buffers",
    "bufer",
    "beffers",
    "geometry-buffer",
  ]);
});

it("passes over candidates without end", () => {
  expect(suggestions("buffer", ["b".repeat(1_000_000)])).toEqual([]);
});
