import { describe, expect, it } from "vitest";
import {
  memberTexts,
  objectText,
  objectTextIfAny,
} from "../../../src/generator/drift/member-texts.js";

describe("the texts of members", () => {
  it.each<[string, readonly (readonly [string, string])[], string]>([
    ["no members", [], ""],
    ["members without a text", [["a", ""]], ""],
    ["one", [["a", "1"]], '"a":1'],
    [
      "several",
      [
        ["a", "1"],
        ["b", ""],
        ["c", "[]"],
      ],
      '"a":1,"c":[]',
    ],
    ["a name that has to be escaped", [['"', "1"]], '"\\"":1'],
  ])("of %s", (_name, members, wanted) => {
    expect(memberTexts(members)).toBe(wanted);
    expect(objectText(members)).toBe(`{${wanted}}`);
    expect(objectTextIfAny(members)).toBe(wanted && `{${wanted}}`);
  });
});
