import { expect, it } from "vitest";
import {
  dynamicReference,
  enteredScope,
  NO_SCOPE,
  withoutDynamicMark,
} from "../../../src/generator/schema/dynamic-scope.js";
import { Resources } from "../../../src/generator/schema/resources.js";

const RESOURCES = new Resources();
const OUTER = RESOURCES.addSchema({ $dynamicAnchor: "a" }, "urn:x:outer");
const INNER = RESOURCES.addSchema(
  { $dynamicAnchor: "a", $defs: { b: { $dynamicAnchor: "b" } } },
  "urn:x:inner",
);
const PLAIN = RESOURCES.addSchema({ $anchor: "a" }, "urn:x:plain");

it("the outermost resource binds a name", () => {
  const scope = enteredScope(enteredScope(NO_SCOPE, OUTER), INNER);
  expect(
    [...scope.anchors].map(([name, { resource }]) => [name, resource.document]),
  ).toEqual([
    ["a", "urn:x:outer"],
    ["b", "urn:x:inner"],
  ]);
  expect(scope.text).toBe(" a=urn:x:outer# b=urn:x:inner#/$defs/b");
});

it("a resource without dynamic anchors changes nothing", () => {
  expect(enteredScope(NO_SCOPE, PLAIN)).toBe(NO_SCOPE);
});

it("a mark tells dynamic references from others", () => {
  expect(withoutDynamicMark(dynamicReference("#a"))).toBe("#a");
  expect(withoutDynamicMark("#a")).toBeUndefined();
});
