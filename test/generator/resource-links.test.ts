import { describe, expect, it } from "vitest";
import {
  isResourceRelation,
  withoutHost,
} from "../../src/generator/resource-links.js";

describe("the relation of a link", () => {
  it.each([
    "",
    "self",
    "alternate",
    "execute",
    "process-desc",
    "collection",
    "http://www.opengis.net/def/rel/ogc/1.0/execute",
    "http://www.opengis.net/def/rel/ogc/1.0/queryables",
    "https://www.opengis.net/def/ogc/rel/1.0/x",
    "[ogc-rel:]/results",
  ])("%j is that of a resource of the server", (relation) => {
    expect(isResourceRelation(relation)).toBe(true);
  });

  it.each(["about", "license", "service-desc", "itself", "self-help", "up2"])(
    "%j is that of what documents the process",
    (relation) => {
      expect(isResourceRelation(relation)).toBe(false);
    },
  );
});

describe("a link without its host", () => {
  it.each([
    ["http://h:1/a/b?c=d#e", "/a/b?c=d#e"],
    ["https://me:secret@h/a", "/a"],
    ["http://h", "/"],
    ["/a/b?c=d#e", "/a/b?c=d#e"],
    ["../a", "../a"],
    ["", ""],
  ])("%j is %j, and stays so", (href, wanted) => {
    expect(withoutHost(href)).toBe(wanted);
    expect(withoutHost(wanted)).toBe(wanted);
  });
});
