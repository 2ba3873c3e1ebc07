import { describe, expect, it } from "vitest";
import { createSchemaCleaner } from "../../../src/generator/schema/clean-schema.js";
import {
  KEYWORDS,
  cleanKeywordsWhere,
  keywordsWhere,
  type KeywordRow,
} from "../../../src/generator/schema/keywords.js";
import type { ValueKind } from "../../../src/generator/schema/keyword-values.js";
import { prepareReferences } from "../../../src/generator/schema/prepare-references.js";

/** A served value of each kind, in which schemas have a keyword that no cleaned schema has. */
const SERVED = {
  boolean: true,
  bound: 1,
  branches: [{ tsType: "x" }],
  count: 1,
  discriminator: "kind",
  items: { tsType: "x" },
  names: ["a"],
  "names by name": { a: ["b"] },
  "names or schemas by name": { a: { tsType: "x" } },
  number: 1,
  positive: 1,
  reference: "#/$defs/a",
  schema: { tsType: "x" },
  "schema or boolean": { tsType: "x" },
  schemas: [{ tsType: "x" }],
  "schemas by name": { a: { tsType: "x" } },
  text: "a",
  types: "string",
  value: 1,
  values: [1],
} satisfies Readonly<Record<ValueKind, unknown>>;

async function cleaned(schema: unknown): Promise<object> {
  const document = { $defs: { a: {} }, schema };
  const resolver = await prepareReferences(document);
  return createSchemaCleaner("p", resolver).clean(schema, "/schema");
}

const rowOf = (keyword: keyof typeof KEYWORDS): KeywordRow => KEYWORDS[keyword];

describe("a keyword of the table", () => {
  it.each(cleanKeywordsWhere(() => true))(
    "%s stays, and the schemas in it are cleaned",
    async (keyword) => {
      const schema = await cleaned({ [keyword]: SERVED[rowOf(keyword).value] });
      expect(schema).toHaveProperty([keyword]);
      expect(JSON.stringify(schema)).not.toContain("tsType");
    },
  );

  it.each(keywordsWhere(({ role }) => role === "dialect"))(
    "%s is gone after the rules",
    async (keyword) => {
      const schema = await cleaned({ [keyword]: SERVED[rowOf(keyword).value] });
      expect(schema).not.toHaveProperty([keyword]);
    },
  );

  it("has a place of its own among the tags", () => {
    const orders = keywordsWhere(({ tag }) => tag !== undefined).map(
      (keyword) => rowOf(keyword).tag?.order,
    );
    expect(new Set(orders).size).toBe(orders.length);
  });
});
