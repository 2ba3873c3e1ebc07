import { expect, it } from "vitest";
import { prepareReferences } from "../../../src/generator/schema/prepare-references.js";

const OTHER = "https://a.example/b.json";
const target = (document: object) => ({
  ...document,
  outputs: { o: { schema: { type: "object" } } },
});

it.each<[name: string, document: object, reference: string, wanted: unknown]>([
  ["a pointer", { $defs: { a: { const: 1 } } }, "#/$defs/a", { const: 1 }],
  [
    "an anchor",
    { $defs: { a: { $anchor: "x", const: 1 } } },
    "#x",
    { $anchor: "x", const: 1 },
  ],
  ["another document", { $defs: { a: { $ref: OTHER } } }, OTHER, { const: 2 }],
  ["another document that is not referred to", {}, OTHER, undefined],
])("follows %s", async (_name, document, reference, wanted) => {
  const asked: string[] = [];
  const resolver = await prepareReferences(target(document), (url) => {
    asked.push(url);
    return Promise.resolve('{"const":2}');
  });
  const place = resolver.placeOf("/outputs/o/schema");
  expect(resolver.resolve(reference, place)?.schema).toEqual(wanted);
  const isElsewhere = JSON.stringify(document).includes(OTHER);
  expect(asked).toEqual(isElsewhere ? [OTHER] : []);
});
