import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { cutCircles } from "../../../src/generator/schema/in-place-circles.js";
import type { CleanSchema } from "../../../src/generator/schema/json-schema.js";

const to = (key: string): CleanSchema => ({ $ref: `#/$defs/${key}` });
const TEXT: CleanSchema = { type: "string" };

interface Row {
  readonly name: string;
  readonly given: Readonly<Record<string, CleanSchema>>;
  /** Default: all that was given. */
  readonly wanted?: Readonly<Record<string, CleanSchema>>;
}

const ROWS: readonly Row[] = [
  { name: "itself", given: { a: to("a") }, wanted: { a: {} } },
  {
    name: "itself through others",
    given: {
      a: to("b"),
      b: { allOf: [to("c")] },
      c: { title: "c", ...to("a") },
    },
    wanted: { a: {}, b: { allOf: [{}] }, c: { title: "c" } },
  },
  {
    name: "itself in a branch",
    given: { a: { anyOf: [to("a"), TEXT] } },
    wanted: { a: { anyOf: [{}, TEXT] } },
  },
  {
    name: "itself in what is excluded, and in conditions",
    given: {
      a: {
        not: to("a"),
        if: to("a"),
        then: to("a"),
        dependentSchemas: { x: to("a") },
      },
    },
    wanted: { a: { not: {}, if: {}, then: {}, dependentSchemas: { x: {} } } },
  },
  {
    name: "a circle, which stays where it is not left",
    given: {
      before: to("a"),
      a: { allOf: [to("a"), to("after")] },
      after: TEXT,
    },
    wanted: { before: to("a"), a: { allOf: [{}, to("after")] }, after: TEXT },
  },
  {
    name: "itself for a part of the value",
    given: {
      a: {
        properties: { a: to("a") },
        items: to("a"),
        anyOf: [{ items: to("a") }],
      },
      list: { anyOf: [{ type: "null" }, { properties: { rest: to("list") } }] },
    },
  },
  {
    name: "another one, twice",
    given: { a: { allOf: [to("b"), to("c")] }, b: to("c"), c: TEXT },
  },
  { name: "nothing that is defined", given: { a: to("nowhere") } },
];

describe("definitions that lead to", () => {
  it.each(ROWS)("$name", ({ given, wanted = given }) => {
    const before = JSON.stringify(given);
    const found = cutCircles(new Map(Object.entries(given)), new Set());
    const definitions = Object.fromEntries(found.definitions);
    expect(definitions).toEqual(wanted);
    expect(found.weakened.size > 0).toBe(wanted !== given);
    expect(JSON.stringify(given)).toBe(before);
    if (before.includes("nowhere")) return;
    const ajv = new Ajv2020({ strict: false });
    for (const key of Object.keys(wanted)) {
      const validate = ajv.compile({ ...to(key), $defs: definitions });
      expect(() => validate("a")).not.toThrow();
    }
  });

  it("themselves in a long chain", () => {
    const links = Array.from(
      { length: 20_000 },
      (_, link) => [String(link), to(String(link + 1))] as const,
    );
    const chain = new Map<string, CleanSchema>(links);
    expect(cutCircles(chain, new Set()).weakened.size).toBe(0);
    chain.set("20000", to("0"));
    expect(cutCircles(chain, new Set()).weakened.size).toBe(20_001);
  });

  it("something keep what was weakened before", () => {
    const weak: CleanSchema = { properties: {}, ...to("a") };
    const inner: CleanSchema = { title: "weak" };
    const a: CleanSchema = { allOf: [weak, inner] };
    const { weakened } = cutCircles(new Map([["a", a]]), new Set([inner]));
    expect(weakened.has(inner)).toBe(true);
  });
});
