import { expect, it } from "vitest";
import { buildModel } from "../build-model.js";

const NODE = {
  type: "object",
  properties: { next: { $ref: "#/$defs/Node" } },
};

/** Names of the inputs that nobody can give. */
async function impossible(
  inputs: Readonly<Record<string, unknown>>,
  $defs = {},
): Promise<readonly string[]> {
  const document = { id: "p", inputs, outputs: {}, $defs };
  const { diagnostics } = await buildModel({
    processes: [{ id: "p", document }],
  });
  return diagnostics.flatMap(({ code, pointer = "" }) =>
    code === "input-without-values" ? [pointer] : [],
  );
}

it.each<readonly [string, unknown]>([
  ["an empty enum", { enum: [] }],
  ["an empty enum of texts", { type: "string", enum: [] }],
  ["the schema false", false],
  ["an exclusion of all", { not: {} }],
  ["parts that contradict", { allOf: [{ type: "string" }, { enum: [1] }] }],
  ["alternatives that are all so", { anyOf: [false, { enum: [] }] }],
  [
    "a property that is required",
    { type: "object", properties: { a: { enum: [] } }, required: ["a"] },
  ],
  [
    "an item that is required",
    { type: "array", prefixItems: [false], minItems: 1, items: false },
  ],
])("a required input has no values: %s", async (_name, schema) => {
  const at = ["/inputs/a/schema"];
  expect(await impossible({ a: { schema } })).toEqual(at);
  expect(await impossible({ a: { schema, maxOccurs: 3 } })).toEqual(at);
  expect(await impossible({ a: { schema, minOccurs: 0 } })).toEqual([]);
});

it.each<readonly [string, unknown]>([
  ["one alternative", { anyOf: [false, { type: "string" }] }],
  [
    "a property that may be missing",
    { type: "object", properties: { a: false } },
  ],
  ["a list that may be empty", { type: "array", items: { enum: [] } }],
])("a required input has values: %s", async (_name, schema) => {
  expect(await impossible({ a: { schema } })).toEqual([]);
});

it("what requires a value of itself has none that ends", async () => {
  const a = { schema: { $ref: "#/$defs/Node" } };
  const endless = { ...NODE, required: ["next"] };
  expect(await impossible({ a }, { Node: endless })).toEqual([
    "/inputs/a/schema",
  ]);
  expect(await impossible({ a }, { Node: NODE })).toEqual([]);
  const choice = { anyOf: [endless, { type: "null" }] };
  expect(await impossible({ a }, { Node: choice })).toEqual([]);
});
