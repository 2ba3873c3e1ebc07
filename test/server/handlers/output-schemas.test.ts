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
});
