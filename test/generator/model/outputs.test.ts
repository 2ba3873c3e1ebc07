import { describe, expect, it } from "vitest";
import type { OutputModel } from "../../../src/generator/model/service-model.js";
import { modelOfOutput, typeText } from "../type-text.js";

interface Row {
  readonly name: string;
  /** Whether the output's items are unwrapped one by one. Default: false. */
  readonly many?: OutputModel["many"];
  readonly given: unknown;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly wanted: string;
  readonly form: OutputModel["form"];
}

const LINK = {
  type: "object",
  properties: { href: { type: "string" }, type: { type: "string" } },
  required: ["href"],
};

const IMAGE = { type: "string", contentMediaType: "image/tiff" };

const ROWS: readonly Row[] = [
  {
    name: "a JSON value",
    given: { type: "number" },
    wanted: "number",
    form: "value",
  },
  {
    name: "an object of a JSON media type",
    given: { type: "object", contentMediaType: "application/json" },
    wanted: "Record<string, unknown>",
    form: "value",
  },
  {
    name: "JSON inside a string",
    given: { type: "string", contentMediaType: "application/geo+json" },
    wanted: "unknown",
    form: "value",
  },
  {
    name: "an object of a JSON media type outside application/",
    given: { type: "object", contentMediaType: "model/gltf+json" },
    wanted: "Record<string, unknown>",
    form: "value",
  },
  {
    name: "a media type that is not JSON",
    given: { type: "string", contentMediaType: "image/tiff" },
    wanted: "ResultFile",
    form: "file",
  },
  {
    name: "an object of a media type that is not JSON",
    given: { type: "object", contentMediaType: "image/png" },
    wanted: "ResultFile",
    form: "file",
  },
  {
    name: "base64",
    given: { type: "string", contentEncoding: "base64" },
    wanted: "ResultFile",
    form: "file",
  },
  {
    name: "a file or a link to it",
    given: {
      oneOf: [{ type: "string", contentMediaType: "image/tiff" }, LINK],
    },
    wanted: "ResultFile",
    form: "file",
  },
  {
    name: "a file or a JSON value",
    given: {
      oneOf: [
        { type: "string", contentMediaType: "application/gml+xml" },
        { $ref: "https://geojson.org/schema/FeatureCollection.json" },
      ],
    },
    wanted: "FeatureCollection | ResultFile",
    form: "value-or-file",
  },
  {
    name: "a list that is never empty",
    given: { type: "array", items: { type: "number" }, minItems: 1 },
    wanted: "[number, ...number[]]",
    form: "value",
  },
  {
    name: "a list that is never empty, in an object of its own",
    given: {
      type: "object",
      properties: { a: { type: "array", items: {}, minItems: 3, maxItems: 5 } },
    },
    wanted: `PValue

export interface PValue {
  /**
   * @minItems 3
   * @maxItems 5
   */
  a?: [unknown, ...unknown[]];
}`,
    form: "value",
  },
  {
    name: "a list that is never empty, in a type that inputs may share",
    given: {
      title: "Bands",
      type: "object",
      properties: { a: { type: "array", items: {}, minItems: 1 } },
    },
    wanted: `Bands

export interface Bands {
  /** @minItems 1 */
  a?: unknown[];
}`,
    form: "value",
  },
  {
    name: "an array of files",
    given: { type: "array", items: IMAGE, minItems: 2, maxItems: 2 },
    wanted: "ResultFile[]",
    form: "file",
    many: true,
  },
  {
    name: "an array of files or values, or null",
    given: {
      type: ["array", "null"],
      items: { oneOf: [IMAGE, { type: "number" }] },
    },
    wanted: "(number | ResultFile)[] | null",
    form: "value-or-file",
    many: true,
  },
  {
    name: "a file or several",
    given: { oneOf: [IMAGE, { type: "array", items: IMAGE }] },
    wanted: "ResultFile | ResultFile[]",
    form: "file",
    many: "maybe",
  },
  {
    name: "a link",
    given: {
      $ref: "https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/link.yaml",
    },
    wanted: "Link",
    form: "link",
  },
  {
    name: "an object that must have href",
    given: LINK,
    wanted: `PValue

export interface PValue {
  href: string;
  type?: string;
}`,
    form: "link",
  },
  {
    name: "an older list of formats",
    given: undefined,
    output: { formats: [{ mimeType: "application/x-netcdf", default: true }] },
    wanted: "ResultFile",
    form: "file",
  },
  {
    name: "a value that may occur several times",
    given: { type: "string" },
    output: { maxOccurs: "unbounded" },
    wanted: "string[]",
    form: "value",
    many: true,
  },
];

describe("the type of an output", () => {
  it.each(ROWS)(
    "$name",
    async ({ given, output, wanted, form, many = false }) => {
      const { process } = await modelOfOutput(given, output);
      expect(typeText(process)).toBe(wanted);
      expect(process.outputs[0]).toMatchObject({ form, many });
    },
  );
});
