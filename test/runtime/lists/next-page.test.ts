import { describe, expect, it } from "vitest";
import {
  nextHref,
  nextPlaces,
  numberedNext,
  totalOf,
} from "../../../src/runtime/lists/next-page.js";

const API = new URL("http://a.example/ogc/v1/");
const START = new URL("http://a.example/ogc/v1/jobs?status=running");

describe("nextPlaces", () => {
  it.each<[string, string, readonly string[]]>([
    [
      "a link as it should be",
      "/ogc/v1/jobs?offset=1",
      ["/ogc/v1/jobs?offset=1"],
    ],
    ["a relative link", "jobs?offset=1", ["/ogc/v1/jobs?offset=1"]],
    ["a query alone", "?offset=1", ["/ogc/v1/jobs?offset=1"]],
    [
      "a link without the prefix",
      "http://a.example/jobs?offset=1",
      ["/jobs?offset=1", "/ogc/v1/jobs?offset=1"],
    ],
    [
      "a link with the prefix twice",
      "/ogc/v1/ogc/v1/jobs?offset=1",
      ["/ogc/v1/ogc/v1/jobs?offset=1", "/ogc/v1/jobs?offset=1"],
    ],
    [
      "an inner host, with the prefix",
      "http://inner:5000/ogc/v1/jobs?offset=1",
      ["/ogc/v1/jobs?offset=1"],
    ],
    [
      "an inner host, without the prefix",
      "http://inner:5000/jobs?offset=1",
      ["/ogc/v1/jobs?offset=1"],
    ],
    ["credentials", "http://u:p@a.example/ogc/v1/jobs", ["/ogc/v1/jobs"]],
    ["what is no URL", "http://[", []],
    ["another protocol", "file:///etc/passwd", []],
  ])("%s", (_name, href, wanted) => {
    const from = new URL("http://a.example/ogc/v1/jobs");
    const places = nextPlaces(href, from, START, API);
    expect(places.map(String)).toEqual(
      wanted.map((path) => `http://a.example${path}`),
    );
  });
});

describe("nextHref", () => {
  it.each<[string, unknown, string | undefined, string | undefined]>([
    [
      "the document's",
      { links: [{ rel: "next", href: "/a" }] },
      undefined,
      "/a",
    ],
    ["the header's", {}, '</b>; rel="next"', "/b"],
    [
      "the document's before the header's",
      { links: [{ rel: "next", href: "/a" }] },
      '</b>; rel="next"',
      "/a",
    ],
    [
      "none",
      { links: [{ rel: "self", href: "/a" }] },
      "</b>; rel=prev",
      undefined,
    ],
  ])("is %s", (_name, document, header, wanted) => {
    expect(nextHref(document, header)).toBe(wanted);
  });
});

describe("numbers of a page", () => {
  it.each<[unknown, number, number | undefined, string | undefined]>([
    [
      { page: 0, total: 12 },
      10,
      12,
      "http://a.example/ogc/v1/jobs?status=running&page=1",
    ],
    [{ page: 1, total: 12 }, 12, 12, undefined],
    [{ page: 1 }, 12, undefined, undefined],
    [{ numberMatched: 3 }, 1, 3, undefined],
    [{ numberTotal: "3" }, 1, undefined, undefined],
    [[], 1, undefined, undefined],
  ])("of %j", (document, received, total, next) => {
    expect(totalOf(document)).toBe(total);
    expect(numberedNext(document, START, received)?.href).toBe(next);
  });
});
