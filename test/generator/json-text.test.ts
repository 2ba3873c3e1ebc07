import fc from "fast-check";
import { check } from "prettier";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/generator/json-text.js";

describe("JSON text", () => {
  it.each<[unknown, string]>([
    [{}, "{}\n"],
    [[], "[]\n"],
    [null, "null\n"],
    ["é\u2028\u202E\n", '"\\u00e9\\u2028\\u202e\\n"\n'],
    [{ a: undefined, b: 1 }, '{\n  "b": 1\n}\n'],
    [[1, "a", true, null], '[1, "a", true, null]\n'],
    [[{}, []], "[{}, []]\n"],
    [{ a: [{ b: 1 }] }, '{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}\n'],
    [
      [
        [1, 2],
        [3, 4],
      ],
      "[\n  [1, 2],\n  [3, 4]\n]\n",
    ],
  ])("of %j", (value, text) => {
    expect(jsonText(value)).toBe(text);
  });

  it("is what Prettier makes of it, and reads as the value", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 5, stringUnit: "binary" }),
        async (value) => {
          const text = jsonText(value);
          // JSON has no -0.
          expect(JSON.stringify(JSON.parse(text))).toBe(JSON.stringify(value));
          expect(await check(text, { parser: "json" })).toBe(true);
          expect(text).toMatch(/^[\n -~]*$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("fills lines with numbers as Prettier does", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: -9999, max: 999_999 }))),
        async (value) => {
          const text = jsonText({ key: value });
          expect(await check(text, { parser: "json" })).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
