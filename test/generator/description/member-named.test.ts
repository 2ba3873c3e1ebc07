import { expect, it } from "vitest";
import { memberNamed } from "../../../src/generator/description/member-named.js";
import type { JsonObject } from "../../../src/generator/json.js";

const ROWS: readonly (readonly [string, JsonObject, unknown])[] = [
  ["the exact name", { minOccurs: 1, min_occurs: 2 }, 1],
  ["null, and another form", { minOccurs: null, min_occurs: 2 }, 2],
  ["another case", { MinOccurs: 0 }, 0],
  ["null", { min_occurs: null }, undefined],
  ["nothing", { minOccur: 1 }, undefined],
];

it.each(ROWS)("a member by %s", (_name, value, wanted) => {
  expect(memberNamed(value, "minOccurs")).toBe(wanted);
});

it("is not what all objects inherit", () => {
  expect(memberNamed({}, "constructor")).toBeUndefined();
});
