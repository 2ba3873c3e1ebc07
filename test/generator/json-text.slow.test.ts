import fc from "fast-check";
import { check } from "prettier";
import { describe, expect, it } from "vitest";
import { jsonText } from "../../src/generator/json-text.js";

describe("JSON text", () => {
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
