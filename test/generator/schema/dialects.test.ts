import { describe, expect, it } from "vitest";
import { createSchemaCleaner } from "../../../src/generator/schema/clean-schema.js";
import {
  declaredDialect,
  fromDialect,
  identifierOf,
} from "../../../src/generator/schema/dialects.js";
import { prepareReferences } from "../../../src/generator/schema/prepare-references.js";

const DRAFT_4 = "http://json-schema.org/draft-04/schema#";
const DRAFT_7 = "http://json-schema.org/draft-07/schema#";

describe("the dialect that a schema declares", () => {
  it.each([
    [DRAFT_4, "draft-04"],
    ["http://json-schema.org/draft-04/hyper-schema#", "draft-04"],
    ["https://json-schema.org/draft-06/schema", "draft-06"],
    [DRAFT_7, "draft-07"],
    ["https://json-schema.org/draft/2019-09/schema", "newer"],
    ["https://json-schema.org/draft/2020-12/schema", "newer"],
    ["http://json-schema.org/schema#", undefined],
    ["http://json-schema.org/draft-03/schema#", undefined],
    ["https://example.org/schema", undefined],
    [7, undefined],
  ])("%s is %s", ($schema, wanted) => {
    expect(declaredDialect({ $schema })).toBe(wanted);
  });

  it("is none of what is no object", () => {
    expect(declaredDialect(true)).toBeUndefined();
    expect(declaredDialect([{ $schema: DRAFT_7 }])).toBeUndefined();
  });
});

it("an identifier is that of the dialect, and none beside a reference of an old one", () => {
  const both = { id: "a", $id: "b" };
  expect(identifierOf(both, "draft-04")).toBe("a");
  expect(identifierOf(both, "draft-07")).toBe("b");
  expect(identifierOf({ ...both, $ref: "#" }, "draft-07")).toBeUndefined();
  expect(identifierOf({ ...both, $ref: "#" }, "newer")).toBe("b");
});

it("a reference of an old dialect overrides what stands beside it, but no texts", () => {
  const beside = {
    $ref: "#/a",
    title: "A",
    "x-ui": 1,
    nullable: true,
    maxItems: 2,
    type: "array",
    dependencies: {},
  };
  expect(fromDialect(beside, "newer")).toBe(beside);
  expect(fromDialect(beside, "draft-06")).toEqual({
    $ref: "#/a",
    title: "A",
    "x-ui": 1,
    nullable: true,
  });
});

interface Row {
  readonly name: string;
  readonly schema: unknown;
  readonly document?: object;
  readonly wanted: unknown;
  readonly definitions?: unknown;
}

const A = { definitions: { a: { type: "array" } } };

describe("a schema that declares a dialect", () => {
  it.each<Row>([
    {
      name: "none: keywords beside a reference count",
      schema: { items: { $ref: "#/definitions/a", maxItems: 2 }, ...A },
      wanted: { items: { $ref: "#/$defs/a", maxItems: 2 } },
      definitions: { a: { type: "array" } },
    },
    {
      name: "draft 7: they do not",
      schema: {
        $schema: DRAFT_7,
        items: { $ref: "#/definitions/a", maxItems: 2 },
        ...A,
      },
      wanted: { items: { $ref: "#/$defs/a" } },
      definitions: { a: { type: "array" } },
    },
    {
      name: "in the description, for all schemas in it but one that declares another",
      schema: {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $ref: "#/$defs/a",
        maxItems: 2,
      },
      document: {
        $schema: DRAFT_7,
        $defs: {
          a: { items: { $ref: "#/$defs/b", maxItems: 3 } },
          b: { type: "array" },
        },
      },
      wanted: { $ref: "#/$defs/a", maxItems: 2 },
      definitions: {
        a: { items: { $ref: "#/$defs/b" } },
        b: { type: "array" },
      },
    },
    {
      name: "inside another schema: its references are relative to it",
      schema: {
        properties: {
          a: {
            $schema: DRAFT_7,
            $ref: "#/definitions/a",
            maxItems: 1,
            definitions: { a: { const: 1 } },
          },
          b: { $ref: "#/definitions/a", maxItems: 1 },
        },
        ...A,
      },
      wanted: {
        properties: {
          a: { $ref: "#/$defs/a" },
          b: { $ref: "#/$defs/a2", maxItems: 1 },
        },
      },
      definitions: { a: { const: 1 }, a2: { type: "array" } },
    },
    {
      name: "draft 4: identifiers, bounds, lists of items, dependencies",
      schema: {
        $schema: DRAFT_4,
        id: "https://e.org/root.json",
        items: [{ $ref: "size.json" }, { $ref: "#name" }],
        additionalItems: false,
        dependencies: { a: ["b"], c: { minProperties: 2 } },
        definitions: {
          s: {
            id: "size.json",
            type: "number",
            minimum: 0,
            exclusiveMinimum: true,
          },
          n: { id: "#name", type: "string" },
        },
      },
      wanted: {
        dependentRequired: { a: ["b"] },
        dependentSchemas: { c: { minProperties: 2 } },
        prefixItems: [{ $ref: "#/$defs/s" }, { $ref: "#/$defs/n" }],
        items: false,
      },
      definitions: {
        s: { type: "number", exclusiveMinimum: 0 },
        n: { type: "string" },
      },
    },
  ])("$name", async ({ schema, document = {}, wanted, definitions = {} }) => {
    const whole = { ...document, inputs: { a: { schema } } };
    const cleaner = createSchemaCleaner("p", await prepareReferences(whole));
    expect({
      schema: cleaner.clean(schema, "/inputs/a/schema"),
      definitions: Object.fromEntries(cleaner.definitions),
      codes: cleaner.diagnostics.map(({ code }) => code),
    }).toEqual({ schema: wanted, definitions, codes: [] });
  });
});
