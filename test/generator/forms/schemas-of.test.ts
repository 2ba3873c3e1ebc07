import { describe, expect, it } from "vitest";
import { schemasOf } from "../../../src/generator/forms/schemas-of.js";
import { describeProcesses } from "../../../src/generator/description/describe-processes.js";
import { buildModel } from "../../../src/generator/model/build-model.js";
import { cleanProcesses } from "../../../src/generator/schema/clean-processes.js";
import { exactJson } from "../../../src/generator/exact-numbers.js";
import { readProcessDescription } from "../../../src/runtime/documents/read-documents.js";
import { arrayOf, isRecord } from "../../../src/runtime/base/json.js";
import { corpusDocuments, HAS_CORPUS } from "../../corpus/documents.js";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

interface Row {
  readonly name: string;
  readonly description: unknown;
  /** Of the inputs. */
  readonly properties: unknown;
  readonly required?: readonly string[];
  readonly definitions?: unknown;
  readonly codes?: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: "hints stay",
    description: {
      id: "p",
      inputs: {
        a: {
          title: "A",
          description: "The first.",
          schema: {
            type: "string",
            oneOf: [
              { const: "x", title: "The X" },
              { const: "y", title: "The Y" },
            ],
            default: "x",
            "x-ui": { widget: "radio" },
            "x-enum-labels": ["The X", "The Y"],
          },
        },
        b: {
          schema: {
            type: "string",
            format: "date",
            contentMediaType: "text/plain",
            example: "2024-01-01",
          },
        },
      },
    },
    properties: {
      a: {
        title: "A",
        description: "The first.",
        oneOf: [
          { const: "x", title: "The X" },
          { const: "y", title: "The Y" },
        ],
        default: "x",
        "x-ui": { widget: "radio" },
        "x-enum-labels": ["The X", "The Y"],
        type: "string",
      },
      b: {
        format: "date",
        contentMediaType: "text/plain",
        examples: ["2024-01-01"],
        type: "string",
      },
    },
    required: ["b"],
  },
  {
    name: "OpenAPI's dialect, references, occurrences",
    description: {
      id: "p",
      components: { schemas: { Band: { enum: ["red", "nir"] } } },
      inputs: {
        bands: {
          minOccurs: 1,
          maxOccurs: 2,
          schema: { $ref: "#/components/schemas/Band" },
        },
        n: {
          schema: {
            type: "number",
            minimum: 0,
            exclusiveMinimum: true,
            nullable: true,
          },
        },
      },
    },
    properties: {
      bands: {
        type: "array",
        items: { $ref: "#/$defs/band" },
        minItems: 1,
        maxItems: 2,
      },
      n: { exclusiveMinimum: 0, type: ["number", "null"] },
    },
    required: ["bands"],
    definitions: { band: { enum: ["red", "nir"] } },
  },
  {
    name: "literal values of WPS, in a list",
    description: {
      process: {
        id: "old",
        inputs: [
          {
            id: "a",
            literalDataDomains: [
              { dataType: { name: "double" }, defaultValue: "1.5" },
            ],
          },
        ],
      },
    },
    properties: { a: { default: 1.5, format: "double", type: "number" } },
  },
  {
    name: "a reference that is not fetched, and one that leads nowhere",
    description: {
      id: "p",
      inputs: {
        a: { schema: { $ref: "https://example.com/a.json" } },
        b: { schema: { $ref: "#/nowhere" } },
      },
    },
    properties: { a: {}, b: {} },
    required: ["a", "b"],
    codes: ["schema-reference-unresolved", "schema-reference-unresolved"],
  },
  {
    name: "an anchor",
    description: {
      id: "p",
      inputs: {
        a: {
          minOccurs: 0,
          schema: {
            $ref: "#b",
            $defs: { B: { $anchor: "b", type: "boolean" } },
          },
        },
      },
    },
    properties: { a: { $ref: "#/$defs/b" } },
    definitions: { b: { type: "boolean" } },
  },
];

describe("the schemas of a description", () => {
  it.each(ROWS)("$name", (row) => {
    const found = schemasOf(row.description);
    expect(found.inputs).toEqual({
      $schema: DIALECT,
      type: "object",
      properties: row.properties,
      ...(row.required === undefined ? {} : { required: row.required }),
      additionalProperties: false,
      ...(row.definitions === undefined ? {} : { $defs: row.definitions }),
    });
    expect(found.diagnostics.map(({ code }) => code)).toEqual(row.codes ?? []);
  });
});

describe("what is no description", () => {
  const nested = (levels: number): unknown =>
    levels === 0 ? {} : { a: nested(levels - 1) };
  it.each([
    {
      name: "nothing",
      given: undefined,
      id: "",
      code: "description-no-object",
    },
    { name: "a text", given: "p", id: "", code: "description-no-object" },
    {
      name: "an openEO process",
      given: { id: "x", parameters: [] },
      id: "x",
      code: "description-openeo",
    },
    {
      name: "one that is too deep",
      given: { id: "x", inputs: nested(5000) },
      id: "x",
      code: "description-too-large",
    },
  ])("$name admits any object, with an error", ({ given, id, code }) => {
    expect(schemasOf(given)).toMatchObject({
      id,
      inputs: { type: "object" },
      outputs: { type: "object" },
      diagnostics: [{ severity: "error", code }],
    });
  });
});

it("gives schemas that the caller may change", () => {
  const description = {
    id: "p",
    inputs: { a: { schema: { type: "object", default: { b: [1] } } } },
  };
  const { properties } = schemasOf(description).inputs as {
    readonly properties: { readonly a: { readonly default: { b: number[] } } };
  };
  properties.a.default.b.push(2);
  expect(description.inputs.a.schema.default).toEqual({ b: [1] });
});

/** A client leaves out nulls, and a default of null is one where it stands beside a schema. */
function withoutNulls(schemas: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schemas, (name, value: unknown) =>
      name === "default" && value === null ? undefined : value,
    ),
  ) as unknown;
}

/** What the generator writes into schemas/, as it is read there. */
async function generated(id: string, document: unknown) {
  const cleaned = await cleanProcesses(describeProcesses([{ id, document }]));
  const { model } = buildModel({ processes: cleaned, ids: [id] });
  const [process] = model.processes;
  if (process === undefined) return undefined;
  const { inputs, outputs } = process.schemas;
  return JSON.parse(
    `{"inputs":${exactJson(inputs)},"outputs":${exactJson(outputs)}}`,
  ) as unknown;
}

describe.skipIf(!HAS_CORPUS)("the schemas of the corpus", () => {
  // Whole documents of each kind, and the descriptions in them: what is no description is read alike, too.
  const described = corpusDocuments("").flatMap(({ file, document }) => {
    const inside = isRecord(document) ? arrayOf(document["processes"]) : [];
    return [document, ...inside].map((one) => ({ id: file, document: one }));
  });
  const both = (given: unknown) => {
    const { inputs, outputs } = schemasOf(given);
    return { inputs, outputs };
  };

  it("are those that the generator writes", async () => {
    expect(described.length).toBeGreaterThan(100);
    for (const { id, document } of described) {
      const wanted = await generated(id, document);
      expect(both(document), id).toEqual(
        wanted ?? { inputs: { type: "object" }, outputs: { type: "object" } },
      );
    }
  });

  it("are the same of what a client's getProcess returns", () => {
    const read = described.flatMap(({ id, document }) => {
      const description = readProcessDescription(document);
      return description === undefined ? [] : [{ id, document, description }];
    });
    expect(read.length).toBeGreaterThan(80);
    for (const { id, document, description } of read) {
      expect(withoutNulls(both(description)), id).toEqual(
        withoutNulls(both(document)),
      );
    }
  });
});
