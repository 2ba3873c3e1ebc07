import { describe, expect, it } from "vitest";
import {
  joinShapes,
  meetShapes,
} from "../../../src/generator/emit/shape-algebra.js";
import type { ValueShape } from "../../../src/runtime/documents/process-definition.js";

type Shape = ValueShape | undefined;

const TEXT: ValueShape = { types: ["string"] };
const NUMBER: ValueShape = { types: ["number"] };
const VALUE: ValueShape = {
  types: ["object"],
  required: ["value", "a"],
  members: { value: TEXT },
};
const LINK: ValueShape = {
  types: ["object"],
  required: ["a"],
  members: { href: TEXT },
};

describe("shapes", () => {
  it.each<[string, Shape, Shape, Shape, Shape]>([
    ["nothing and a shape", undefined, TEXT, TEXT, undefined],
    ["anything and a shape", {}, TEXT, {}, TEXT],
    ["two types", TEXT, NUMBER, { types: ["string", "number"] }, {}],
    [
      "a number and an integer",
      NUMBER,
      { types: ["integer"] },
      { types: ["number", "integer"] },
      { types: ["integer"] },
    ],
    [
      "two objects",
      VALUE,
      LINK,
      { types: ["object"], required: ["a"], members: { value: {}, href: {} } },
      {
        types: ["object"],
        required: ["value", "a"],
        members: { value: TEXT, href: TEXT },
      },
    ],
    [
      "an object and a text",
      VALUE,
      TEXT,
      {
        types: ["object", "string"],
        required: ["value", "a"],
        members: { value: TEXT },
      },
      { required: ["value", "a"], members: { value: {} } },
    ],
    [
      "two arrays",
      { types: ["array"], items: TEXT },
      { types: ["array"], items: NUMBER },
      { types: ["array"], items: { types: ["string", "number"] } },
      { types: ["array"] },
    ],
    [
      "an array and an array of anything",
      { types: ["array"], items: TEXT },
      { types: ["array"] },
      { types: ["array"] },
      { types: ["array"], items: TEXT },
    ],
    [
      "an array and null",
      { types: ["array"], items: TEXT },
      { types: ["null"] },
      { types: ["array", "null"], items: TEXT },
      { items: TEXT },
    ],
  ])("%s", (_name, left, right, either, both) => {
    expect(joinShapes(left, right)).toEqual(either);
    expect(meetShapes(left, right)).toEqual(both);
  });
});
