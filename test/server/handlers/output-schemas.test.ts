import { describe, expect, it } from "vitest";
import { readDescription } from "../../../src/generator/description/read-description.js";
import {
  outputSchemas,
  type OutputSchemas,
} from "../../../src/server/handlers/output-schemas.js";

function schemasOf(document: object): OutputSchemas | undefined {
  const { description } = readDescription("p", document);
  return description && outputSchemas(description);
}

describe("outputSchemas", () => {
  it("are JSON Schema 2020-12, without what servers write otherwise", () => {
    expect(
      schemasOf({
        outputs: {
          a: {
            schema: { type: "integer", minimum: 1, exclusiveMinimum: true },
          },
          b: { schema: { type: "string", nullable: true } },
        },
      }),
    ).toEqual({
      outputs: [
        { type: "integer", exclusiveMinimum: 1 },
        { type: ["string", "null"] },
      ],
      definitions: {},
    });
  });

  it.each([
    ["the description", "#/definitions/text"],
    ["the schema", "#/$defs/text"],
  ])("follow references that are relative to %s", (_name, $ref) => {
    const schemas = schemasOf({
      definitions: { text: { type: "string" } },
      outputs: { a: { schema: { $ref, $defs: { text: { type: "string" } } } } },
    });
    expect(schemas?.definitions).toEqual({ text: { type: "string" } });
  });

  it("admit any value where a reference leads elsewhere", () => {
    expect(
      schemasOf({
        outputs: { a: { schema: { $ref: "https://other.example/schema" } } },
      }),
    ).toEqual({ outputs: [{}], definitions: {} });
  });

  it("follow anchors and identifiers of the description", () => {
    const schemas = schemasOf({
      outputs: {
        a: { schema: { $ref: "#text" } },
        b: { schema: { $ref: "https://a.example/number" } },
      },
      definitions: {
        text: { $anchor: "text", type: "string" },
        number: { $id: "https://a.example/number", type: "number" },
      },
    });
    expect(schemas).toEqual({
      outputs: [{ $ref: "#/$defs/text" }, { $ref: "#/$defs/number" }],
      definitions: { text: { type: "string" }, number: { type: "number" } },
    });
  });

  it("do not depend on the inputs", () => {
    const many = Array.from({ length: 20_001 }, (_, index) => ({
      const: index,
    }));
    expect(
      schemasOf({
        inputs: { a: { schema: { anyOf: many } } },
        outputs: { a: { schema: { type: "string" } } },
      }),
    ).toEqual({ outputs: [{ type: "string" }], definitions: {} });
  });

  it("are refused where they are too large", () => {
    const many = Array.from({ length: 20_001 }, (_, index) => ({
      const: index,
    }));
    expect(() =>
      schemasOf({ outputs: { a: { schema: { anyOf: many } } } }),
    ).toThrow(/more than 20000 .* Give process "p" a handler\.$/);
  });
});
