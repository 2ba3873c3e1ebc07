import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { page, standardPaging } from "../../../src/server/http/paging.js";
import type {
  Page,
  PagingRules,
  Query,
} from "../../../src/server/http/paging.js";

const letters = Array.from("abcdefghijkl");
const url = "http://h/jobs";
const type = "application/json";
const byPage: PagingRules = {
  ...standardPaging,
  by: { parameter: "page", unit: "pages" },
};

describe("page", () => {
  it.each<[string, Query, PagingRules | undefined, string, readonly string[]]>([
    [
      "ten by default",
      {},
      standardPaging,
      "abcdefghij",
      ["self ", "next limit=10&offset=10"],
    ],
    [
      "the rest",
      { offset: "10" },
      standardPaging,
      "kl",
      ["self offset=10", "prev offset=0&limit=10"],
    ],
    [
      "a middle page, with the query's other parameters",
      { limit: "2", offset: "4", status: "failed" },
      standardPaging,
      "ef",
      [
        "self limit=2&offset=4&status=failed",
        "next limit=2&offset=6&status=failed",
        "prev limit=2&offset=2&status=failed",
      ],
    ],
    [
      "all that there is",
      { limit: "99999" },
      standardPaging,
      "abcdefghijkl",
      ["self limit=99999"],
    ],
    [
      "nothing beyond the end",
      { offset: "50" },
      standardPaging,
      "",
      ["self offset=50", "prev offset=40&limit=10"],
    ],
    [
      "by pages",
      { page: "1", limit: "5" },
      byPage,
      "fghij",
      ["self page=1&limit=5", "next page=2&limit=5", "prev page=0&limit=5"],
    ],
    [
      "without a next page",
      {},
      { ...standardPaging, next: false, by: undefined },
      "abcdefghij",
      ["self "],
    ],
    ["no pages", { limit: "x" }, undefined, "abcdefghijkl", []],
  ])("gives %s", (_name, query, rules, items, links) => {
    const { items: found, links: given } = page(letters, query, url, rules);
    expect(found.join("")).toBe(items);
    expect(given).toEqual(
      links.map((link) => {
        const [rel = "", query = ""] = link.split(" ");
        return { href: query === "" ? url : `${url}?${query}`, rel, type };
      }),
    );
  });

  it.each<[string, Query, string]>([
    [
      "no number",
      { limit: "many" },
      'Parameter "limit" must be an integer of at least 1, not "many".',
    ],
    [
      "zero",
      { limit: "0" },
      'Parameter "limit" must be an integer of at least 1, not "0".',
    ],
    [
      "two",
      { limit: ["1", "2"] },
      'Parameter "limit" must be an integer of at least 1, not "1,2".',
    ],
    [
      "a negative offset",
      { offset: "-1" },
      'Parameter "offset" must be an integer of at least 0, not "-1".',
    ],
  ])("turns down %s", (_name, query, message) => {
    expect(() => page(letters, query, url, standardPaging)).toThrow(message);
  });

  it("shows every item once to whoever follows the next links", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (items, limit, pages) => {
          const rules = pages ? byPage : standardPaging;
          const seen: number[] = [];
          let next: string | undefined = `${url}?limit=${limit}`;
          while (next !== undefined) {
            const query: Query = Object.fromEntries(new URL(next).searchParams);
            const found: Page<number> = page(items, query, url, rules);
            seen.push(...found.items);
            next = found.links.find(({ rel }) => rel === "next")?.href;
          }
          expect(seen).toEqual(items);
        },
      ),
    );
  });
});
