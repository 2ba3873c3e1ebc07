import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readInputs,
  type InputRules,
} from "../../../src/server/execution/inputs.js";
import {
  MediaValue,
  Problem,
  Reference,
  type InputDescription,
  type ProcessImplementation,
} from "../../../src/server/index.js";

const STANDARD_RULES: InputRules = {
  unknown: "reject",
  qualified: "unwrap",
  null: "value",
};

function processWith(
  inputs: Readonly<Record<string, InputDescription>>,
  optionalInputs: readonly string[] = [],
): ProcessImplementation {
  return {
    description: { id: "p", version: "1.0.0", inputs },
    optionalInputs,
    execute: () => ({}),
  };
}

const SPEC: InputDescription = {
  schema: {
    type: "object",
    required: ["factor"],
    properties: { factor: { type: "number" } },
  },
};
const PATH_REF: InputDescription = {
  minOccurs: 0,
  schema: {
    type: "object",
    nullable: true,
    required: ["value"],
    properties: { value: { type: "string" } },
  },
};
const ANY_OBJECT: InputDescription = { schema: { type: "object" } };
const LINK: InputDescription = {
  schema: { type: "object", properties: { href: { type: "string" } } },
};
const IMAGES: InputDescription = {
  maxOccurs: 3,
  schema: {
    oneOf: ["image/tiff", "image/jp2"].map((contentMediaType) => ({
      type: "string",
      contentEncoding: "binary",
      contentMediaType,
    })),
  },
};
const FEATURES: InputDescription = {
  schema: {
    oneOf: [
      { type: "string", contentMediaType: "application/gml+xml; version=3.2" },
      { type: "object", format: "geojson-feature-collection" },
    ],
  },
};
const COLLECTION = { type: "FeatureCollection", features: [] };
const TIFF = new MediaValue("image/tiff", "hi");
const JP2 = new MediaValue("image/jp2", "hi");
const GML = new MediaValue("application/gml+xml; version=3.2", "<gml/>");

describe("what a process receives", () => {
  it.each<[string, InputDescription, unknown, unknown]>([
    ["a literal", { schema: { type: "string" } }, "x", "x"],
    [
      "a qualified literal",
      { schema: { type: "string" } },
      { value: "x" },
      "x",
    ],
    ["a bare object", SPEC, { factor: 1 }, { factor: 1 }],
    ["a qualified object", SPEC, { value: { factor: 1 } }, { factor: 1 }],
    [
      "an object whose schema speaks of value",
      PATH_REF,
      { value: "/data" },
      { value: "/data" },
    ],
    [
      "such an object, qualified",
      PATH_REF,
      { value: { value: "/data" } },
      { value: "/data" },
    ],
    ["null", PATH_REF, null, null],
    [
      "a qualified value for any object",
      ANY_OBJECT,
      { value: { a: 1 } },
      { a: 1 },
    ],
    [
      "a link for any object",
      ANY_OBJECT,
      { href: "x:y" },
      new Reference({ href: "x:y" }),
    ],
    ["a link that is the value", LINK, { href: "x:y" }, { href: "x:y" }],
    ["bare base64, in the default format", IMAGES, ["aGk="], [TIFF]],
    [
      "base64 with a media type",
      IMAGES,
      [{ value: "aGk=", mediaType: "image/jp2", encoding: "base64" }],
      [JP2],
    ],
    [
      "base64 with a media type under format",
      IMAGES,
      [{ value: "aGk=", format: { mediaType: "IMAGE/JP2" } }],
      [JP2],
    ],
    [
      "links among values",
      IMAGES,
      ["aGk=", { href: "http://example.org/a", type: "image/jp2" }],
      [
        TIFF,
        new Reference({ href: "http://example.org/a", type: "image/jp2" }),
      ],
    ],
    [
      "text in base64",
      FEATURES,
      {
        value: Buffer.from("<gml/>").toString("base64"),
        mediaType: GML.mediaType,
        encoding: "base64",
      },
      GML,
    ],
    [
      "JSON in base64",
      FEATURES,
      {
        value: Buffer.from(JSON.stringify(COLLECTION)).toString("base64"),
        format: { mediaType: "application/geo+json", encoding: "BASE64" },
      },
      COLLECTION,
    ],
    [
      "the second format, by its shape",
      FEATURES,
      { value: COLLECTION },
      COLLECTION,
    ],
    [
      "the first format, by its media type",
      FEATURES,
      { value: "<gml/>", mediaType: "application/gml+xml;version=3.2" },
      GML,
    ],
    [
      "the second format, by its media type",
      FEATURES,
      { value: COLLECTION, mediaType: "application/geo+json" },
      COLLECTION,
    ],
  ])("%s", (_name, description, given, wanted) => {
    const process = processWith({ a: description });
    expect(readInputs({ a: given }, process, STANDARD_RULES)).toEqual({
      a: wanted,
    });
  });
});

describe("what is rejected", () => {
  it.each<[string, InputDescription, unknown, string]>([
    ["a wrong type", { schema: { type: "integer" } }, "x", "a must be integer"],
    [
      "an object without what it needs",
      SPEC,
      {},
      "a must have required property 'factor'",
    ],
    [
      "a qualified object without what it needs",
      SPEC,
      { value: {} },
      "a must have required property 'factor'",
    ],
    [
      "one value where an array belongs",
      IMAGES,
      "aGk=",
      "a: an input that may occur more than once must be an array",
    ],
    [
      "too many values",
      IMAGES,
      ["aGk=", "aGk=", "aGk=", "aGk="],
      "a: must occur 1 to 3 times, not 4",
    ],
    [
      "text that is not base64",
      IMAGES,
      ["aGk=", "?"],
      'a/1 must match format "base64"',
    ],
    [
      "a media type that is not offered",
      IMAGES,
      [{ value: "aGk=", mediaType: "image/png" }],
      'a/0: media type "image/png" is not accepted',
    ],
    ["null if the schema does not allow it", SPEC, null, "a must be object"],
  ])("%s", (_name, description, given, wanted) => {
    const process = processWith({ a: description });
    expect(() => readInputs({ a: given }, process, STANDARD_RULES)).toThrow(
      new Problem(
        400,
        "Bad request",
        `Inputs of process "p" are not valid. ${wanted}.`,
      ),
    );
  });
});

describe("inputs that are missing", () => {
  const process = processWith(
    {
      needed: { schema: { type: "string" } },
      usual: { schema: { type: "array", default: [1] } },
      free: { minOccurs: 0, schema: { type: "string" } },
      quiet: { schema: { type: "string", nullable: true } },
    },
    ["quiet"],
  );

  it("get their default, or are omitted", () => {
    expect(readInputs({ needed: "x" }, process, STANDARD_RULES)).toEqual({
      needed: "x",
      usual: [1],
    });
  });

  it("are all reported if they are required, and so are unknown ones", () => {
    expect(() => readInputs({ other: 1 }, process, STANDARD_RULES)).toThrow(
      'Inputs of process "p" are not valid. needed: required, but missing; other: not an input of this process (those are: needed, usual, free, quiet).',
    );
  });

  it("include null, if the server's rules say so", () => {
    const rules: InputRules = { ...STANDARD_RULES, null: "absent" };
    expect(
      readInputs({ needed: "x", free: null, usual: null }, process, rules),
    ).toEqual({ needed: "x", usual: [1] });
  });

  it("are not read from an object's prototype", () => {
    const odd = processWith({ constructor: { schema: { type: "string" } } });
    expect(() => readInputs({}, odd, STANDARD_RULES)).toThrow(
      "constructor: required, but missing",
    );
  });
});

describe("other servers' rules", () => {
  it("ignore unknown inputs", () => {
    const rules: InputRules = { ...STANDARD_RULES, unknown: "ignore" };
    expect(readInputs({ other: 1 }, processWith({}), rules)).toEqual({});
  });

  it("keep a qualified value as it is", () => {
    const rules: InputRules = { ...STANDARD_RULES, qualified: "keep" };
    const process = processWith({ a: SPEC, b: ANY_OBJECT });
    expect(() =>
      readInputs({ a: { value: { factor: 1 } }, b: {} }, process, rules),
    ).toThrow("a must have required property 'factor'");
    expect(
      readInputs({ a: { factor: 1 }, b: { value: 1 } }, process, rules),
    ).toEqual({ a: { factor: 1 }, b: { value: 1 } });
  });
});

it("unwraps any qualified JSON value", () => {
  const process = processWith({ a: { schema: {} } });
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(readInputs({ a: { value } }, process, STANDARD_RULES)).toEqual({
        a: value,
      });
    }),
  );
});

it("reads every body or says what is wrong with it", () => {
  const process = processWith({
    spec: SPEC,
    pathRef: PATH_REF,
    images: IMAGES,
    features: FEATURES,
  });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
      try {
        readInputs(given, process, STANDARD_RULES);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
        expect(error).toMatchObject({ status: 400 });
      }
    }),
  );
});
