import { describe, expect, it } from "vitest";
import { readDescription } from "../../../src/generator/description/read-description.js";
import type {
  InputDescription,
  ProcessDescription,
} from "../../../src/generator/description/process-description.js";

/** What is read of a document, without the document itself. */
function reading(document: unknown): {
  readonly description?: Partial<ProcessDescription>;
  readonly codes: readonly string[];
} {
  const { description, diagnostics } = readDescription("p", document);
  const codes = diagnostics.map(({ code, pointer }) =>
    pointer === undefined ? code : `${code} ${pointer}`,
  );
  if (description === undefined) return { codes };
  const { document: _served, refers: _refers, ...rest } = description;
  return { description: rest, codes };
}

const EMPTY = { id: "p", keywords: [], links: [], inputs: [], outputs: [] };
const NOTHING = ["description-without-inputs"];

interface Row {
  readonly name: string;
  readonly given: unknown;
  readonly wanted?: object;
  readonly codes?: readonly string[];
}

const SHAPES: readonly Row[] = [
  ...[null, 1, "a", true, []].map((given): Row => ({
    name: `no object: ${JSON.stringify(given)}`,
    given,
    codes: ["description-no-object"],
  })),
  { name: "an empty object", given: {}, wanted: EMPTY, codes: NOTHING },
  {
    name: "null for everything",
    given: {
      inputs: null,
      outputs: null,
      title: null,
      keywords: null,
      links: null,
      version: null,
    },
    wanted: EMPTY,
    codes: NOTHING,
  },
  { name: "empty inputs", given: { inputs: {} }, wanted: EMPTY },
  { name: "another id", given: { id: "q", inputs: {} }, wanted: EMPTY },
  {
    name: "texts",
    given: { title: "T", description: "D", version: "1", inputs: {} },
    wanted: { ...EMPTY, title: "T", description: "D", version: "1" },
  },
  {
    name: "older names of texts",
    given: { abstract: "D", processVersion: 2, inputs: {} },
    wanted: { ...EMPTY, description: "D", version: "2" },
  },
  {
    name: "texts by language",
    given: {
      title: { de: "T", "en-GB": "E" },
      description: { fr: "F" },
      inputs: {},
    },
    wanted: { ...EMPTY, title: "E", description: "F" },
  },
  {
    name: "texts that are not texts",
    given: { title: [], description: 1, version: {}, inputs: {} },
    wanted: EMPTY,
  },
  { name: "blank texts", given: { title: " ", inputs: {} }, wanted: EMPTY },
  {
    name: "keywords of all kinds",
    given: {
      keywords: ["a", { value: "b" }, { title: { en: "c" } }, 1, null, ""],
      inputs: {},
    },
    wanted: { ...EMPTY, keywords: ["a", "b", "c"] },
  },
  {
    name: "keywords that are not a list",
    given: { keywords: "a", inputs: {} },
    wanted: EMPTY,
  },
  {
    name: "options of job control",
    given: { jobControlOptions: ["sync-execute", 1], inputs: {} },
    wanted: { ...EMPTY, jobControlOptions: ["sync-execute"] },
    codes: ["job-control-option-unknown /jobControlOptions/1"],
  },
  {
    name: "options in snake case, as one text",
    given: { process: { job_control_options: "ASYNC-EXECUTE", inputs: {} } },
    wanted: { ...EMPTY, jobControlOptions: ["async-execute"] },
  },
  {
    name: "links of all kinds",
    given: {
      links: [
        { href: "h", rel: "about", title: "t" },
        { href: "h", rel: 1 },
        { rel: "x" },
        1,
      ],
      inputs: {},
    },
    wanted: {
      ...EMPTY,
      links: [
        { href: "h", rel: "about", title: "t" },
        { href: "h", rel: "" },
      ],
    },
  },
  {
    name: "a wrapper",
    given: { process: { title: "T", inputs: {} } },
    wanted: { ...EMPTY, title: "T" },
  },
  {
    name: "two wrappers",
    given: { processDescription: { process: { title: "T", inputs: {} } } },
    wanted: { ...EMPTY, title: "T" },
  },
  {
    name: "openEO",
    given: { parameters: [], returns: {} },
    codes: ["description-openeo"],
  },
  {
    name: "openEO by its graph",
    given: { process_graph: {} },
    codes: ["description-openeo"],
  },
  {
    name: "inputs beside parameters",
    given: { parameters: [], inputs: {} },
    wanted: EMPTY,
  },
  {
    name: "inputs of another kind",
    given: { inputs: "a", outputs: 1 },
    wanted: EMPTY,
  },
];

describe("a process description", () => {
  it.each(SHAPES)("$name", ({ given, wanted, codes = [] }) => {
    expect(reading(given)).toEqual({
      ...(wanted === undefined ? {} : { description: wanted }),
      codes,
    });
  });
});

const input = (
  more: Partial<InputDescription> & { readonly name: string },
): InputDescription => ({
  keywords: [],
  schema: {},
  schemaPointer: `/inputs/${more.name}/schema`,
  maxOccurs: 1,
  ...more,
});

const INPUTS: readonly Row[] = [
  {
    name: "a schema",
    given: { a: { schema: { type: "string" } } },
    wanted: [input({ name: "a", schema: { type: "string" } })],
  },
  {
    name: "a schema that is null",
    given: { a: { schema: null } },
    wanted: [input({ name: "a" })],
  },
  {
    name: "a schema that is true",
    given: { a: { schema: true } },
    wanted: [input({ name: "a", schema: true })],
  },
  {
    name: "texts",
    given: { a: { title: "T", abstract: "D", keywords: ["k"], schema: {} } },
    wanted: [
      input({ name: "a", title: "T", description: "D", keywords: ["k"] }),
    ],
  },
  ...(
    [
      [0, 0],
      ["0", 0],
      [" 1 ", 1],
      [null, undefined],
      ["two", undefined, "occurrences-unreadable"],
      [1.5, undefined, "occurrences-unreadable"],
      [Infinity, undefined, "occurrences-unreadable"],
      ["unbounded", undefined, "occurrences-unreadable"],
      [2, 1, "occurrences-contradictory"],
    ] as const
  ).map(([minOccurs, wanted, code]): Row => ({
    name: `minOccurs ${String(minOccurs)}`,
    given: { a: { minOccurs, schema: {} } },
    wanted: [
      input({
        name: "a",
        ...(wanted === undefined ? {} : { minOccurs: wanted }),
      }),
    ],
    codes: code === undefined ? [] : [`${code} /inputs/a/minOccurs`],
  })),
  ...(
    [
      [2, 2],
      ["3", 3],
      ["unbounded", Infinity],
      ["UNBOUNDED", Infinity],
      [0, 1],
      [null, 1],
      [-1, 1, "occurrences-unreadable"],
      [2.5, 1, "occurrences-unreadable"],
      ["many", 1, "occurrences-unreadable"],
      ["", 1, "occurrences-unreadable"],
      [[], 1, "occurrences-unreadable"],
    ] as const
  ).map(([maxOccurs, wanted, code]): Row => ({
    name: `maxOccurs ${JSON.stringify(maxOccurs)}`,
    given: { a: { maxOccurs, schema: {} } },
    wanted: [input({ name: "a", maxOccurs: wanted })],
    codes: code === undefined ? [] : [`${code} /inputs/a/maxOccurs`],
  })),
  {
    name: "a list",
    given: [
      { id: "a", schema: {} },
      { identifier: "b", schema: {} },
      { name: "c", schema: {} },
    ],
    wanted: ["a", "b", "c"].map((name, index) =>
      input({ name, schemaPointer: `/inputs/${index}/schema` }),
    ),
  },
  {
    name: "a list with repetitions",
    given: [
      { id: "a", schema: {} },
      { id: "a", schema: {} },
    ],
    wanted: [input({ name: "a", schemaPointer: "/inputs/0/schema" })],
    codes: ["description-member-repeated /inputs/1"],
  },
  {
    name: "members that are not objects",
    given: { a: 1, b: null, c: { schema: {} } },
    wanted: [input({ name: "c" })],
    codes: [
      "description-member-ignored /inputs/a",
      "description-member-ignored /inputs/b",
    ],
  },
  {
    name: "a list of other things",
    given: [1, {}, { id: 2 }],
    wanted: [],
    codes: [0, 1, 2].map(
      (index) => `description-member-ignored /inputs/${index}`,
    ),
  },
  {
    name: "a name that is too long",
    given: { ["x".repeat(1001)]: { schema: {} } },
    wanted: [],
    codes: [`description-member-ignored /inputs/${"x".repeat(1001)}`],
  },
  {
    name: "a name with the characters of a JSON Pointer",
    given: { "a/~b": { schema: {} } },
    wanted: [input({ name: "a/~b", schemaPointer: "/inputs/a~1~0b/schema" })],
  },
  {
    name: "the prototype as a name",
    given: JSON.parse('{"__proto__":{"schema":{}}}') as unknown,
    wanted: [input({ name: "__proto__" })],
  },
  {
    name: "keywords beside the schema",
    given: { a: { schema: { type: "string" }, enum: ["x"], default: "x" } },
    wanted: [
      input({
        name: "a",
        schema: { type: "string", enum: ["x"], default: "x" },
      }),
    ],
  },
  {
    name: "keywords instead of a schema",
    given: { a: { type: "string", enum: ["x"] } },
    wanted: [input({ name: "a", schema: { type: "string", enum: ["x"] } })],
  },
  {
    name: "one format",
    given: { a: { formats: [{ mediaType: "image/png" }] } },
    wanted: [
      input({
        name: "a",
        schema: { type: "string", contentMediaType: "image/png" },
        schemaPointer: "/inputs/a/formats",
      }),
    ],
  },
  {
    name: "formats",
    given: {
      a: { formats: [{ mimeType: "a/b" }, { mediaType: "c/d" }, 1, {}] },
    },
    wanted: [
      input({
        name: "a",
        schema: {
          anyOf: [
            { type: "string", contentMediaType: "a/b" },
            { type: "string", contentMediaType: "c/d" },
          ],
        },
        schemaPointer: "/inputs/a/formats",
      }),
    ],
  },
  {
    name: "an empty list of formats",
    given: { a: { formats: [] } },
    wanted: [
      input({
        name: "a",
        schema: { type: "string" },
        schemaPointer: "/inputs/a/formats",
      }),
    ],
  },
  {
    name: "a literal domain",
    given: {
      a: {
        literalDataDomains: [
          {
            dataType: { name: "Integer" },
            allowedValues: ["1", 2],
            defaultValue: "1",
          },
        ],
      },
    },
    wanted: [
      input({
        name: "a",
        schema: { type: "integer", enum: [1, 2], default: 1 },
        schemaPointer: "/inputs/a/literalDataDomains",
      }),
    ],
  },
  {
    name: "a literal domain inside",
    given: {
      a: {
        input: {
          literalDataDomain: { dataType: "string", valueDefinition: ["x"] },
        },
      },
    },
    wanted: [
      input({
        name: "a",
        schema: { type: "string", enum: ["x"] },
        schemaPointer: "/inputs/a/input/literalDataDomains",
      }),
    ],
  },
  {
    name: "literal domains that are not objects",
    given: { a: { literalDataDomains: [1] } },
    wanted: [input({ name: "a", schema: { literalDataDomains: [1] } })],
  },
  {
    name: "an output wrapper, and a schema in it",
    given: {
      a: { output: { formats: [{ mimeType: "image/tiff" }] } },
      b: { output: { schema: { type: "number" } } },
    },
    wanted: [
      input({
        name: "a",
        schema: { type: "string", contentMediaType: "image/tiff" },
        schemaPointer: "/inputs/a/output/formats",
      }),
      input({
        name: "b",
        schema: { type: "number" },
        schemaPointer: "/inputs/b/output/schema",
      }),
    ],
  },
  ...[
    { supportedCRS: [{ crs: "EPSG:4326" }] },
    { boundingBoxData: { supportedCrs: ["EPSG:4326"] } },
  ].map((value): Row => ({
    name: `a bounding box by ${Object.keys(value).join()}`,
    given: { a: value },
    wanted: [
      input({
        name: "a",
        schema: {
          $ref: "https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/bbox.yaml",
        },
        schemaPointer: "/inputs/a/supportedCRS",
      }),
    ],
  })),
  {
    name: "formats of JSON, which is passed as it is",
    given: {
      a: { formats: [{ mediaType: "application/geo+json; charset=utf-8" }] },
    },
    wanted: [
      input({
        name: "a",
        schema: {
          anyOf: [
            { type: ["object", "array"] },
            {
              type: "string",
              contentMediaType: "application/geo+json; charset=utf-8",
            },
          ],
        },
        schemaPointer: "/inputs/a/formats",
      }),
    ],
  },
  {
    name: "a list of what the schema describes",
    given: {
      a: { type: "array", schema: { type: "object" }, default: [] },
      b: { type: "array", schema: { type: "array" } },
      c: { type: "array", schema: { $ref: "#/$defs/C" } },
    },
    wanted: [
      input({
        name: "a",
        schema: { type: "array", items: { type: "object" }, default: [] },
      }),
      input({ name: "b", schema: { type: "array" } }),
      input({ name: "c", schema: { $ref: "#/$defs/C" } }),
    ],
  },
  {
    name: "occurrences in snake case",
    given: { a: { min_occurs: 0, max_occurs: "unbounded", schema: {} } },
    wanted: [input({ name: "a", minOccurs: 0, maxOccurs: Infinity })],
  },
  {
    name: "a map in a list",
    given: [{ a: { schema: {} }, "b/": { schema: {} } }, { id: "c" }],
    wanted: [
      input({ name: "a", schemaPointer: "/inputs/0/a/schema" }),
      input({ name: "b/", schemaPointer: "/inputs/0/b~1/schema" }),
      input({
        name: "c",
        schema: { id: "c" },
        schemaPointer: "/inputs/1/schema",
      }),
    ],
  },
];

describe("an input", () => {
  it.each(INPUTS)("$name", ({ given, wanted, codes = [] }) => {
    const { description, codes: found } = reading({ inputs: given });
    expect(description?.inputs).toEqual(wanted);
    expect(found).toEqual(codes);
  });
});
