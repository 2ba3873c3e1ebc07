import { describe, expect, it } from "vitest";
import type { ValueShape } from "../../../src/runtime/documents/process-definition.js";
import { fits, jsonTypeOf } from "../../../src/runtime/results/fits.js";

describe("a value without anything that may be a wrapper", () => {
  it.each<[unknown, ValueShape | undefined, boolean]>([
    [{ a: { href: "x" } }, undefined, true],
    [{ href: "x" }, undefined, false],
    [{ value: 1 }, undefined, false],
    [{ inlineValue: 1 }, undefined, false],
    [{ value: 1 }, { members: { value: {} } }, true],
    [[{ value: 1 }], undefined, false],
    [[[{ value: 1 }]], undefined, true],
    [[[{ value: 1 }]], { items: { items: {} } }, false],
    [[{ value: 1 }], { items: { members: { value: {} } } }, true],
    [deep(20_000), undefined, true],
  ])("%#", (value, shape, wanted) => {
    expect(fits(value, shape, true)).toBe(wanted);
    expect(fits(value, shape)).toBe(true);
  });

  it.each([
    [null, "null"],
    [[], "array"],
    [{}, "object"],
    ["", "string"],
    [1, "number"],
    [true, "boolean"],
  ])("%j is of type %s", (value, wanted) => {
    expect(jsonTypeOf(value)).toBe(wanted);
  });
});

/** An array in an array, and so on. */
function deep(count: number): unknown {
  let value: unknown = [];
  for (let depth = 0; depth < count; depth += 1) value = [value];
  return value;
}
