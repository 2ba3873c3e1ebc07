import { describe, expect, it } from "vitest";
import { createSchemaCleaner } from "../../../src/generator/schema/clean-schema.js";
import { prepareReferences } from "../../../src/generator/schema/prepare-references.js";

interface Row {
  readonly name: string;
  readonly schema: unknown;
  /** What else the description has. */
  readonly document?: object;
  readonly wanted: unknown;
  readonly definitions: Readonly<Record<string, unknown>>;
}

async function cleaned(schema: unknown, document: object = {}) {
  const whole = { ...document, inputs: { a: { schema } } };
  const cleaner = createSchemaCleaner("p", await prepareReferences(whole));
  return {
    schema: cleaner.clean(schema, "/inputs/a/schema"),
    definitions: Object.fromEntries(cleaner.definitions),
    codes: cleaner.diagnostics.map(({ code }) => code),
  };
}

const ref = (key: string) => ({ $ref: `#/$defs/${key}` });

const ROWS: readonly Row[] = [
  {
    name: "an anchor",
    schema: {
      items: { $ref: "#band" },
      $defs: { B: { $anchor: "band", enum: ["red"] } },
    },
    wanted: { items: ref("b") },
    definitions: { b: { enum: ["red"] } },
  },
  {
    name: "an anchor of the same name in another input is another one",
    schema: { items: { $ref: "#x" }, $defs: { x: { $anchor: "x", const: 1 } } },
    document: {
      outputs: { o: { schema: { $defs: { x: { $anchor: "x", const: 2 } } } } },
    },
    wanted: { items: ref("x") },
    definitions: { x: { const: 1 } },
  },
  {
    name: "an anchor in the definitions of the description",
    schema: { $ref: "#x" },
    document: { $defs: { X: { $anchor: "x", const: 1 } } },
    wanted: ref("x"),
    definitions: { x: { const: 1 } },
  },
  {
    name: "an anchor as an identifier, as draft 7 has it",
    schema: { $ref: "#x", definitions: { X: { $id: "#x", const: 1 } } },
    wanted: ref("x"),
    definitions: { x: { const: 1 } },
  },
  {
    name: "an identifier relative to another",
    schema: {
      $id: "https://example.org/schemas/length.json",
      properties: { unit: { $ref: "unit.json" } },
      $defs: { unit: { $id: "unit.json", enum: ["m"] } },
    },
    wanted: { properties: { unit: ref("unit") } },
    definitions: { unit: { enum: ["m"] } },
  },
  {
    name: "a relative identifier without another around it",
    schema: { $ref: "unit.json", $defs: { u: { $id: "unit.json", const: 1 } } },
    wanted: ref("u"),
    definitions: { u: { const: 1 } },
  },
  {
    name: "the identifier of another input, and the nearer one of two",
    schema: {
      anyOf: [{ $ref: "urn:x:there" }, { $ref: "urn:x:both" }],
      $defs: { b: { $id: "urn:x:both", const: "near" } },
    },
    document: {
      outputs: {
        there: { schema: { $id: "urn:x:there", const: "there" } },
        both: { schema: { $id: "urn:x:both", const: "far" } },
      },
    },
    wanted: { anyOf: [ref("schema"), ref("b")] },
    definitions: { schema: { const: "there" }, b: { const: "near" } },
  },
  {
    name: "a pointer inside an identified schema",
    schema: {
      $defs: {
        outer: {
          $id: "urn:x:outer",
          items: { $ref: "#/$defs/c" },
          $defs: { c: { const: "inner" } },
        },
        c: { const: "outer" },
      },
      $ref: "urn:x:outer",
    },
    wanted: ref("outer"),
    definitions: { outer: { items: ref("c") }, c: { const: "inner" } },
  },
  {
    name: "a pointer into an identified schema, whose references are relative to that",
    schema: {
      $defs: {
        outer: {
          $id: "urn:x:outer",
          properties: { a: { $ref: "#/$defs/c" } },
          $defs: { c: { const: "inner" } },
        },
      },
      $ref: "#/$defs/outer/properties/a",
    },
    wanted: ref("a"),
    definitions: { a: ref("c"), c: { const: "inner" } },
  },
  {
    name: "a pointer from the description inside an identified schema",
    schema: { $id: "urn:x:a", $ref: "#/components/schemas/C" },
    document: { components: { schemas: { C: { const: 1 } } } },
    wanted: ref("c"),
    definitions: { c: { const: 1 } },
  },
  {
    name: "an identifier in a value is none",
    schema: { $ref: "urn:x:a", const: { $id: "urn:x:a" } },
    document: { $defs: { a: { $id: "urn:x:a", type: "null" } } },
    wanted: { ...ref("a"), const: { $id: "urn:x:a" } },
    definitions: { a: { type: "null" } },
  },
  {
    name: "a recursive reference of 2019-09",
    schema: {
      $recursiveAnchor: true,
      properties: { children: { items: { $recursiveRef: "#" } } },
    },
    wanted: { properties: { children: { items: ref("schema") } } },
    definitions: {
      schema: { properties: { children: { items: ref("schema") } } },
    },
  },
  {
    name: "a dynamic reference, which leads to the anchor of the outermost resource",
    schema: {
      $id: "urn:x:numbers",
      $ref: "urn:x:list",
      $defs: {
        number: { $dynamicAnchor: "item", type: "number" },
        list: {
          $id: "urn:x:list",
          items: { $dynamicRef: "#item" },
          $defs: { any: { $dynamicAnchor: "item" } },
        },
      },
    },
    wanted: ref("list"),
    definitions: { list: { items: ref("number") }, number: { type: "number" } },
  },
  {
    name: "a dynamic reference to an anchor that is not dynamic",
    schema: {
      $id: "urn:x:numbers",
      $ref: "urn:x:list",
      $defs: {
        number: { $dynamicAnchor: "item", type: "number" },
        list: {
          $id: "urn:x:list",
          items: { $dynamicRef: "#item" },
          $defs: { any: { $anchor: "item", type: "string" } },
        },
      },
    },
    wanted: ref("list"),
    definitions: { list: { items: ref("any") }, any: { type: "string" } },
  },
];

describe("a reference", () => {
  it.each(ROWS)("$name", async ({ schema, document, wanted, definitions }) => {
    expect(await cleaned(schema, document)).toEqual({
      schema: wanted,
      definitions,
      codes: [],
    });
  });

  it.each([
    "#nowhere",
    "other.json",
    "urn:x:other",
    "urn:x:a#nowhere",
    "https://json-schema.org/draft/2020-12/nothing",
  ])("leads nowhere: %s", async (reference) => {
    const { schema, codes } = await cleaned({
      $id: "urn:x:a",
      $ref: reference,
    });
    expect({ schema, codes }).toEqual({
      schema: {},
      codes: ["schema-reference-unresolved"],
    });
  });

  it("may lead to the schema of JSON Schema itself, of which nothing is fetched", async () => {
    const { definitions, codes } = await cleaned({
      $ref: "https://json-schema.org/draft/2020-12/schema",
    });
    expect(codes).toEqual([]);
    expect(definitions).toMatchObject({
      schema: { type: ["object", "boolean"] },
    });
  });
});
