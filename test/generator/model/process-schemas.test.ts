import { expect, it } from "vitest";
import { buildModel } from "../build-model.js";
import type { Json } from "../../../src/generator/json.js";

const FEATURE = { $ref: "https://geojson.org/schema/Feature.json" };

async function inputSchemas(
  inputs: Readonly<Record<string, unknown>>,
): Promise<Json> {
  const { model } = await buildModel({
    processes: [{ id: "p", document: { id: "p", inputs, outputs: {} } }],
  });
  const [process] = model.processes;
  // What is exported is JSON text: nothing that it cannot hold counts.
  return JSON.parse(JSON.stringify(process?.schemas.inputs)) as Json;
}

it("an input, a property and a member of a default may be called x-runtime-type", async () => {
  const schema = {
    type: "object",
    properties: { "x-runtime-type": { type: "string" } },
    default: { "x-runtime-type": "Link" },
  };
  const schemas = await inputSchemas({
    "x-runtime-type": { schema: { type: "string" } },
    other: { schema },
  });
  expect(schemas).toMatchObject({
    properties: { "x-runtime-type": { type: "string" }, other: schema },
    required: ["x-runtime-type"],
  });
});

it("the marks of well-known schemas are not exported", async () => {
  const schemas = await inputSchemas({ a: { schema: FEATURE } });
  expect(schemas).toMatchObject({
    properties: {
      a: {
        type: "object",
        properties: { type: { type: "string", enum: ["Feature"] } },
      },
    },
  });
  expect(JSON.stringify(schemas)).not.toContain("runtime");
});

it("the title of an input stands at its list, that of its schema at the items", async () => {
  const schemas = await inputSchemas({
    one: { title: "One", schema: { type: "string" } },
    several: {
      title: "Several",
      description: "Up to three.",
      maxOccurs: 3,
      schema: { title: "Name", type: "string" },
    },
    untitled: { maxOccurs: "unbounded", schema: { type: "string" } },
  });
  expect(schemas).toMatchObject({
    properties: {
      one: { title: "One", type: "string" },
      several: {
        title: "Several",
        description: "Up to three.",
        type: "array",
        items: { title: "Name", type: "string" },
        maxItems: 3,
      },
      untitled: { type: "array", items: { type: "string" } },
    },
  });
});
