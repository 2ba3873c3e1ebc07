import { describe, expect, it } from "vitest";
import type { ValueShape } from "../../../src/runtime/documents/process-definition.js";
import { fits } from "../../../src/runtime/results/fits.js";
import { misfit } from "../../../src/runtime/results/misfit.js";

const OBJECT: ValueShape = {
  types: ["object", "null"],
  required: ["a", "b"],
  members: { value: { types: ["string"] } },
};

describe("what is wrong with a value", () => {
  it.each<[unknown, ValueShape, string | undefined]>([
    [1, {}, undefined],
    [null, OBJECT, undefined],
    [{ a: 1, b: 2, c: 3 }, OBJECT, undefined],
    [1, { types: ["integer"] }, undefined],
    [1.5, { types: ["integer"] }, "is a number where integer is described"],
    ["x", OBJECT, "is a string where object or null is described"],
    [[], OBJECT, "is an array where object or null is described"],
    [null, { types: ["string"] }, "is null where string is described"],
    [{}, OBJECT, "lacks a, b"],
    [
      { a: 1, b: 2, value: 3 },
      OBJECT,
      "has a member value that is a number where string is described",
    ],
    [
      [1, "x"],
      { types: ["array"], items: { types: ["number"] } },
      "has an item 1 that is a string where number is described",
    ],
  ])("%j %j", (value, shape, wanted) => {
    expect(misfit(value, shape)).toBe(wanted);
    expect(fits(value, shape)).toBe(wanted === undefined);
  });
});
