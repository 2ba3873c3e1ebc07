import { expect, it } from "vitest";
import { SchemaPlace } from "../../../src/generator/schema/schema-place.js";

const OUTER = new SchemaPlace("/inputs/a/schema");

it.each([
  ["the outermost", OUTER, "/inputs/a/schema"],
  [
    "the value of a keyword",
    new SchemaPlace(OUTER, "items"),
    "/inputs/a/schema/items",
  ],
  [
    "under an index",
    new SchemaPlace(OUTER, "oneOf", 0),
    "/inputs/a/schema/oneOf/0",
  ],
  [
    "under the empty name",
    new SchemaPlace(OUTER, "properties", ""),
    "/inputs/a/schema/properties/",
  ],
  [
    "under a name that is escaped, in another",
    new SchemaPlace(new SchemaPlace(OUTER, "properties", "b/~"), "not"),
    "/inputs/a/schema/properties/b~1~0/not",
  ],
  [
    "under a long name, which is cut",
    new SchemaPlace(OUTER, "properties", "x".repeat(300)),
    `/inputs/a/schema/properties/${"x".repeat(200)}`,
  ],
])("a schema %s", (_name, { pointer }, wanted) => {
  expect(pointer).toBe(wanted);
});
