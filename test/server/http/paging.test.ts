import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  page,
  STANDARD_PAGING,
  type Page,
  type PagingRules,
  type Query,
} from "../../../src/server/http/paging.js";

const LETTERS = Array.from("abcdefghijkl");
const JOBS_URL = "http://h/jobs";
const TYPE = "application/json";
const BY_PAGE: PagingRules = {
  ...STANDARD_PAGING,
  by: { parameter: "page", unit: "pages" },
};

describe("page", () => {
  it.each<[string, Query, PagingRules | undefined, string, readonly string[]]>([
    [
      "ten by default",
      {},
      STANDARD_PAGING,
      "abcdefghij",
      ["self ", "next limit=10&offset=10"],
    ],
    [
      "the rest",
      { offset: "10" },
      STANDARD_PAGING,
      "kl",
      ["self offset=10", "prev offset=0&limit=10"],
    ],
    [
      "a middle page, with the query's other parameters",
      { limit: "2", offset: "4", status: "failed" },
      STANDARD_PAGING,
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
      STANDARD_PAGING,
      "abcdefghijkl",
      ["self limit=99999"],
    ],
    [
      "nothing beyond the end",
      { offset: "50" },
      STANDARD_PAGING,
      "",
      ["self offset=50", "prev offset=40&limit=10"],
    ],
    [
      "by pages",
      { page: "1", limit: "5" },
      BY_PAGE,
      "fghij",
      ["self page=1&limit=5", "next page=2&limit=5", "prev page=0&limit=5"],
    ],
    [
      "without a next page",
      {},
      { ...STANDARD_PAGING, next: false, by: undefined },
      "abcdefghij",
      ["self "],
    ],
    ["no pages", { limit: "x" }, undefined, "abcdefghijkl", []],
  ])("gives %s", (_name, query, rules, items, links) => {
    const { items: found, links: given } = page(
      LETTERS,
      query,
      JOBS_URL,
      rules,
    );
    expect(found.join("")).toBe(items);
    expect(given).toEqual(
      links.map((link) => {
        const [rel = "", query = ""] = link.split(" ");
        return {
          href: query === "" ? JOBS_URL : `${JOBS_URL}?${query}`,
          rel,
          type: TYPE,
        };
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
  ])("rejects %s", (_name, query, message) => {
    expect(() => page(LETTERS, query, JOBS_URL, STANDARD_PAGING)).toThrow(
      message,
    );
  });

  it("contains every item once if all next links are followed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (items, limit, pages) => {
          const rules = pages ? BY_PAGE : STANDARD_PAGING;
          const seen: number[] = [];
          let next: string | undefined = `${JOBS_URL}?limit=${limit}`;
          while (next !== undefined) {
            const query: Query = Object.fromEntries(new URL(next).searchParams);
            const found: Page<number> = page(items, query, JOBS_URL, rules);
            seen.push(...found.items);
            next = found.links.find(({ rel }) => rel === "next")?.href;
          }
          expect(seen).toEqual(items);
        },
      ),
    );
  });
});
