import { describe, expect, it } from "vitest";
import {
  isIdentifier,
  nameCharacters,
} from "../../../src/generator/model/name-characters.js";
import { upperFirst } from "../../../src/generator/model/process-names.js";
import type * as Compiler from "typescript";

/** All code points that may stand first in an identifier, or after that. */
function codePoints(before: string): readonly number[] {
  return [...Array(0x11_0000).keys()].filter((code) =>
    isIdentifier(before + String.fromCodePoint(code)),
  );
}

describe("the characters of names", () => {
  const starts = codePoints("");
  const parts = codePoints("a");

  it.each(["typescript", "typescript-5.4", "typescript-6.0"])(
    "are known to %s",
    async (version) => {
      const { default: ts } = (await import(version)) as {
        readonly default: typeof Compiler;
      };
      const target = ts.ScriptTarget.ES2022;
      const hexadecimal = (code: number) => code.toString(16);
      expect(
        starts
          .filter((code) => !ts.isIdentifierStart(code, target))
          .map(hexadecimal),
      ).toEqual([]);
      expect(
        parts
          .filter((code) => !ts.isIdentifierPart(code, target))
          .map(hexadecimal),
      ).toEqual([]);
    },
  );

  it("are not invisible", () => {
    expect(
      parts.filter((code) => /\p{C}/u.test(String.fromCodePoint(code))),
    ).toEqual([]);
  });

  it("have capitals that every compiler knows too", () => {
    expect(
      starts
        .map((code) => upperFirst(String.fromCodePoint(code)))
        .filter((name) => !isIdentifier(name)),
    ).toEqual([]);
  });

  it.each([
    ["ASCII", "a_1$", "a_1$"],
    ["other scripts", "数据é", "数据é"],
    ["signs", "a-b c.d;", "abcd"],
    ["joiners", "a\u200d\u200cb", "ab"],
    ["letters that compilers may not know", "a\u088f𝒳b", "ab"],
    ["halves of pairs", "a\ud800b", "ab"],
  ])("are what is left of %s", (_name, given, wanted) => {
    expect(nameCharacters(given)).toBe(wanted);
  });
});
