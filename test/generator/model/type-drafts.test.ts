import { describe, expect, it } from "vitest";
import { titleOfValue } from "../../../src/generator/model/suggested-name.js";

describe("the name of a class in a title", () => {
  it.each([
    ["PathRef", "PathRef"],
    ["Scene2", "Scene2"],
    ["Bounding box", undefined],
    ["Month", undefined],
    ["pathRef", undefined],
    // The pattern must not take long, whatever the title is.
    [`A${"1".repeat(60)}!`, undefined],
    [`A${"a".repeat(100)}B`, undefined],
  ])("%j", (title, wanted) => {
    expect(titleOfValue(title)).toBe(wanted);
  });
});
