import { describe, expect, it } from "vitest";
import { columnsOf, inColumns } from "../../../src/generator/cli/columns.js";

describe("the columns of a text", () => {
  it.each<[text: string, columns: number]>([
    ["", 0],
    ["running, 40 %", 13],
    ["café", 4],
    ["cafe\u0301", 4],
    ["\u0301", 0],
    ["Москва", 6],
    ["[██░░] …", 8],
    ["降水量", 6],
    ["ひらがなカタカナー", 18],
    ["ﾊﾝｶｸ", 4],
    ["ｶﾞ", 2],
    ["ＡＢ（１）", 10],
    ["、。「」", 8],
    ["한글", 4],
    ["\u1112\u1161\u11ab", 2],
    ["ꀀ", 2],
    ["ไทย", 3],
    ["नि", 2],
    ["🚀", 2],
    ["👍🏽", 2],
    ["🇩🇪", 2],
    ["❤ ❤\ufe0f", 4],
    ["1\ufe0f\u20e3", 2],
    ["𝒳", 1],
  ])("%j: %i", (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it("may be those of a tab", () => {
    expect(columnsOf("a\tb")).toBe(10);
  });
});

describe("a text in the columns that there are", () => {
  it.each<[text: string, most: number, shown: string]>([
    ["running", 7, "running"],
    ["running", 6, "runni…"],
    ["降水量", 6, "降水量"],
    ["降水量", 5, "降水…"],
    ["降水量", 4, "降…"],
    ["cafe\u0301s", 5, "cafe\u0301s"],
    ["cafe\u0301s", 4, "caf…"],
    ["a👍🏽b", 4, "a👍🏽b"],
    ["a👍🏽b", 3, "a…"],
    ["a\tb", 9, "a…"],
    ["ab", 1, "…"],
  ])("%j in %i: %j", (text, most, shown) => {
    expect(inColumns(text, most)).toBe(shown);
  });
});
