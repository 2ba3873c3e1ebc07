import { expect, it } from "vitest";
import { createSchemaCleaner } from "../../../src/generator/schema/clean-schema.js";
import { prepareReferences } from "../../../src/generator/schema/prepare-references.js";

const DOCUMENTS: Readonly<Record<string, unknown>> = {
  "https://example.org/a.json": {
    $defs: { A: { items: { $ref: "b.json" } } },
  },
  "https://example.org/b.json": {
    properties: { c: { $ref: "#/$defs/c" } },
    $defs: { c: { const: 1 } },
  },
};

it("references lead to documents that may be read, and on from there", async () => {
  const read: string[] = [];
  const schema = {
    anyOf: [
      { $ref: "https://example.org/a.json#/$defs/A" },
      { $ref: "https://example.org/none.json" },
    ],
  };
  const resolver = await prepareReferences(
    { inputs: { a: { schema } } },
    (url) => {
      read.push(url);
      const document = DOCUMENTS[url];
      return document === undefined
        ? Promise.reject(new Error("not allowed"))
        : Promise.resolve(JSON.stringify(document));
    },
  );
  const cleaner = createSchemaCleaner("p", resolver);
  expect(cleaner.clean(schema, "/inputs/a/schema")).toEqual({
    anyOf: [{ $ref: "#/$defs/a" }, {}],
  });
  expect(Object.fromEntries(cleaner.definitions)).toEqual({
    a: { items: { $ref: "#/$defs/schema" } },
    schema: { properties: { c: { $ref: "#/$defs/c" } } },
    c: { const: 1 },
  });
  expect(read.sort()).toEqual([
    "https://example.org/a.json",
    "https://example.org/b.json",
    "https://example.org/none.json",
  ]);
});
