import { describe, expect, it } from "vitest";
import type { Schema } from "../../../src/server/documents.js";
import {
  flattened,
  target,
  type Definitions,
} from "../../../src/server/handlers/flatten-schema.js";

const DEFINITIONS: Definitions = {
  text: { type: "string" },
  "a/b": { type: "null" },
  circle: { $ref: "#/$defs/circle" },
};
const FIRST = { below: () => 0 };

describe("flattened", () => {
  it.each<[name: string, schema: unknown, wanted: Schema | undefined]>([
    ["true", true, {}],
    ["false", false, undefined],
    [
      "a reference",
      { $ref: "#/$defs/text", maxLength: 3 },
      { type: "string", maxLength: 3 },
    ],
    ["a circle", { $ref: "#/$defs/circle" }, undefined],
    ["a branch", { anyOf: [{ type: "null" }, {}] }, { type: "null" }],
    [
      "bounds of both",
      { minimum: 1, maximum: 9, allOf: [{ minimum: 3, maximum: 5 }] },
      { minimum: 3, maximum: 5 },
    ],
    [
      "types of both",
      { type: ["number", "null"], allOf: [{ type: ["integer", "string"] }] },
      { type: ["integer"] },
    ],
    [
      "values of both",
      { enum: [1, 2], allOf: [{ enum: [2, 3] }] },
      { enum: [2] },
    ],
    [
      "properties of both",
      {
        required: ["a"],
        properties: { a: { minimum: 1 } },
        allOf: [{ required: ["b"], properties: { a: { maximum: 2 }, b: {} } }],
      },
      {
        required: ["a", "b"],
        properties: { a: { allOf: [{ minimum: 1 }, { maximum: 2 }] }, b: {} },
      },
    ],
  ])("is one schema of %s", (_name, schema, wanted) => {
    expect(flattened(schema, DEFINITIONS, FIRST)).toEqual(wanted);
  });
});

it.each([
  ["#/$defs/text", { type: "string" }],
  ["#/$defs/a~1b", { type: "null" }],
  ["#/$defs/toString", {}],
])("%s leads to its definition", (reference, wanted) => {
  expect(target(reference, DEFINITIONS)).toEqual(wanted);
});
