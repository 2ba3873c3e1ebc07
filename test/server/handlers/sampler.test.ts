import { describe, expect, it } from "vitest";
import type { Schema } from "../../../src/server/documents.js";
import { sampleOf } from "../../../src/server/handlers/sampler.js";
import { MediaValue } from "../../../src/server/process.js";

const PNG: Schema = {
  type: "string",
  contentEncoding: "base64",
  contentMediaType: "image/x",
};
const CSV: Schema = { type: "string", contentMediaType: "text/csv" };
const IMAGE = new MediaValue("image/x", "sample");
const TABLE = new MediaValue("text/csv", "name,value\nsample,1\n");

describe("sampleOf", () => {
  it.each<[name: string, schema: Schema, wanted: unknown]>([
    ["an example", { type: "integer", examples: [7] }, 7],
    [
      "a value, where the example is not valid",
      { type: "integer", examples: ["7"] },
      1,
    ],
    [
      "a value of the branch that can be",
      { anyOf: [{ allOf: [{ const: 1 }, { const: 2 }] }, { const: 3 }] },
      3,
    ],
    ["a value that is not the first", { enum: [1, 2], not: { const: 1 } }, 2],
    ["bytes", PNG, IMAGE],
    ["content by a reference", { $ref: "#/$defs/csv" }, TABLE],
    ["contents", { type: "array", items: CSV }, [TABLE, TABLE]],
    [
      "one of two contents, which are both text",
      { oneOf: [PNG, { ...PNG, contentMediaType: "image/y" }] },
      IMAGE,
    ],
    [
      "a text that may be content",
      { anyOf: [{ type: "string" }, CSV] },
      "sample",
    ],
    [
      "nothing, where nothing can be",
      { allOf: [{ type: "string" }, { type: "object" }] },
      undefined,
    ],
  ])("is %s", (_name, schema, wanted) => {
    expect(sampleOf(schema, { csv: CSV }, "seed")).toEqual(wanted);
  });
});
