import { expect, it } from "vitest";
import { buildModel } from "../build-model.js";

const ID = { type: "string", readOnly: true };
const REQUIRES = { required: ["id", "name"] };
const BASE = {
  type: "object",
  properties: { id: ID, name: { type: "string" } },
};

/** What the exported schema of an input and of an output say, where a server describes both by the same. */
async function requiredBy(
  schema: object,
): Promise<{ readonly input: unknown; readonly output: unknown }> {
  const value = { a: { schema } };
  const { model } = await buildModel({
    processes: [
      { id: "p", document: { id: "p", inputs: value, outputs: value } },
    ],
  });
  const schemas = model.processes[0]?.schemas;
  const of = (one: unknown): unknown =>
    (one as { properties: { a: unknown } }).properties.a;
  return { input: of(schemas?.inputs), output: of(schemas?.outputs) };
}

it.each<readonly [string, (part: object) => object]>([
  ["itself", (part) => part],
  ["allOf", (part) => ({ allOf: [part] })],
  ["anyOf", (part) => ({ anyOf: [part] })],
  ["oneOf", (part) => ({ oneOf: [part] })],
  ["not", (part) => ({ not: part })],
  ["then", (part) => ({ if: { minProperties: 2 }, then: part })],
  ["else", (part) => ({ if: { minProperties: 2 }, else: part })],
  ["dependentSchemas", (part) => ({ dependentSchemas: { name: part } })],
  [
    "dependentSchemas in allOf",
    (part) => ({ allOf: [{ dependentSchemas: { name: part } }] }),
  ],
])(
  "what is only read need not be sent, where it is required: %s",
  async (_name, within) => {
    const { input, output } = await requiredBy({
      ...BASE,
      ...within(REQUIRES),
    });
    expect(input).toMatchObject(within({ required: ["name"] }));
    expect(output).toMatchObject(within(REQUIRES));
  },
);

it.each<readonly [string, (part: object) => object]>([
  ["itself", (part) => part],
  ["allOf", (part) => ({ allOf: [part] })],
  ["anyOf", (part) => ({ anyOf: [part] })],
  ["then", (part) => ({ if: { minProperties: 2 }, then: part })],
  ["else", (part) => ({ if: { minProperties: 2 }, else: part })],
  ["dependentSchemas", (part) => ({ dependentSchemas: { name: part } })],
])(
  "what is only read need not be sent, where it is marked: %s",
  async (_name, within) => {
    const { input, output } = await requiredBy({
      type: "object",
      ...REQUIRES,
      ...within({ properties: { id: ID } }),
    });
    expect(input).toMatchObject({ required: ["name"] });
    expect(output).toMatchObject(REQUIRES);
  },
);
