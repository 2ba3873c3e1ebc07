import { expect, it } from "vitest";
import { readDescription } from "../../../src/generator/description/read-description.js";
import { cleanDescription } from "../../../src/generator/schema/clean-description.js";
import { DEFAULT_LIMITS } from "../../../src/generator/schema/limits.js";
import { ownReferences } from "../../../src/generator/schema/own-references.js";

function cleaned(document: object, limits = DEFAULT_LIMITS) {
  const described = { id: "p", ...readDescription("p", document) };
  return cleanDescription(described, ownReferences(document), limits);
}

const DOCUMENT = {
  id: "p",
  inputs: { a: { schema: { type: "string", nullable: true } } },
  outputs: { b: { schema: { $ref: "#/$defs/n" } } },
  $defs: { n: { type: "integer" } },
};

it("cleans the schemas of inputs and outputs, with what they refer to", () => {
  const { schemas } = cleaned(DOCUMENT);
  const { inputs, outputs, definitions } = schemas?.exported ?? {};
  expect(inputs).toEqual([{ type: ["string", "null"] }]);
  expect(outputs).toEqual([{ $ref: "#/$defs/n" }]);
  expect([...(definitions ?? [])]).toEqual([["n", { type: "integer" }]]);
  expect(schemas?.view).toBe(schemas?.exported);
});

it("has a view of its own where types are made from narrower schemas", () => {
  const schema = { properties: { x: { type: "number" } } };
  const { schemas } = cleaned({ outputs: { o: { schema } } });
  expect(schemas?.exported.outputs).toEqual([schema]);
  expect(schemas?.view.outputs).not.toEqual([schema]);
});

it("weakens what surrounds a part that cannot be checked, and says so", () => {
  const not = { $ref: "https://a.example/s.json" };
  const { schemas } = cleaned({
    outputs: { o: { schema: { type: "string", not } } },
  });
  expect(schemas?.exported.outputs).toEqual([{ type: "string" }]);
  expect(schemas?.diagnostics.map(({ severity }) => severity)).toEqual([
    "warning",
  ]);
});

it("refuses one that is too large, with its earlier findings", () => {
  const limits = { ...DEFAULT_LIMITS, nodes: 1 };
  const { id, schemas, description, diagnostics } = cleaned(DOCUMENT, limits);
  expect({ id, schemas, description }).toEqual({ id: "p" });
  expect(diagnostics.at(-1)).toMatchObject({
    severity: "error",
    code: "schema-too-large",
  });
});

it("passes on why there is no description", () => {
  const diagnostics = [
    { severity: "error", code: "a", message: "It is none." } as const,
  ];
  const found = cleanDescription({ id: "p", diagnostics }, ownReferences({}));
  expect(found).toEqual({ id: "p", diagnostics });
});
