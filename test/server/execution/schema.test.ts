import { describe, expect, it } from "vitest";
import {
  toJsonSchema,
  validatorOf,
} from "../../../src/server/execution/schema.js";
import type { Schema } from "../../../src/server/index.js";

describe("toJsonSchema", () => {
  it.each<[string, Schema, Schema]>([
    [
      "translates nullable",
      { type: "string", nullable: true },
      { anyOf: [{ type: "string" }, { type: "null" }] },
    ],
    [
      "translates nullable in a property",
      { type: "object", properties: { a: { type: "string", nullable: true } } },
      {
        type: "object",
        properties: { a: { anyOf: [{ type: "string" }, { type: "null" }] } },
      },
    ],
    [
      "gives an exclusive minimum its number",
      { type: "number", minimum: 0, exclusiveMinimum: true },
      { type: "number", minimum: 0, exclusiveMinimum: 0 },
    ],
    [
      "drops an exclusive minimum without a number",
      { type: "number", exclusiveMinimum: true },
      { type: "number" },
    ],
    [
      "keeps a numeric exclusive maximum",
      { type: "number", exclusiveMaximum: 9 },
      { type: "number", exclusiveMaximum: 9 },
    ],
    [
      "allows formats to overlap, and follows no reference",
      { oneOf: [{ type: "string" }, { $ref: "http://127.0.0.1:9/x.yaml" }] },
      { anyOf: [{ type: "string" }, {}] },
    ],
    [
      "checks base64",
      { type: "string", contentEncoding: "binary" },
      { type: "string", contentEncoding: "binary", format: "base64" },
    ],
  ])("%s", (_name, schema, wanted) => {
    expect(toJsonSchema(schema)).toEqual(wanted);
  });
});

describe("validatorOf", () => {
  const bbox = { allOf: [{ format: "ogc-bbox" }, { $ref: "bbox.yaml" }] };
  const geometry = { type: "object", format: "geojson-geometry" };
  const collection = { format: "geojson-feature-collection" };
  it.each<[string, Schema, unknown, readonly string[]]>([
    ["a bounding box", bbox, { bbox: [1, 2, 3, 4] }, []],
    ["a bounding box with height", bbox, { bbox: [1, 2, 3, 4, 5, 6] }, []],
    [
      "a bounding box of five numbers",
      bbox,
      { bbox: [1, 2, 3, 4, 5] },
      [
        "/bbox must NOT have more than 4 items",
        "/bbox must NOT have fewer than 6 items",
        "/bbox must match a schema in anyOf",
      ],
    ],
    ["a point", geometry, { type: "Point", coordinates: [1, 2] }, []],
    [
      "a point without coordinates",
      geometry,
      { type: "Point" },
      ["must have required property 'coordinates'", 'must match "then" schema'],
    ],
    ["features", collection, { type: "FeatureCollection", features: [] }, []],
    [
      "no features",
      collection,
      { type: "FeatureCollection" },
      ["must have required property 'features'"],
    ],
    [
      "a time without a zone",
      { type: "string", format: "date-time" },
      "2021-03-06T07:21:00",
      [],
    ],
    [
      "text that is not a time",
      { type: "string", format: "date-time" },
      "yesterday",
      ['must match format "date-time"'],
    ],
    ["an unknown format", { type: "string", format: "wkt" }, "POINT(1 2)", []],
    ["base64", { type: "string", contentEncoding: "base64" }, "aGk=", []],
    [
      "text that is not base64",
      { type: "string", contentEncoding: "base64" },
      "a",
      ['must match format "base64"'],
    ],
    [
      "a value outside an enumeration",
      { enum: ["a", "b"] },
      "c",
      ['must be equal to one of the allowed values: ["a","b"]'],
    ],
    [
      "null in a nullable enumeration",
      { type: "string", enum: ["a"], nullable: true },
      null,
      [],
    ],
    [
      "a value equal to an exclusive bound",
      { type: "number", minimum: 0, exclusiveMinimum: true },
      0,
      ["must be > 0"],
    ],
  ])("%s", (_name, schema, value, wanted) => {
    expect(validatorOf(schema)(value)).toEqual(wanted);
  });
});
