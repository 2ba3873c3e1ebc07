import { describe, expect, it } from "vitest";
import { outputShape } from "../../../src/generator/emit/output-shape.js";
import { asJson } from "../../../src/generator/json.js";

const OBJECT = { type: "object", properties: { href: {}, rel: {} } };

describe("the shape of an output", () => {
  it.each<[string, object, unknown]>([
    ["of anything", {}, undefined],
    ["a type", { type: "string" }, { types: ["string"] }],
    [
      "several types",
      { type: ["integer", "null"] },
      { types: ["integer", "null"] },
    ],
    [
      "members that a link has as well",
      OBJECT,
      { types: ["object"], members: ["href"] },
    ],
    ["other members", { properties: { a: {} } }, { members: [] }],
    ["an object without members", { properties: {} }, undefined],
    [
      "items",
      { type: "array", items: OBJECT },
      { types: ["array"], items: { types: ["object"], members: ["href"] } },
    ],
    [
      "items of items, which nothing asks for",
      { type: "array", items: { items: OBJECT } },
      { types: ["array"] },
    ],
    [
      "alternatives and parts",
      {
        anyOf: [{ type: "null" }, { allOf: [OBJECT] }],
        oneOf: [{ properties: { value: {} } }],
      },
      { types: ["null", "object"], members: ["href", "value"] },
    ],
    [
      "a reference, also one to itself",
      { $ref: "#/$defs/tree" },
      {
        types: ["object"],
        members: ["value"],
        items: { types: ["object"], members: ["value"] },
      },
    ],
    ["a reference that leads nowhere", { $ref: "#/$defs/none" }, undefined],
  ])("%s", (_name, schema, wanted) => {
    const outputs = asJson({
      type: "object",
      properties: { a: schema },
      $defs: {
        tree: {
          type: "object",
          properties: { value: {} },
          items: { $ref: "#/$defs/tree" },
        },
      },
    });
    const shape = outputShape(outputs, { name: "a", form: "value" });
    expect(shape).toEqual(wanted);
    const either = { name: "a", form: "value-or-file" } as const;
    expect(outputShape(outputs, either)).toEqual(wanted);
  });

  it.each([
    ["a file", "a", "file"],
    ["a link", "a", "link"],
    ["no output", "constructor", "value"],
  ] as const)("is not needed of %s", (_name, name, form) => {
    const outputs = asJson({ properties: { a: OBJECT } });
    expect(outputShape(outputs, { name, form })).toBeUndefined();
  });
});
