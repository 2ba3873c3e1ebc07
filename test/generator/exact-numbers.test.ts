import { describe, expect, it } from "vitest";
import {
  copyExactNumbers,
  exactJson,
  exactNumber,
  renameExactNumber,
  withExactNumbers,
} from "../../src/generator/exact-numbers.js";
import { jsonText } from "../../src/generator/json-text.js";

function read(text: string): object {
  return withExactNumbers(text, JSON.parse(text)) as object;
}

describe("numbers that JavaScript does not hold", () => {
  it.each<[string, string]>([
    ["an integer beyond 2^53", '{"a":9007199254740993}'],
    ["a negative one", '{"a":-9007199254740993}'],
    ["the greatest of 64 bits", '{"a":18446744073709551615}'],
    ["one beyond all numbers", '{"a":1e400,"b":-1E+400}'],
    ["one that is too small", '{"a":1e-400}'],
    ["a long fraction", '{"a":0.1000000000000000055511151231257827}'],
    ["digits around the point", '{"a":1234567890.12345678901}'],
    ["several in lists of lists", '[[9007199254740993,1],[{"a":1e400}],2]'],
    ["two that JavaScript reads alike", "[9007199254740992,9007199254740993]"],
    ["a member of the prototype's name", '{"__proto__":9007199254740993}'],
    ["a text of digits", '{"a":"9007199254740993","b":9007199254740993}'],
    ["escapes", '{"a\\\\":"\\\\\\" 1e400","b":9007199254740993}'],
  ])("%s is printed as it was written", (_, text) => {
    expect(exactJson(read(text))).toBe(text);
    expect(jsonText(read(text)).replaceAll(/\s/g, "")).toBe(
      text.replaceAll(" ", ""),
    );
  });

  it.each([
    "9007199254740992",
    "1e300",
    "1.50000000000000000000",
    "-0.0000000000000000000",
    "100000000000000000000000",
    "0.30000000000000004",
    '"9007199254740993"',
    '"\\"9007199254740993"',
  ])("%s is held", (text) => {
    const value: unknown = JSON.parse(`[${text}]`);
    expect(withExactNumbers(`[${text}]`, value)).toBe(value);
  });

  it("leaves the values as JSON.parse reads them", () => {
    const text = '{"a":9007199254740993,"b":["x",1e400],"c":null}';
    expect(JSON.stringify(read(text))).toBe(JSON.stringify(JSON.parse(text)));
    expect(Object.keys(read(text))).toEqual(["a", "b", "c"]);
  });

  it("survives nesting that would exhaust the stack", () => {
    const depth = 100_000;
    const text = `${"[".repeat(depth)}9007199254740993${"]".repeat(depth)}`;
    let value = read(text) as readonly unknown[];
    while (Array.isArray(value[0])) value = value[0] as readonly unknown[];
    expect(exactNumber(value, 0)).toBe("9007199254740993");
  });
});

describe("copies", () => {
  const SERVED = read('{"minimum":9007199254740993,"maximum":1e400}');

  it.each<[string, object, string | undefined]>([
    ["of all", { ...SERVED }, "9007199254740993"],
    ["with another value", { ...SERVED, minimum: 1 }, undefined],
    ["without the value", { ...SERVED, minimum: undefined }, undefined],
    [
      "of one member",
      copyExactNumbers({ minimum: 2 ** 53 }, {}, SERVED),
      "9007199254740993",
    ],
  ])("%s", (_, copy, wanted) => {
    expect(exactNumber(copy, "minimum")).toBe(wanted);
  });

  it("under another name", () => {
    const copy = renameExactNumber({ a: 2 ** 53 }, SERVED, "minimum", "a");
    expect(exactNumber(copy, "a")).toBe("9007199254740993");
  });

  it("keep a number that no member can have", () => {
    expect(exactNumber(copyExactNumbers({}, SERVED), "maximum")).toBe("1e400");
  });
});
