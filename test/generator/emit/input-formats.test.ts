import { describe, expect, it } from "vitest";
import { textMediaType } from "../../../src/generator/emit/input-formats.js";
import { asJson } from "../../../src/generator/json.js";

const GML = { type: "string", contentMediaType: "application/gml+xml" };
const CSV = { type: "string", contentMediaType: "text/csv" };
const PNG = {
  type: "string",
  contentMediaType: "image/png",
  contentEncoding: "base64",
};
const OBJECT = { type: "object" };

describe("the media type of a text", () => {
  it.each<[string, object, string | undefined]>([
    ["of one format", GML, undefined],
    ["of one format, or null", { anyOf: [GML, { type: "null" }] }, undefined],
    ["beside an object", { oneOf: [OBJECT, GML] }, "application/gml+xml"],
    ["beside a binary format", { oneOf: [PNG, CSV, GML] }, "text/csv"],
    ["of which none is text", { oneOf: [PNG, { ...PNG }] }, undefined],
    [
      "that is base64",
      { oneOf: [OBJECT, { ...GML, contentEncoding: "base64" }] },
      undefined,
    ],
    [
      "that has a charset",
      { oneOf: [OBJECT, { ...GML, contentEncoding: "utf-8" }] },
      "application/gml+xml",
    ],
    ["beside a plain string", { oneOf: [{ type: "string" }, GML] }, undefined],
    ["beside anything", { oneOf: [{}, GML] }, undefined],
    [
      "in an array",
      { type: "array", items: { oneOf: [OBJECT, GML] } },
      "application/gml+xml",
    ],
    [
      "of a reference",
      { oneOf: [{ $ref: "#/$defs/object" }, { $ref: "#/$defs/csv" }] },
      "text/csv",
    ],
  ])("%s", (_name, schema, wanted) => {
    const inputs = asJson({
      properties: { a: schema },
      $defs: { object: OBJECT, csv: CSV },
    });
    expect(textMediaType(inputs, { name: "a", form: "binary" })).toBe(wanted);
    expect(textMediaType(inputs, { name: "a" })).toBeUndefined();
    expect(textMediaType(inputs, { name: "b", form: "binary" })).toBe(
      undefined,
    );
  });
});
