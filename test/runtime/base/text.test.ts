import { describe, expect, it } from "vitest";
import { percentDecoded } from "../../../src/runtime/base/text.js";

describe("percentDecoded", () => {
  it.each([
    ["a%20b", "a b"],
    ["f%C3%BCr", "für"],
    ["a+b", "a+b"],
    ["100%", "100%"],
    ["%E0%A4%A", "%E0%A4%A"],
  ])("decodes %j to %j", (text, wanted) => {
    expect(percentDecoded(text)).toBe(wanted);
  });
});
