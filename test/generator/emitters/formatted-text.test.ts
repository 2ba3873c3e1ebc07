import { describe, expect, it } from "vitest";
import { formattedText } from "../../../src/generator/emitters/formatted-text.js";

describe("the text of an emitter's file", () => {
  it.each([
    [
      "a.ts",
      "export const a={b:1,\r\n'c':2}",
      "export const a = { b: 1, c: 2 };\n",
    ],
    ["a.json", '{"a":[1,2]}', '{ "a": [1, 2] }\n'],
    ["a.md", "* a\n* b\n", "- a\n- b\n"],
    ["a.csv", "\uFEFFa,b\r\n1,2\r\n", "a,b\n1,2\n"],
    ["a.ts", "", ""],
  ])("of %s is formatted: %j", async (path, text, wanted) => {
    expect(await formattedText({ path, text })).toBe(wanted);
  });

  it("that cannot be parsed is an error", async () => {
    await expect(
      formattedText({ path: "a.ts", text: "let = ;" }),
    ).rejects.toThrow(SyntaxError);
  });
});
