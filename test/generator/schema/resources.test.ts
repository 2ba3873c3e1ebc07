import { expect, it } from "vitest";
import {
  addressOf,
  Resources,
  type Resource,
} from "../../../src/generator/schema/resources.js";

const NESTED = { $id: "b.json", $anchor: "x", items: { $dynamicAnchor: "y" } };
const VALUE = { $id: "https://e.org/a.json", allOf: [NESTED, { $id: "#z" }] };
const DESCRIPTION = {
  inputs: { a: { schema: VALUE, title: { $id: "urn:x:no" } } },
  $defs: { c: { $id: "urn:x:c", const: { $id: "urn:x:no" } } },
};

const RESOURCES = new Resources();
const ROOT = RESOURCES.addDescription(DESCRIPTION, "", "https://e.org/d.json");

const shown = (list: readonly Resource[]) =>
  list.map(({ pointer, address }) => `${address} ${pointer}`);

it("resources have their addresses and places", () => {
  expect(shown([ROOT])).toEqual(["https://e.org/d.json "]);
  expect(shown(RESOURCES.ofAddress("https://e.org/a.json"))).toEqual([
    "https://e.org/a.json /inputs/a/schema",
  ]);
  expect(shown(RESOURCES.ofAddress("https://e.org/b.json"))).toEqual([
    "https://e.org/b.json /inputs/a/schema/allOf/0",
  ]);
  expect(RESOURCES.ofRoot(NESTED)).toBe(
    RESOURCES.at("", "/inputs/a/schema/allOf/0"),
  );
  expect(shown(RESOURCES.ofAddress("urn:x:c"))).toEqual(["urn:x:c /$defs/c"]);
  expect(RESOURCES.ofAddress("urn:x:no")).toEqual([]);
});

it("anchors belong to the resource around them", () => {
  const inner = RESOURCES.ofRoot(NESTED);
  expect([...(inner?.anchors.keys() ?? [])]).toEqual(["x", "y"]);
  expect([...(inner?.dynamicAnchors.keys() ?? [])]).toEqual(["y"]);
  expect([...(RESOURCES.ofRoot(VALUE)?.anchors.keys() ?? [])]).toEqual(["z"]);
});

it("an address that is none", () => {
  expect(addressOf("b.json", "urn:x:a")).toBeUndefined();
  expect(addressOf("b.json#c", "https://e.org/a")).toBe("https://e.org/b.json");
});
