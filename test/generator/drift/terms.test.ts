import { describe, expect, it } from "vitest";
import { processTerms } from "../../../src/generator/drift/terms.js";
import { buildModel } from "../build-model.js";

/** The terms of a process with one input, parsed. */
async function termsOf(schema: unknown, more: object = {}): Promise<unknown> {
  const document = { id: "p", inputs: { x: { schema } }, ...more };
  const { model } = await buildModel({ processes: [{ id: "p", document }] });
  const [process] = model.processes;
  if (process === undefined) throw new Error("There is no process.");
  return JSON.parse(processTerms(process));
}

/** A hash of documentation. */
const HASH = expect.stringMatching(/^[\w-]{6}$/) as unknown;

describe("the terms of an input", () => {
  it.each<[string, unknown, unknown]>([
    ["nothing that the type does not tell", { type: "string" }, undefined],
    ["bounds", { type: "number", minimum: 0 }, { minimum: 0 }],
    [
      "integers, whose type is that of all numbers",
      { type: "integer", maximum: 9 },
      { maximum: 9, integer: true },
    ],
    [
      "documentation as a hash",
      { type: "string", title: "A", description: "B" },
      { texts: HASH },
    ],
    [
      "an object without other properties",
      {
        type: "object",
        properties: { a: { type: "string", pattern: "^a" }, b: {} },
        additionalProperties: false,
      },
      { properties: { a: { pattern: "^a" } }, closed: true },
    ],
    [
      "items",
      { type: "array", items: { type: "number", minimum: 1 } },
      { items: { minimum: 1 } },
    ],
    [
      "alternatives, which their types tell apart",
      {
        oneOf: [{ type: "number", minimum: 1 }, { type: "string" }],
      },
      { oneOf: [{ minimum: 1, kind: "number" }, { kind: "string" }] },
    ],
    [
      "values that are objects, whose type is wider",
      { type: "object", enum: [{ a: 1 }] },
      { enum: [{ a: 1 }] },
    ],
    [
      "what a condition says, without its documentation, and a type that TypeScript does not tell",
      { type: "object", propertyNames: { title: "A", minLength: 2 } },
      { propertyNames: { minLength: 2 }, type: "object" },
    ],
    ["a name of all objects", namedProto(), { properties: namedTerms() }],
  ])("are %s", async (_name, schema, wanted) => {
    expect(await termsOf(schema)).toEqual({
      inputs: wanted === undefined ? {} : { values: { x: wanted } },
      outputs: {},
    });
  });
});

function namedProto(): unknown {
  return JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"string","minLength":1}}}',
  );
}

function namedTerms(): unknown {
  return JSON.parse('{"__proto__":{"minLength":1}}');
}

describe("the terms of a process", () => {
  it("are what it offers, and hashes of its documentation", async () => {
    const more = {
      title: "T",
      description: "D",
      keywords: ["k"],
      jobControlOptions: ["async-execute"],
      outputTransmission: ["value"],
      outputs: { y: { schema: { type: "string", maxLength: 3 } } },
      links: [
        { rel: "about", href: "https://a.example/b" },
        { rel: "self", href: "https://a.example/p" },
      ],
    };
    expect(await termsOf({ type: "string" }, more)).toEqual({
      jobControlOptions: ["async-execute"],
      outputTransmission: ["value"],
      texts: { title: HASH, description: HASH, keywords: HASH, links: HASH },
      inputs: {},
      outputs: { values: { y: { maxLength: 3 } } },
    });
  });

  it("have the same hash for the same documentation, in whichever order it stands", async () => {
    const properties = [
      { a: { title: "A" }, b: { title: "B" } },
      { b: { title: "B" }, a: { title: "A" } },
      { a: { title: "B" }, b: { title: "B" } },
    ];
    const [first, second, third] = await Promise.all(
      properties.map((some) => termsOf({ type: "object", properties: some })),
    );
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
  });
});
