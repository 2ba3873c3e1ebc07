import { describe, expect, it } from "vitest";
import {
  outputEncoding,
  outputShape,
} from "../../../src/generator/emit/output-shape.js";
import { asJson } from "../../../src/generator/json.js";

const PNG = {
  type: "string",
  contentMediaType: "image/png",
  contentEncoding: "base64",
};
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
    ["listed values", { enum: ["a", null] }, { types: ["string", "null"] }],
    [
      "members that a link has as well",
      OBJECT,
      { types: ["object"], members: { href: {} } },
    ],
    [
      "the output's own name",
      { properties: { a: { type: "number" } } },
      { members: { a: { types: ["number"] } } },
    ],
    ["other members", { properties: { b: {} } }, undefined],
    [
      "required members",
      { type: "object", properties: { b: {} }, required: ["b"] },
      { types: ["object"], required: ["b"] },
    ],
    [
      "items",
      { type: "array", items: OBJECT },
      { types: ["array"], items: { types: ["object"], members: { href: {} } } },
    ],
    [
      "a tuple",
      {
        type: "array",
        prefixItems: [{ type: "string" }, { type: "null" }],
        items: false,
      },
      { types: ["array"], items: { types: ["string", "null"] } },
    ],
    [
      "the first items of an open array",
      { type: "array", prefixItems: [{ type: "string" }] },
      { types: ["array"] },
    ],
    [
      "alternatives: what holds for all of them",
      {
        anyOf: [
          {
            type: "object",
            properties: { value: { type: "string" } },
            required: ["value", "b"],
          },
          { type: "object", properties: { href: {} }, required: ["b", "c"] },
          { type: "null" },
        ],
      },
      {
        types: ["object", "null"],
        required: ["b"],
        members: { value: {}, href: {} },
      },
    ],
    [
      "an alternative of any type",
      { oneOf: [{ type: "string" }, {}] },
      undefined,
    ],
    [
      "parts: what holds for one of them",
      {
        type: "object",
        allOf: [{ required: ["b"] }, OBJECT, { type: ["object", "null"] }],
      },
      { types: ["object"], required: ["b"], members: { href: {} } },
    ],
    [
      "parts that contradict each other",
      { allOf: [{ type: "string" }, { type: "object" }] },
      undefined,
    ],
    [
      "integers among numbers",
      { allOf: [{ type: "number" }, { type: "integer" }] },
      { types: ["integer"] },
    ],
    [
      "a reference, also one to itself",
      { $ref: "#/$defs/tree" },
      { types: ["object"], members: { value: {} } },
    ],
    ["a reference that leads nowhere", { $ref: "#/$defs/none" }, undefined],
    [
      "a value beside a file and a link to it",
      {
        oneOf: [
          PNG,
          OBJECT,
          {
            type: "object",
            properties: { href: { type: "string" } },
            required: ["href"],
          },
        ],
      },
      { types: ["object"], members: { href: {} } },
    ],
    [
      "items beside files",
      {
        type: "array",
        items: { oneOf: [PNG, { type: "object", required: ["b"] }] },
      },
      { types: ["array"], items: { types: ["object"], required: ["b"] } },
    ],
    [
      "a value beside an array of files",
      { anyOf: [{ type: "array", items: PNG }, { type: "number" }] },
      { types: ["number"] },
    ],
    [
      "JSON inside a string, which may arrive parsed",
      { type: "string", contentMediaType: "application/json" },
      undefined,
    ],
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

  it.each<[string, "file" | "link" | "value", object, unknown]>([
    ["a file", "file", PNG, undefined],
    [
      "a file that may be null",
      "file",
      { ...PNG, type: ["string", "null"] },
      { types: ["null"] },
    ],
    [
      "files that may be null",
      "file",
      { anyOf: [{ type: "array", items: PNG }, { type: "null" }] },
      { types: ["null"] },
    ],
    ["a link", "link", OBJECT, undefined],
    [
      "a link that may be null",
      "link",
      { anyOf: [OBJECT, { type: "null" }] },
      { types: ["null"] },
    ],
  ])("of %s", (_name, form, schema, wanted) => {
    const outputs = asJson({ properties: { a: schema } });
    expect(outputShape(outputs, { name: "a", form })).toEqual(wanted);
  });

  it("of no output", () => {
    const outputs = asJson({ properties: { a: OBJECT } });
    const name = "constructor";
    expect(outputShape(outputs, { name, form: "value" })).toBeUndefined();
  });
});

describe("the encoding of an output", () => {
  const ndjson = { type: "string", contentMediaType: "application/x-ndjson" };

  it.each<[string, object, unknown]>([
    ["of base64", { ...ndjson, contentEncoding: "base64" }, undefined],
    ["of nothing that is said", ndjson, undefined],
    ["of a charset", { ...ndjson, contentEncoding: "UTF-8" }, "text"],
    [
      "of a charset, in items",
      { items: { ...ndjson, contentEncoding: "utf8" } },
      "text",
    ],
    [
      "of a charset and base64",
      { oneOf: [{ ...ndjson, contentEncoding: "utf-8" }, PNG] },
      undefined,
    ],
  ])("%s", (_name, schema, wanted) => {
    const outputs = asJson({ properties: { a: schema } });
    expect(outputEncoding(outputs, { name: "a", form: "file" })).toBe(wanted);
    expect(
      outputEncoding(outputs, { name: "a", form: "value" }),
    ).toBeUndefined();
  });
});
