import { expect, it } from "vitest";
import {
  decodeFragment,
  valueAt,
} from "../../../src/generator/schema/pointers.js";

const DOCUMENT = { a: [{ "b/~": 1 }], $defs: {} };

const ROWS: readonly (readonly [string, unknown])[] = [
  ["", DOCUMENT],
  ["/a/0/b~1~0", 1],
  ["/a/1", undefined],
  ["/a/x", undefined],
  ["/constructor", undefined],
  ["a", undefined],
];

it.each(ROWS)("the value at %j", (pointer, wanted) => {
  expect(valueAt(DOCUMENT, pointer)).toBe(wanted);
});

it("the values on the way", () => {
  const seen: unknown[] = [];
  valueAt(DOCUMENT, "/a/0", (value) => seen.push(value));
  expect(seen).toEqual([DOCUMENT.a, DOCUMENT.a[0]]);
});

it.each([
  ["/a%20b", "/a b"],
  ["/%", "/%"],
])("the fragment %s", (fragment, wanted) => {
  expect(decodeFragment(fragment)).toBe(wanted);
});
