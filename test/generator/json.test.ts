import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalJson,
  defined,
  printedJson,
} from "../../src/generator/json.js";

describe("an object without undefined members", () => {
  it.each<[string, object, string[]]>([
    ["nothing", {}, []],
    ["all", { a: 1, b: "" }, ["a", "b"]],
    ["members in their order", { b: 1, a: 2 }, ["b", "a"]],
    ["null and false", { a: null, b: false, c: 0 }, ["a", "b", "c"]],
    ["no undefined member", { a: undefined, b: 1, c: undefined }, ["b"]],
  ])("has %s", (_name, members, wanted) => {
    const found = defined(members);
    expect(found).toEqual(members);
    expect(Object.keys(found)).toEqual(wanted);
  });
});

describe("printed JSON", () => {
  it.each<[string, unknown]>([
    ["a text", "a {b} ü 漢 \u2028"],
    ["a text with what is escaped", 'a"b\\c\n\u0000\u001f'],
    ["a surrogate pair", "\u{1f600}"],
    ["half of a surrogate pair", "a\ud83d"],
    ["a number", -1.5e-7],
    ["a large number", 1e21],
    ["minus zero", -0],
    ["no number", Infinity],
    ["true", true],
    ["null", null],
    ["an object", { b: [1, "a"], a: {} }],
  ])("is that of the platform for %s", (_name, value) => {
    expect(printedJson(value)).toBe(JSON.stringify(value));
  });

  it("is that of the platform for each character", () => {
    const characters = Array.from({ length: 0x1_0000 }, (_, code) =>
      String.fromCharCode(code),
    );
    const others = characters.filter(
      (one) => printedJson(one) !== JSON.stringify(one),
    );
    expect(others).toEqual([]);
  });
});

describe("canonical JSON", () => {
  it.each([
    ["a scalar", 1, "1"],
    ["a text", 'a"', '"a\\""'],
    ["null", null, "null"],
    ["undefined", undefined, "null"],
    ["an empty list", [], "[]"],
    ["a list", [1, [2], "a"], '[1,[2],"a"]'],
    ["an empty object", {}, "{}"],
    [
      "keys in order",
      { b: 1, a: { d: 2, c: [] } },
      '{"a":{"c":[],"d":2},"b":1}',
    ],
    ["members that are undefined", { a: undefined, b: 1 }, '{"b":1}'],
    [
      "the prototype as a name",
      JSON.parse('{"b":1,"__proto__":{}}') as unknown,
      '{"__proto__":{},"b":1}',
    ],
  ])("%s", (_name, given, wanted) => {
    expect(canonicalJson(given)).toBe(wanted);
  });

  it("is JSON of the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  it("is printed at any depth", () => {
    const text = `${'{"a":['.repeat(50_000)}1${"]}".repeat(50_000)}`;
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  });
});
