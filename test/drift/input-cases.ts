import { inputCase, type DriftCase } from "./drift-case.js";

const OBJECT = {
  type: "object",
  properties: { a: { type: "number" } },
  required: ["a"],
};

function withMember(member: object, required = true): Record<string, unknown> {
  return {
    ...OBJECT,
    properties: { a: { type: "number" }, b: member },
    required: required ? ["a", "b"] : ["a"],
  };
}

const TIFF = {
  type: "string",
  contentEncoding: "base64",
  contentMediaType: "image/tiff",
};
/** How a program gives what a request has as base64. */
const AS_BLOB = { inputsCode: '{ x: new Blob(["hi"]) }' };
const PNG = { ...TIFF, contentMediaType: "image/png" };
const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const UTM = "http://www.opengis.net/def/crs/EPSG/0/32632";

function bbox(...crs: readonly string[]): Record<string, unknown> {
  return {
    type: "object",
    format: "ogc-bbox",
    required: ["bbox"],
    properties: {
      bbox: {
        type: "array",
        items: { type: "number" },
        minItems: 4,
        maxItems: 4,
      },
      crs: { type: "string", enum: crs },
    },
  };
}

/** Changes of types that callers write. */
export const INPUT_TYPE_CASES: readonly DriftCase[] = [
  inputCase(
    "another type",
    { type: "number" },
    { type: "string" },
    [["compile-time", "~ p: input x changed from number to string"]],
    1,
    { errors: [2322] },
  ),
  inputCase(
    "one type more",
    { type: "number" },
    { type: ["number", "string"] },
    [["additive", "~ p: input x now also takes string"]],
    1,
  ),
  inputCase(
    "one type fewer",
    { type: ["number", "string"] },
    { type: "number" },
    [["compile-time", "~ p: input x no longer takes string"]],
    "a",
    { errors: [2322] },
  ),
  inputCase(
    "null is a value",
    { type: "number" },
    { type: "number", nullable: true },
    [
      ["additive", "~ p: input x is now optional"],
      ["additive", "~ p: input x now also takes null"],
    ],
    1,
  ),
  inputCase(
    "null is no value",
    { type: "number", nullable: true },
    { type: "number" },
    [
      ["compile-time", "~ p: input x is now required"],
      ["compile-time", "~ p: input x no longer takes null"],
    ],
    null,
    { errors: [2322] },
  ),
  inputCase(
    "one value of an enumeration more",
    { enum: ["a"] },
    { enum: ["a", "b"] },
    [["additive", '~ p: input x now also takes "b"']],
    "a",
  ),
  inputCase(
    "one value of an enumeration fewer",
    { enum: ["a", "b"] },
    { enum: ["a"] },
    [["compile-time", '~ p: input x no longer takes "b"']],
    "b",
    { errors: [2322] },
  ),
  inputCase(
    "another constant",
    { const: 1 },
    { const: 2 },
    [["compile-time", "~ p: input x changed from 1 to 2"]],
    1,
    { errors: [2322] },
  ),
  inputCase(
    "only a few texts",
    { type: "string" },
    { enum: ["a"] },
    [["compile-time", "~ p: input x no longer takes string"]],
    "b",
    { errors: [2322] },
  ),
  inputCase(
    "is required",
    { minOccurs: 0, schema: { type: "number" } },
    { schema: { type: "number" } },
    [["compile-time", "~ p: input x is now required"]],
    undefined,
    { errors: [2741], inputs: {} },
  ),
  inputCase(
    "is optional",
    { schema: { type: "number" } },
    { minOccurs: 0, schema: { type: "number" } },
    [["additive", "~ p: input x is now optional"]],
    1,
  ),
  inputCase(
    "a list instead of a value",
    { schema: { type: "number" } },
    { maxOccurs: 3, schema: { type: "number" } },
    [["compile-time", "~ p: input x changed from number to number[]"]],
    1,
    { errors: [2322] },
  ),
  inputCase(
    "a property that is required",
    OBJECT,
    withMember({ type: "string" }),
    [["compile-time", "~ p: input x.b is new and required"]],
    { a: 1 },
    { errors: [2741] },
  ),
  inputCase(
    "a property that may be left out",
    OBJECT,
    withMember({ type: "string" }, false),
    [["additive", "~ p: input x.b is new"]],
    { a: 1 },
  ),
  inputCase(
    "a property fewer",
    withMember({ type: "string" }),
    OBJECT,
    [["compile-time", "~ p: input x.b is gone"]],
    { a: 1, b: "b" },
    { errors: [2353] },
  ),
  inputCase(
    "properties of any name",
    { type: "object", additionalProperties: { type: "number" } },
    { ...OBJECT, additionalProperties: false },
    [
      ["compile-time", "~ p: input x.a is new and required"],
      ["compile-time", "~ p: input x no longer has properties of any name"],
    ],
    { z: 1 },
    { errors: [2353] },
  ),
];

/** Changes of what callers may write, which no type shows. */
export const INPUT_TERM_CASES: readonly DriftCase[] = [
  inputCase(
    "a higher minimum",
    { type: "number", minimum: 0 },
    { type: "number", minimum: 1 },
    [["run-time", "~ p: input x: minimum is now 1, was 0"]],
    0,
  ),
  inputCase(
    "a lower minimum",
    { type: "number", minimum: 1 },
    { type: "number", minimum: 0 },
    [["additive", "~ p: input x: minimum is now 0, was 1"]],
    1,
  ),
  inputCase(
    "a first minimum",
    { type: "number" },
    { type: "number", minimum: 1 },
    [["run-time", "~ p: input x: minimum is now 1, was none"]],
    0,
  ),
  inputCase(
    "no minimum",
    { type: "number", minimum: 1 },
    { type: "number" },
    [["additive", "~ p: input x: minimum is now none, was 1"]],
    1,
  ),
  inputCase(
    "a minimum that is itself excluded",
    { type: "number", minimum: 0 },
    { type: "number", minimum: 0, exclusiveMinimum: true },
    [["run-time", "~ p: input x: minimum is now above 0, was 0"]],
    0,
  ),
  inputCase(
    "a maximum that is itself admitted",
    { type: "number", exclusiveMaximum: 5 },
    { type: "number", maximum: 5 },
    [["additive", "~ p: input x: maximum is now 5, was below 5"]],
    4,
  ),
  inputCase(
    "a lower maximum",
    { type: "number", maximum: 5 },
    { type: "number", maximum: 4 },
    [["run-time", "~ p: input x: maximum is now 4, was 5"]],
    5,
  ),
  inputCase(
    "a larger step",
    { type: "number", multipleOf: 2 },
    { type: "number", multipleOf: 4 },
    [["run-time", "~ p: input x: step is now 4, was 2"]],
    2,
  ),
  inputCase(
    "a smaller step",
    { type: "number", multipleOf: 4 },
    { type: "number", multipleOf: 2 },
    [["additive", "~ p: input x: step is now 2, was 4"]],
    4,
  ),
  inputCase(
    "only integers",
    { type: "number" },
    { type: "integer" },
    [["run-time", "~ p: input x now takes only integers"]],
    0.5,
  ),
  inputCase(
    "not only integers",
    { type: "integer" },
    { type: "number" },
    [["additive", "~ p: input x no longer takes only integers"]],
    1,
  ),
  inputCase(
    "a longer text is needed",
    { type: "string", minLength: 1 },
    { type: "string", minLength: 2 },
    [["run-time", "~ p: input x: minimum length is now 2, was 1"]],
    "a",
  ),
  inputCase(
    "a longer text is possible",
    { type: "string", maxLength: 1 },
    { type: "string", maxLength: 2 },
    [["additive", "~ p: input x: maximum length is now 2, was 1"]],
    "a",
  ),
  inputCase(
    "a shorter text is needed",
    { type: "string", maxLength: 2 },
    { type: "string", maxLength: 1 },
    [["run-time", "~ p: input x: maximum length is now 1, was 2"]],
    "ab",
  ),
  inputCase(
    "another pattern",
    { type: "string", pattern: "^a" },
    { type: "string", pattern: "^b" },
    [["run-time", '~ p: input x: pattern is now "^b", was "^a"']],
    "a",
  ),
  inputCase(
    "no pattern",
    { type: "string", pattern: "^a" },
    { type: "string" },
    [["additive", '~ p: input x: pattern is now none, was "^a"']],
    "a",
  ),
  inputCase(
    "a format",
    { type: "string" },
    { type: "string", format: "email" },
    [["run-time", '~ p: input x: format is now "email", was none']],
    "a",
  ),
  inputCase(
    "more items are needed",
    { type: "array", items: { type: "number" } },
    { type: "array", items: { type: "number" }, minItems: 20 },
    [["run-time", "~ p: input x: minimum number of items is now 20, was none"]],
    [1],
  ),
  inputCase(
    "fewer items are possible",
    { type: "array", items: { type: "number" }, maxItems: 40 },
    { type: "array", items: { type: "number" }, maxItems: 30 },
    [["run-time", "~ p: input x: maximum number of items is now 30, was 40"]],
    Array.from({ length: 31 }, (_, index) => index),
  ),
  inputCase(
    "different items",
    { type: "array", items: { type: "number" } },
    { type: "array", items: { type: "number" }, uniqueItems: true },
    [["run-time", "~ p: input x now takes only different items"]],
    [1, 1],
  ),
  inputCase(
    "a bound of items",
    { type: "array", items: { type: "number" } },
    { type: "array", items: { type: "number", minimum: 2 } },
    [["run-time", "~ p: input x[]: minimum is now 2, was none"]],
    [1],
  ),
  inputCase(
    "a bound of a property",
    withMember({ type: "number" }),
    withMember({ type: "number", maximum: 5 }),
    [["run-time", "~ p: input x.b: maximum is now 5, was none"]],
    { a: 1, b: 6 },
  ),
  inputCase(
    "a bound of properties of any name",
    { type: "object", additionalProperties: { type: "number" } },
    { type: "object", additionalProperties: { type: "number", minimum: 1 } },
    [["run-time", "~ p: input x.*: minimum is now 1, was none"]],
    { z: 0 },
  ),
  inputCase(
    "more properties are needed",
    { type: "object", additionalProperties: { type: "number" } },
    {
      type: "object",
      additionalProperties: { type: "number" },
      minProperties: 2,
    },
    [
      [
        "run-time",
        "~ p: input x: minimum number of properties is now 2, was none",
      ],
    ],
    { z: 0 },
  ),
  inputCase(
    "names of properties",
    { type: "object", additionalProperties: { type: "number" } },
    {
      type: "object",
      additionalProperties: { type: "number" },
      propertyNames: { pattern: "^a" },
    },
    [
      [
        "run-time",
        '~ p: input x: condition for names of properties is now {"pattern":"^a"}, was none',
      ],
    ],
    { z: 0 },
  ),
  inputCase(
    "a condition between properties",
    withMember({ type: "number" }, false),
    {
      ...withMember({ type: "number" }, false),
      dependentRequired: { a: ["b"] },
    },
    [
      [
        "run-time",
        '~ p: input x: condition between properties is now {"a":["b"]}, was none',
      ],
    ],
    { a: 1 },
    { isStrict: true },
  ),
  inputCase(
    "values that are excluded",
    { type: "number" },
    { type: "number", not: { const: 3 } },
    [
      [
        "run-time",
        '~ p: input x: condition (not) is now {"const":3}, was none',
      ],
    ],
    3,
  ),
  inputCase(
    "no further properties",
    OBJECT,
    { ...OBJECT, additionalProperties: false },
    [["run-time", "~ p: input x now takes only named properties"]],
    { a: 1, z: 2 },
    { inputsCode: "{ x: { a: 1 } }" },
  ),
  inputCase(
    "also further properties",
    { ...OBJECT, additionalProperties: false },
    OBJECT,
    [["additive", "~ p: input x no longer takes only named properties"]],
    { a: 1 },
  ),
  inputCase(
    "one object of an enumeration fewer",
    { enum: [{ a: 1 }, { a: 2 }] },
    { enum: [{ a: 1 }] },
    [["compile-time", "~ p: input x.a changed from 2 to 1"]],
    { a: 2 },
    { errors: [2322] },
  ),
  inputCase(
    "an alternative more of one type",
    { type: "string", pattern: "^a" },
    {
      oneOf: [
        { type: "string", pattern: "^a" },
        { type: "string", pattern: "^b" },
      ],
    },
    [["additive", '~ p: input x now also takes values with {"pattern":"^b"}']],
    "a",
  ),
  inputCase(
    "a stricter alternative",
    { oneOf: [{ type: "number", minimum: 0 }, { type: "string" }] },
    { oneOf: [{ type: "number", minimum: 1 }, { type: "string" }] },
    [["run-time", "~ p: input x: minimum is now 1, was 0"]],
    0,
  ),
  inputCase(
    "more occurrences are needed",
    { maxOccurs: 9, schema: { type: "number" } },
    { minOccurs: 2, maxOccurs: 9, schema: { type: "number" } },
    [["run-time", "~ p: input x: minimum number of items is now 2, was none"]],
    [1],
  ),
  inputCase(
    "fewer occurrences are possible",
    { maxOccurs: 9, schema: { type: "number" } },
    { maxOccurs: 2, schema: { type: "number" } },
    [["run-time", "~ p: input x: maximum number of items is now 2, was 9"]],
    [1, 2, 3],
  ),
  inputCase(
    "another default",
    { minOccurs: 0, schema: { type: "number", default: 1 } },
    { minOccurs: 0, schema: { type: "number", default: 2 } },
    [["run-time", "~ p: input x: default is now 2, was 1"]],
    undefined,
    { inputs: {}, echoes: true },
  ),
  inputCase(
    "a default for what was required",
    { schema: { type: "number" } },
    { schema: { type: "number", default: 2 } },
    [
      ["additive", "~ p: input x is now optional"],
      ["additive", "~ p: input x: default is now 2, was none"],
    ],
    1,
    { echoes: true },
  ),
  inputCase(
    "one media type more",
    TIFF,
    { oneOf: [TIFF, PNG] },
    [["additive", "~ p: input x now also takes image/png"]],
    { value: "aGk=", mediaType: "image/tiff", encoding: "base64" },
    AS_BLOB,
  ),
  inputCase(
    "one media type fewer",
    { oneOf: [TIFF, PNG] },
    TIFF,
    [["run-time", "~ p: input x no longer takes image/png"]],
    { value: "aGk=", mediaType: "image/png", encoding: "base64" },
    AS_BLOB,
  ),
  inputCase(
    "another media type",
    TIFF,
    PNG,
    [
      [
        "run-time",
        '~ p: input x: media type is now "image/png", was "image/tiff"',
      ],
    ],
    { value: "aGk=", mediaType: "image/tiff", encoding: "base64" },
    AS_BLOB,
  ),
  inputCase(
    "a coordinate system fewer",
    bbox(CRS84, UTM),
    bbox(CRS84),
    [["run-time", `~ p: input x.crs no longer takes "${UTM}"`]],
    { bbox: [1, 2, 3, 4], crs: UTM },
    { isStrict: true },
  ),
  inputCase(
    "a coordinate system more",
    bbox(CRS84),
    bbox(CRS84, UTM),
    [["additive", `~ p: input x.crs now also takes "${UTM}"`]],
    { bbox: [1, 2, 3, 4], crs: CRS84 },
  ),
  inputCase(
    "another unit",
    { type: "number", "x-unit": "m" },
    { type: "number", "x-unit": "km" },
    [["run-time", '~ p: input x: unit is now "km", was "m"']],
    1,
  ),
  inputCase(
    "is deprecated",
    { type: "number" },
    { type: "number", deprecated: true },
    [["documentation", "~ p: input x is now deprecated"]],
    1,
  ),
  inputCase(
    "another description",
    { type: "number", description: "a" },
    { type: "number", description: "b" },
    [["documentation", "~ p: input x: documentation changed"]],
    1,
  ),
  inputCase(
    "another example",
    { type: "number", example: 1 },
    { type: "number", example: 2 },
    [["documentation", "~ p: input x: documentation changed"]],
    1,
  ),
];
