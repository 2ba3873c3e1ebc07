import { describe, expect, it } from "vitest";
import {
  hasRelation,
  linkTo,
  readLinkHeader,
} from "../../../src/runtime/documents/links.js";

describe("readLinkHeader", () => {
  it.each<[string, string, unknown]>([
    ["one link", '<a>; rel="x"', [{ href: "a", rel: "x" }]],
    [
      "several, with commas inside",
      '<http://h/a,b>; rel="x,y"; type="t/s", <c>;rel=z',
      [
        { href: "http://h/a,b", rel: "x,y", type: "t/s" },
        { href: "c", rel: "z" },
      ],
    ],
    [
      "escapes",
      '<a>; title="say \\"yes\\""',
      [{ href: "a", title: 'say "yes"' }],
    ],
    [
      "the first of two relations",
      '<a>; rel="x"; rel="y"',
      [{ href: "a", rel: "x" }],
    ],
    ["nonsense", "no link at all", []],
  ])("reads %s", (_name, header, wanted) => {
    expect(readLinkHeader(header)).toEqual(wanted);
  });
});

describe("links", () => {
  it.each([
    ["http://www.opengis.net/def/rel/ogc/1.0/results", true],
    ["https://www.opengis.net/def/rel/ogc/1.0/results", true],
    ["results", true],
    ["[ogc-rel:results]", true],
    ["self results", true],
    ["http://example.org/results", false],
  ])("recognises results in %s: %s", (rel, wanted) => {
    expect(hasRelation({ href: "x", rel }, "results")).toBe(wanted);
  });

  it("prefers JSON", () => {
    const links = [
      { href: "html", rel: "results", type: "text/html" },
      { href: "plain", rel: "results" },
      { href: "json", rel: "results", type: "application/json" },
    ];

    expect(linkTo(links, "results")?.href).toBe("json");
    expect(linkTo(links.slice(0, 2), "results")?.href).toBe("plain");
    expect(linkTo(links, "next")).toBeUndefined();
  });
});
