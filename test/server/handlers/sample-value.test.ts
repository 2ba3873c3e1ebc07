import { describe, expect, it } from "vitest";
import { randomOf } from "../../../src/server/handlers/random.js";
import {
  NO_SAMPLE,
  sampleValue,
} from "../../../src/server/handlers/sample-value.js";

describe("sampleValue", () => {
  it.each<[name: string, schema: unknown, wanted: unknown]>([
    ["anything", true, "sample"],
    ["nothing", false, NO_SAMPLE],
    ["an example", { type: "string", examples: ["a"], default: "b" }, "a"],
    ["a default", { type: "string", default: "b" }, "b"],
    ["a constant", { const: null }, null],
    ["a listed value", { enum: ["a", "b"] }, "a"],
    ["no listed value", { enum: [] }, NO_SAMPLE],
    ["a value, not null", { type: ["null", "boolean"] }, true],
    ["null", { type: "null" }, null],
    ["a number between bounds", { exclusiveMinimum: 0, maximum: 0.5 }, 0.5],
    [
      "a number between close bounds",
      { minimum: 0.125, maximum: 0.25 },
      0.1875,
    ],
    ["a multiple", { type: "integer", minimum: 5, multipleOf: 4 }, 8],
    ["a list", { items: { type: "integer" } }, [1, 1]],
    ["a tuple", { prefixItems: [{ const: 1 }], items: false }, [1]],
    [
      "a list with something in it",
      { type: "array", maxItems: 0, contains: { const: 1 } },
      [1],
    ],
    ["too long a list", { type: "array", minItems: 1e6 }, NO_SAMPLE],
    [
      "an object",
      { properties: { a: { const: 1 } }, required: ["a", "b"] },
      { a: 1, b: "sample" },
    ],
    [
      "an object that must not have what it must have",
      { properties: { a: false }, required: ["a"] },
      NO_SAMPLE,
    ],
    [
      "an object by additional properties",
      { additionalProperties: { const: 1 } },
      { sample1: 1 },
    ],
    [
      "a small object",
      { type: "object", minProperties: 1 },
      { sample1: "sample" },
    ],
  ])("is %s", (_name, schema, wanted) => {
    expect(
      sampleValue(schema, {
        definitions: {},
        random: { below: () => 0 },
        usesExamples: true,
      }),
    ).toEqual(wanted);
  });

  it("ends where a schema contains itself", () => {
    const node = { properties: { next: { $ref: "#/$defs/node" } } };
    const value = sampleValue(node, {
      definitions: { node },
      random: randomOf(""),
      usesExamples: true,
    });
    expect(JSON.stringify(value)).toBe(
      '{"next":{"next":{"next":{"next":{}}}}}',
    );
    const endless = { ...node, required: ["next"] };
    expect(
      sampleValue(endless, {
        definitions: { node: endless },
        random: randomOf(""),
        usesExamples: true,
      }),
    ).toBe(NO_SAMPLE);
  });

  it("has different items where they must differ", () => {
    const list = sampleValue(
      {
        type: "array",
        uniqueItems: true,
        minItems: 3,
        items: { enum: [1, 2, 3] },
      },
      { definitions: {}, random: randomOf(""), usesExamples: true },
    );
    expect(new Set(list as readonly number[])).toEqual(new Set([1, 2, 3]));
  });
});
