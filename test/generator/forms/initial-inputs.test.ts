import { describe, expect, it } from "vitest";
import { initialInputs } from "../../../src/generator/forms/initial-inputs.js";

const object = (properties: object, required: readonly string[] = []) => ({
  type: "object",
  properties,
  required,
});

const ROWS: readonly {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly wanted: object;
}[] = [
  { name: "no schema to speak of", schema: {}, wanted: {} },
  {
    name: "defaults of each kind, and no others",
    schema: object(
      {
        text: { type: "string", default: "a" },
        zero: { type: "number", default: 0 },
        no: { type: "boolean", default: false },
        list: { type: "array", default: [1] },
        without: { type: "string" },
      },
      ["without"],
    ),
    wanted: { text: "a", zero: 0, no: false, list: [1] },
  },
  {
    name: "null, where the schema admits it",
    schema: object({
      a: { type: ["string", "null"], default: null },
      b: { type: "string", default: null },
      c: { anyOf: [{ type: "string" }, { type: "null" }], default: null },
      d: { enum: ["x"], default: null },
    }),
    wanted: { a: null, c: null },
  },
  {
    name: "an object that must be there starts with its members",
    schema: object(
      { a: object({ b: { default: 1 }, c: { type: "string" } }, ["c"]) },
      ["a"],
    ),
    wanted: { a: { b: 1 } },
  },
  {
    name: "one that may be left out starts where its defaults complete it",
    schema: object({
      whole: object({ b: { default: 1 } }, ["b"]),
      partial: object({ b: { default: 1 }, c: { type: "string" } }, ["c"]),
    }),
    wanted: { whole: { b: 1 } },
  },
  {
    name: "a default of an object goes before those of its members",
    schema: object({
      a: {
        ...object({ b: { default: 1 }, c: { default: 2 } }),
        default: { b: 5 },
      },
    }),
    wanted: { a: { b: 5, c: 2 } },
  },
  {
    name: "references and parts",
    schema: {
      ...object({
        a: { $ref: "#/$defs/a" },
        b: { $ref: "#/$defs/a", default: "own" },
        c: { allOf: [{ type: "string" }, { default: "part" }] },
        d: { $ref: "#/$defs/nothing" },
      }),
      $defs: { a: { type: "string", default: "defined" } },
    },
    wanted: { a: "defined", b: "own", c: "part" },
  },
  {
    name: "a definition that holds itself ends",
    schema: {
      ...object({ a: { $ref: "#/$defs/node" } }, ["a"]),
      $defs: {
        node: object({ next: { $ref: "#/$defs/node" }, n: { default: 1 } }, [
          "next",
        ]),
      },
    },
    wanted: { a: { n: 1 } },
  },
  {
    name: "the only possible value of a member that must be there",
    schema: object({ a: { const: "x" }, b: { const: "y" } }, ["a"]),
    wanted: { a: "x" },
  },
  {
    name: "alternatives: the first that is not null, where one is needed",
    schema: object(
      {
        a: {
          oneOf: [
            { type: "null" },
            object({ kind: { const: "p" }, n: { default: 1 } }, ["kind"]),
            object({ kind: { const: "q" } }, ["kind"]),
          ],
        },
        b: { anyOf: [{ default: 1 }, { default: 2 }] },
        c: { anyOf: [{ type: "null" }, { default: 2 }] },
      },
      ["a"],
    ),
    wanted: { a: { kind: "p", n: 1 }, c: 2 },
  },
  {
    name: "names that objects inherit",
    schema: JSON.parse(
      '{"properties":{"__proto__":{"default":1},"constructor":{"default":2},"toString":{}},"required":["toString"]}',
    ) as Record<string, unknown>,
    wanted: JSON.parse('{"__proto__":1,"constructor":2}') as object,
  },
];

describe("the values that a form starts with", () => {
  it.each(ROWS)("$name", ({ schema, wanted }) => {
    const before = JSON.stringify(schema);
    expect(JSON.stringify(initialInputs(schema))).toBe(JSON.stringify(wanted));
    expect(JSON.stringify(schema)).toBe(before);
  });

  it("share nothing with the schema", () => {
    const schema = object({ a: { default: { b: [1] } } });
    (initialInputs(schema)["a"] as { b: number[] }).b.push(2);
    expect(schema.properties).toEqual({ a: { default: { b: [1] } } });
  });

  it("end where definitions multiply", () => {
    const $defs = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => {
        const next = { $ref: `#/$defs/d${at + 1}` };
        return [`d${at}`, object({ a: next, b: next }, ["a", "b"])];
      }),
    );
    const schema = { $defs, ...object({ a: { $ref: "#/$defs/d0" } }, ["a"]) };
    expect(initialInputs(schema)).toEqual({});
  });
});
