import { describe, expect, it } from "vitest";
import { sizeOfJson } from "../../../src/generator/json-size.js";
import { excessOf } from "../../../src/generator/source/limits.js";

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
    expect(excessOf(sizeOfJson(given, limits.values), limits)).toBe(wanted);
  });
});
