import * as changeCase from "change-case";
import { expect, it } from "vitest";
import { camelCase, kebabCase, pascalCase } from "../../src/generator/case.js";

/** All texts of so many of these characters, and of fewer: a letter of each case, a digit, and what separates words. */
function texts(characters: readonly string[], length: number): string[] {
  if (length === 0) return [""];
  const shorter = texts(characters, length - 1);
  return [
    "",
    ...shorter.flatMap((text) => characters.map((one) => text + one)),
  ];
}

it.each([
  ["scene_name", "sceneName", "SceneName"],
  ["mask_2", "mask2", "Mask2"],
  ["HTTPServer URL", "httpServerUrl", "HttpServerUrl"],
  ["a.b-c/d$e", "aBCDE", "ABCDE"],
  ["höhe_über", "höheÜber", "HöheÜber"],
  ["--", "", ""],
])("%j", (text, camel, pascal) => {
  expect(camelCase(text)).toBe(camel);
  expect(pascalCase(text)).toBe(pascal);
});

it("words in ASCII are those that the library finds", () => {
  const options = { mergeAmbiguousCharacters: true };
  const different = texts(["a", "B", "1", "_"], 6).filter(
    (text) =>
      camelCase(text) !== changeCase.camelCase(text, options) ||
      kebabCase(text) !== changeCase.kebabCase(text) ||
      pascalCase(text) !== changeCase.pascalCase(text, options),
  );
  expect(different).toEqual([]);
});
