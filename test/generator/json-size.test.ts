import { describe, expect, it } from "vitest";
import { sizeOfJson } from "../../src/generator/json-size.js";

describe("the size of a JSON value", () => {
  it.each([
    [
      "a scalar",
      1,
      { values: 1, depth: 0, characters: 0, finite: true, marked: false },
    ],
    [
      "a text",
      "abc",
      { values: 1, depth: 0, characters: 3, finite: true, marked: false },
    ],
    [
      "null",
      null,
      { values: 1, depth: 0, characters: 0, finite: true, marked: false },
    ],
    [
      "an empty list",
      [],
      { values: 1, depth: 0, characters: 0, finite: true, marked: false },
    ],
    [
      "a list",
      [1, "a"],
      { values: 3, depth: 1, characters: 1, finite: true, marked: false },
    ],
    [
      "an object",
      { ab: { c: ["d"] } },
      { values: 4, depth: 3, characters: 4, finite: true, marked: false },
    ],
    [
      "an infinite number",
      [[-Infinity]],
      { values: 3, depth: 2, characters: 0, finite: false, marked: false },
    ],
    [
      "the name of a reference",
      [{ a: { $ref: "" } }],
      { values: 4, depth: 3, characters: 5, finite: true, marked: true },
    ],
    [
      "the prototype as a name",
      JSON.parse('{"__proto__":1}') as unknown,
      { values: 2, depth: 1, characters: 9, finite: true, marked: false },
    ],
  ])("%s", (_name, given, wanted) => {
    expect(sizeOfJson(given, 1000)).toEqual(wanted);
  });

  it("is counted little further than the limit", () => {
    const wide = Array.from({ length: 100 }, () => [1, 2, 3]);
    expect(sizeOfJson(wide, 10).values).toBeGreaterThan(10);
  });

  it("is measured at any depth", () => {
    const text = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(sizeOfJson(JSON.parse(text), 1_000_000).depth).toBe(99_999);
  });
});
