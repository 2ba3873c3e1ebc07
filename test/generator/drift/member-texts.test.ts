import { describe, expect, it } from "vitest";
import { memberJoin } from "../../../src/generator/drift/member-texts.js";

describe("the texts of members", () => {
  it.each<[string, readonly string[], string]>([
    ["none", [], ""],
    ["one", ['"a":1'], '"a":1'],
    ["several", ['"a":1', '"c":[]'], '"a":1,"c":[]'],
  ])("of %s", (_name, members, wanted) => {
    expect(members.reduce(memberJoin, "")).toBe(wanted);
  });
});
