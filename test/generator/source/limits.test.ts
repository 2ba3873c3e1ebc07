import { describe, expect, it } from "vitest";
import { excessOf } from "../../../src/generator/source/limits.js";
import { sizeOfJson } from "../../../src/generator/json-size.js";

describe("the size of a value of JSON", () => {
  it.each([
    ["a scalar", 1, { values: 1, depth: 0, characters: 0, finite: true }],
    ["a text", "abc", { values: 1, depth: 0, characters: 3, finite: true }],
    ["null", null, { values: 1, depth: 0, characters: 0, finite: true }],
    ["an empty list", [], { values: 1, depth: 0, characters: 0, finite: true }],
    ["a list", [1, "a"], { values: 3, depth: 1, characters: 1, finite: true }],
    [
      "an object",
      { ab: { c: ["d"] } },
      { values: 4, depth: 3, characters: 4, finite: true },
    ],
    [
      "an infinite number",
      [[-Infinity]],
      { values: 3, depth: 2, characters: 0, finite: false },
    ],
    [
      "the prototype as a name",
      JSON.parse('{"__proto__":1}') as unknown,
      { values: 2, depth: 1, characters: 9, finite: true },
    ],
  ])("%s", (_name, given, wanted) => {
    expect(sizeOfJson(given, 1000)).toEqual(wanted);
  });

  it("is counted only as far as it matters", () => {
    const wide = Array.from({ length: 100 }, () => [1, 2, 3]);
    expect(sizeOfJson(wide, 10).values).toBeGreaterThan(10);
  });

  it("is measured at any depth", () => {
    const text = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(sizeOfJson(JSON.parse(text), 1_000_000).depth).toBe(99_999);
  });
});

describe("a description that is too large", () => {
  const limits = { depth: 3, values: 10, characters: 20 };

  it.each([
    ["at the limits", { a: { b: { c: 1 } } }, undefined],
    [
      "too deep",
      { a: { b: { c: [1] } } },
      "The description nests deeper than 3 levels.",
    ],
    [
      "too many values",
      [...Array(10).keys()],
      "The description has more than 10 values.",
    ],
    [
      "too much text",
      "x".repeat(21),
      "The texts of the description have more than 20 characters.",
    ],
    [
      "names that are too long",
      { ["x".repeat(21)]: 1 },
      "The texts of the description have more than 20 characters.",
    ],
  ])("%s", (_name, given, wanted) => {
    expect(excessOf(given, limits)).toBe(wanted);
  });
});
