import { expect, it } from "vitest";
import {
  addressOf,
  Resources,
  type Resource,
} from "../../../src/generator/schema/resources.js";

const nested = { $id: "b.json", $anchor: "x", items: { $dynamicAnchor: "y" } };
const value = { $id: "https://e.org/a.json", allOf: [nested, { $id: "#z" }] };
const DESCRIPTION = {
  inputs: { a: { schema: value, title: { $id: "urn:x:no" } } },
  $defs: { c: { $id: "urn:x:c", const: { $id: "urn:x:no" } } },
};

const resources = new Resources();
const root = resources.addDescription(DESCRIPTION, "", "https://e.org/d.json");

const shown = (list: readonly Resource[]) =>
  list.map(({ pointer, address }) => `${address} ${pointer}`);

it("resources have their addresses and places", () => {
  expect(shown([root])).toEqual(["https://e.org/d.json "]);
  expect(shown(resources.ofAddress("https://e.org/a.json"))).toEqual([
    "https://e.org/a.json /inputs/a/schema",
  ]);
  expect(shown(resources.ofAddress("https://e.org/b.json"))).toEqual([
    "https://e.org/b.json /inputs/a/schema/allOf/0",
  ]);
  expect(resources.ofRoot(nested)).toBe(
    resources.at("", "/inputs/a/schema/allOf/0"),
  );
  expect(shown(resources.ofAddress("urn:x:c"))).toEqual(["urn:x:c /$defs/c"]);
  expect(resources.ofAddress("urn:x:no")).toEqual([]);
});

it("anchors belong to the resource around them", () => {
  const inner = resources.ofRoot(nested);
  expect([...(inner?.anchors.keys() ?? [])]).toEqual(["x", "y"]);
  expect([...(inner?.dynamicAnchors.keys() ?? [])]).toEqual(["y"]);
  expect([...(resources.ofRoot(value)?.anchors.keys() ?? [])]).toEqual(["z"]);
});

it("an address that is none", () => {
  expect(addressOf("b.json", "urn:x:a")).toBeUndefined();
  expect(addressOf("b.json#c", "https://e.org/a")).toBe("https://e.org/b.json");
});
