import { describe, expect, it } from "vitest";
import { judgesOf } from "../../../src/generator/execution/input-judge.js";
import { described } from "./kinds.js";

const judges = judgesOf(await described());

describe("an input", () => {
  it.each<[name: string, value: unknown, isValid: boolean, isOfType: boolean]>([
    ["whole", 12, true, true],
    ["whole", 200, false, true],
    ["whole", 1.5, false, false],
    ["whole", "12", false, false],
    ["code", "0123", true, true],
    ["code", "12", false, true],
    ["maybe", null, true, true],
    ["numbers", [1, 2], true, true],
    ["numbers", ["1"], false, false],
    ["numbers", 1, false, false],
    ["names", ["a", "b"], true, true],
    ["names", "a", false, false],
    ["place", { x: 1 }, true, true],
    ["place", { x: "1" }, false, true],
    ["anything", [null], true, true],
    // All that it takes is content.
    ["image", "iVBORw==", true, false],
    // What nobody describes is reported when the inputs are checked.
    ["unknown", 1, false, true],
  ])(
    "%s is as a whole %j: %s, of its type %s",
    async (name, value, ...wanted) => {
      const { whole } = judges(name);
      expect([await whole.isValid(value), whole.isOfType(value)]).toEqual(
        wanted,
      );
    },
  );

  it.each<[name: string, value: unknown, isValid: boolean, isOfType: boolean]>([
    ["numbers", 1, true, true],
    ["numbers", "1", false, false],
    ["names", "a", true, true],
    ["names", "c", false, true],
  ])(
    "%s has as an item %j: %s, of its type %s",
    async (name, value, ...wanted) => {
      const { item } = judges(name);
      expect([await item.isValid(value), item.isOfType(value)]).toEqual(wanted);
    },
  );
});
