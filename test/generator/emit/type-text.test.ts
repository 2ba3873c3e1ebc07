import { describe, expect, it } from "vitest";
import { typeText } from "../../../src/generator/emit/type-text.js";
import type { TypeExpression } from "../../../src/generator/model/service-model.js";

const TEXT: TypeExpression = { kind: "keyword", name: "string" };
const NOTHING: TypeExpression = { kind: "keyword", name: "null" };
const EITHER: TypeExpression = { kind: "union", members: [TEXT, NOTHING] };
const OBJECT: TypeExpression = { kind: "object", properties: [] };

const ROWS: readonly {
  readonly name: string;
  readonly given: TypeExpression;
  readonly expected: string | undefined;
}[] = [
  { name: "a keyword", given: TEXT, expected: "string" },
  {
    name: "a named type",
    given: { kind: "reference", name: "Area" },
    expected: "Area",
  },
  {
    name: "a type of the runtime",
    given: { kind: "runtime", name: "BoundingBox" },
    expected: "BoundingBox",
  },
  {
    name: "a text",
    given: { kind: "literal", value: 'a "b"' },
    expected: "'a \"b\"'",
  },
  {
    name: "a number",
    given: { kind: "literal", value: 1e21 },
    expected: "1e21",
  },
  { name: "a union", given: EITHER, expected: "string | null" },
  {
    name: "an array",
    given: { kind: "array", element: TEXT },
    expected: "string[]",
  },
  {
    name: "an array of a union",
    given: { kind: "array", element: EITHER },
    expected: "(string | null)[]",
  },
  {
    name: "a union of nothing",
    given: { kind: "union", members: [] },
    expected: undefined,
  },
  { name: "an object", given: OBJECT, expected: undefined },
  {
    name: "an array of objects",
    given: { kind: "array", element: OBJECT },
    expected: undefined,
  },
  {
    name: "a union with an object",
    given: { kind: "union", members: [OBJECT, NOTHING] },
    expected: undefined,
  },
  {
    name: "a tuple",
    given: { kind: "tuple", elements: [TEXT] },
    expected: "[string]",
  },
  {
    name: "a tuple of unions",
    given: { kind: "tuple", elements: [EITHER, TEXT] },
    expected: "[string | null, string]",
  },
  {
    name: "a tuple that may be shorter",
    given: { kind: "tuple", elements: [TEXT, TEXT], required: 1 },
    expected: undefined,
  },
  {
    name: "a tuple with a rest",
    given: { kind: "tuple", elements: [TEXT], rest: TEXT },
    expected: undefined,
  },
  {
    name: "a tuple of objects",
    given: { kind: "tuple", elements: [OBJECT] },
    expected: undefined,
  },
];

describe("typeText", () => {
  it.each(ROWS)("prints $name", ({ given, expected }) => {
    expect(typeText(given)).toBe(expected);
  });
});
