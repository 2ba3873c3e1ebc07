import { describe, expect, it } from "vitest";
import { printable } from "../../../src/runtime/base/printable.js";

describe("printable", () => {
  it.each([
    ["plain text", "Job x failed: no data.", "Job x failed: no data."],
    [
      "words of any language",
      "Größe: 数据 не найдены 😀 👩‍🚀 می‌خواهم",
      "Größe: 数据 не найдены 😀 👩‍🚀 می‌خواهم",
    ],
    ["a tab", "a\tb", "a\tb"],
    ["line ends", "a\nERROR b\r\nc\rd", "a\\nERROR b\\nc\\u000dd"],
    ["escapes", "\u001b[2J\u0007\u009b31m", "\\u001b[2J\\u0007\\u009b31m"],
    ["NUL and DEL", "\0\u007f", "\\u0000\\u007f"],
    ["separators", "a\u2028b\u2029c", "a\\u2028b\\u2029c"],
    ["directions", "\u202eabc\u2066d", "\\u202eabc\\u2066d"],
    ["nothing", "", ""],
  ])("shows %s", (_name, given, wanted) => {
    expect(printable(given)).toBe(wanted);
  });

  it("keeps start and end of a long text", () => {
    const text = `start${"x".repeat(5_000)}end`;
    const wanted = `${text.slice(0, 1_400)} … ${text.slice(-600)}`;
    expect(printable(text)).toBe(wanted);
    expect(printable("x".repeat(2_000))).toBe("x".repeat(2_000));
  });

  it("is bounded where everything is escaped", () => {
    expect(printable("\u001b".repeat(100_000)).length).toBe(12_003);
  });
});
