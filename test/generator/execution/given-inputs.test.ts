import { describe, expect, it } from "vitest";
import {
  assignmentOf,
  inputsOfFile,
  sourceOf,
} from "../../../src/generator/execution/given-inputs.js";

describe("name=value", () => {
  it.each<[given: string, names: string[], name: string, text: string]>([
    ["a=1", ["a"], "a", "1"],
    ["a=", ["a"], "a", ""],
    ["a=b=c", ["a"], "a", "b=c"],
    ["a=b=c", ["a=b"], "a=b", "c"],
    ["a=b=c", ["a=b", "a"], "a", "b=c"],
    ["x=1", ["a"], "x", "1"],
    ["=1", [""], "", "1"],
  ])("%s among %j", (given, names, name, text) => {
    expect(assignmentOf(given, names)).toEqual({ name, text });
  });
});

describe("a value", () => {
  it.each([
    ["text", { text: "text" }],
    ["@a/b.json", { path: "a/b.json" }],
    ["@-", { path: "-" }],
    ["@@home", { text: "@home" }],
    ["a@b", { text: "a@b" }],
  ])("%s", (text, source) => {
    expect(sourceOf(text)).toEqual(source);
  });
});

describe("a file with all inputs", () => {
  it("is an object", () => {
    const text = '{ "a": 1, "__proto__": { "b": 2 } }';
    const inputs = inputsOfFile({ path: "a.json", text });
    expect(Object.entries(inputs)).toEqual([
      ["a", 1],
      ["__proto__", { b: 2 }],
    ]);
  });

  it.each<[text: string, message: RegExp]>([
    ["[1]", /^The inputs are no JSON object\.$/],
    ["null", /^The inputs are no JSON object\.$/],
    ["{", /^The inputs are not JSON: /],
    ["", /^The inputs are not JSON: /],
    ['{ "a": [12345678901234567890] }', /^The inputs hold a number /],
  ])("%s is refused", (text, message) => {
    const given = { path: "-", text };
    expect(() => inputsOfFile(given)).toThrow(message);
    expect(() => inputsOfFile(given)).toThrow(
      expect.objectContaining({ where: "standard input" }) as Error,
    );
  });
});
