import { describe, expect, it } from "vitest";
import { createSchemaCleaner } from "../../../src/generator/schema/clean-schema.js";
import {
  createAllowance,
  SchemaTooLargeError,
  type SchemaLimits,
} from "../../../src/generator/schema/limits.js";
import { prepareReferences } from "../../../src/generator/schema/prepare-references.js";

interface Cleaned {
  readonly schema: unknown;
  readonly definitions: unknown;
  readonly codes: readonly string[];
}

async function cleaned(
  schema: unknown,
  document: object = {},
  limits?: SchemaLimits,
): Promise<Cleaned> {
  const whole = { ...document, inputs: { a: { schema } } };
  const resolver = await prepareReferences(whole);
  const cleaner = createSchemaCleaner("p", resolver, limits);
  const result = cleaner.clean(schema, "/inputs/a/schema");
  return {
    schema: result,
    definitions: Object.fromEntries(cleaner.definitions),
    codes: cleaner.diagnostics.map(
      ({ code, pointer }) => `${code} ${pointer ?? ""}`,
    ),
  };
}

interface Row {
  readonly name: string;
  readonly schema: unknown;
  readonly document?: object;
  readonly wanted: Partial<Cleaned>;
}

const ROWS: readonly Row[] = [
  { name: "true", schema: true, wanted: { schema: {} } },
  { name: "false", schema: false, wanted: { schema: { not: {} } } },
  ...[null, 1, "a", []].map((schema): Row => ({
    name: `not a schema: ${JSON.stringify(schema)}`,
    schema,
    wanted: { schema: {}, codes: ["schema-no-object /inputs/a/schema"] },
  })),
  {
    name: "children of every kind",
    schema: {
      properties: { a: { tsType: "x" } },
      patternProperties: { "^b": { tsType: "x" } },
      additionalProperties: { tsType: "x" },
    },
    wanted: {
      schema: {
        properties: { a: {} },
        patternProperties: { "^b": {} },
        additionalProperties: {},
      },
    },
  },
  {
    name: "the prototype as a property",
    schema: JSON.parse(
      '{"properties":{"__proto__":{"type":"string"}}}',
    ) as unknown,
    wanted: {
      schema: {
        properties: JSON.parse('{"__proto__":{"type":"string"}}') as unknown,
      },
    },
  },
  {
    name: "a reference into the document",
    schema: { $ref: "#/$defs/My-Type" },
    document: { $defs: { "My-Type": { type: "string", tsType: "x" } } },
    wanted: {
      schema: { $ref: "#/$defs/myType" },
      definitions: { myType: { type: "string" } },
    },
  },
  {
    name: "a reference into the schema around it",
    schema: { $ref: "#/$defs/a", $defs: { a: { type: "number" } } },
    wanted: {
      schema: { $ref: "#/$defs/a" },
      definitions: { a: { type: "number" } },
    },
  },
  {
    name: "a reference that is percent-encoded and escaped",
    schema: { $ref: "#/$defs/a~1b%20c" },
    document: { $defs: { "a/b c": { type: "number" } } },
    wanted: {
      schema: { $ref: "#/$defs/aBC" },
      definitions: { aBC: { type: "number" } },
    },
  },
  {
    name: "a reference to itself",
    schema: { $ref: "#/$defs/a" },
    document: { $defs: { a: { items: { $ref: "#/$defs/a" } } } },
    wanted: {
      schema: { $ref: "#/$defs/a" },
      definitions: { a: { items: { $ref: "#/$defs/a" } } },
    },
  },
  {
    name: "a reference to the schema that it stands in",
    schema: { properties: { a: { $ref: "#" } } },
    wanted: {
      schema: { properties: { a: { $ref: "#/$defs/schema" } } },
      definitions: {
        schema: {
          properties: { a: { $ref: "#/$defs/schema" } },
        },
      },
    },
  },
  ...[
    "#/$defs/__proto__",
    "#/__proto__",
    "#/constructor",
    "#/inputs/a/schema/$ref",
    "#a",
    "#/%",
    "file:///etc/passwd",
    "https://example.com/a.json",
    "a.json",
  ].map((reference): Row => ({
    name: `the reference ${reference}`,
    schema: { $ref: reference },
    document: { $defs: {} },
    wanted: {
      schema: {},
      definitions: {},
      codes: ["schema-reference-unresolved /inputs/a/schema"],
    },
  })),
  {
    name: "two definitions of one name",
    schema: { allOf: [{ $ref: "#/a/same" }, { $ref: "#/b/same" }] },
    document: {
      a: { same: { type: "string" } },
      b: { same: { type: "number" } },
    },
    wanted: {
      schema: { allOf: [{ $ref: "#/$defs/same" }, { $ref: "#/$defs/same2" }] },
      definitions: { same: { type: "string" }, same2: { type: "number" } },
    },
  },
  {
    name: "a definition whose name is not an identifier",
    schema: { $ref: "#/$defs/*~1 evil()" },
    document: { $defs: { "*/ evil()": { type: "string" } } },
    wanted: {
      schema: { $ref: "#/$defs/evil" },
      definitions: { evil: { type: "string" } },
    },
  },
];

describe("a cleaned schema", () => {
  it.each(ROWS)("$name", async ({ schema, document, wanted }) => {
    expect(await cleaned(schema, document)).toMatchObject(wanted);
  });

  it("is open below the last level", async () => {
    const limits: SchemaLimits = { depth: 2, nodes: 100, steps: 100 };
    const schema = { items: { items: { items: {} } } };
    expect(await cleaned(schema, {}, limits)).toEqual({
      schema: { items: { items: {} } },
      definitions: {},
      codes: ["schema-too-deep /inputs/a/schema/items/items"],
    });
  });

  it.each([
    ["schemas", { properties: { a: {}, b: {}, c: {} } }],
    ["names that are required", { required: ["a", "b", "c"] }],
    ["schemas behind a reference", { $ref: "#/$defs/a" }],
  ])("fails with too many %s", async (_name, schema) => {
    const limits: SchemaLimits = { depth: 10, nodes: 3, steps: 100 };
    const document = { $defs: { a: { prefixItems: [{}, {}] } } };
    await expect(cleaned(schema, document, limits)).rejects.toThrow(
      new SchemaTooLargeError("The description has more than 3 schemas."),
    );
  });
});

describe("an allowance", () => {
  it("throws when more than its steps are taken", () => {
    const spend = createAllowance(3, "Too much.");
    spend(2);
    spend(1);
    expect(() => {
      spend(1);
    }).toThrow(new SchemaTooLargeError("Too much."));
  });
});
