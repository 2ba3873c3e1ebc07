import { describe, expect, it } from "vitest";
import { ownMember, readJson } from "../../../src/runtime/base/json.js";

describe("ownMember", () => {
  it.each<[string, object, unknown]>([
    ["a", { a: 1 }, 1],
    ["b", { a: 1 }, undefined],
    ["constructor", {}, undefined],
    ["__proto__", {}, undefined],
    ["__proto__", JSON.parse('{"__proto__":2}') as object, 2],
  ])("finds %s in %j: %j", (name, value, wanted) => {
    expect(ownMember(value as Record<string, unknown>, name)).toBe(wanted);
  });
});

describe("readJson", () => {
  it.each<[string, unknown]>([
    ['{"a":[1]}', { a: [1] }],
    ["null", null],
    ["false", false],
    [" 7 ", 7],
    ["", undefined],
    ['{"a":', undefined],
    ["undefined", undefined],
  ])("reads %j as %j", (text, wanted) => {
    expect(readJson(text)).toEqual(wanted);
  });
});
