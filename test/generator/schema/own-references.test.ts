import { expect, it } from "vitest";
import { ownReferences } from "../../../src/generator/schema/own-references.js";

const DOCUMENT = {
  definitions: { a: { type: "string" } },
  outputs: { o: { schema: { $defs: { b: { type: "number" } } } } },
};
const WITH_ANCHOR = {
  ...DOCUMENT,
  definitions: { a: { $anchor: "name", type: "string" } },
};

it.each<
  [
    name: string,
    document: object,
    reference: string,
    pointer: string | undefined,
  ]
>([
  [
    "a pointer into the description",
    DOCUMENT,
    "#/definitions/a",
    "/definitions/a",
  ],
  [
    "one into the schema around it",
    DOCUMENT,
    "#/$defs/b",
    "/outputs/o/schema/$defs/b",
  ],
  [
    "a pointer beside anchors",
    WITH_ANCHOR,
    "#/definitions/a",
    "/definitions/a",
  ],
  ["an anchor", WITH_ANCHOR, "#name", "/definitions/a"],
  ["an anchor that is nowhere", WITH_ANCHOR, "#other", undefined],
  ["a pointer to nothing", DOCUMENT, "#/definitions/c", undefined],
  ["another document", DOCUMENT, "https://a.example/b.json", undefined],
  ["another document beside anchors", WITH_ANCHOR, "b.json", undefined],
])("follows %s", (_name, document, reference, pointer) => {
  const resolver = ownReferences(document);
  const place = resolver.placeOf("/outputs/o/schema");
  expect(resolver.resolve(reference, place)?.pointer).toBe(pointer);
});
