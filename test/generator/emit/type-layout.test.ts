import { describe, expect, it } from "vitest";
import { printed } from "../../../src/generator/emit/layout.js";
import { typeLayout } from "../../../src/generator/emit/type-layout.js";
import type {
  PropertyModel,
  TypeExpression,
} from "../../../src/generator/model/service-model.js";

const STRING: TypeExpression = { kind: "keyword", name: "string" };
const NULL: TypeExpression = { kind: "keyword", name: "null" };

const literal = (value: boolean | number | string): TypeExpression => ({
  kind: "literal",
  value,
});

const property = (
  name: string,
  type: TypeExpression = STRING,
  optional = false,
): PropertyModel => ({ name, type, optional, documentation: { tags: [] } });

const LONG: TypeExpression = {
  kind: "union",
  members: ["a", "b"].map((letter) => literal(letter.repeat(40))),
};
const LONG_LINES = `| "${"a".repeat(40)}"
  | "${"b".repeat(40)}"`;

interface Row {
  readonly name: string;
  readonly given: TypeExpression;
  readonly wanted: string;
}

const ROWS: readonly Row[] = [
  { name: "a keyword", given: STRING, wanted: "string" },
  {
    name: "a literal that wants to be code",
    given: literal('"; evil(); "'),
    wanted: "'\"; evil(); \"'",
  },
  { name: "a negative literal", given: literal(-1), wanted: "-1" },
  {
    name: "a list of a union",
    given: {
      kind: "array",
      element: { kind: "union", members: [STRING, NULL] },
    },
    wanted: "(string | null)[]",
  },
  {
    name: "a tuple with all kinds of elements",
    given: {
      kind: "tuple",
      elements: [STRING, { kind: "union", members: [STRING, NULL] }],
      required: 1,
      rest: STRING,
    },
    wanted: "[string, (string | null)?, ...string[]]",
  },
  {
    name: "an empty tuple",
    given: { kind: "tuple", elements: [] },
    wanted: "[]",
  },
  {
    name: "a tuple of one long union",
    given: { kind: "tuple", elements: [LONG] },
    wanted: `[\n  ${LONG_LINES},\n]`,
  },
  {
    name: "a tuple of a long union and another type",
    given: { kind: "tuple", elements: [LONG, STRING] },
    wanted: `[\n  (\n    ${LONG_LINES.replace("\n", "\n  ")}\n  ),\n  string,\n]`,
  },
  {
    name: "a map of a long union",
    given: { kind: "object", properties: [], additional: LONG },
    wanted: `Record<\n  string,\n  ${LONG_LINES}\n>`,
  },
  {
    name: "a map of a union that fits a line of its own",
    given: {
      kind: "object",
      properties: [],
      additional: { kind: "union", members: [literal("a".repeat(60)), NULL] },
    },
    wanted: `Record<\n  string,\n  "${"a".repeat(60)}" | null\n>`,
  },
  {
    name: "an empty object",
    given: { kind: "object", properties: [] },
    wanted: "Record<string, never>",
  },
  {
    name: "a map",
    given: { kind: "object", properties: [], additional: STRING },
    wanted: "Record<string, string>",
  },
  {
    name: "a map of itself",
    given: {
      kind: "object",
      properties: [],
      additional: { kind: "reference", name: "Self" },
    },
    wanted: "{\n  [key: string]: Self;\n}",
  },
  {
    name: "names that mean something",
    given: {
      kind: "object",
      properties: [
        property("__proto__"),
        property("constructor"),
        property("get", STRING, true),
        property("new"),
        property("readonly", STRING, true),
        property("a}; evil(); type B = {"),
        property("\u2028"),
        property(""),
      ],
    },
    wanted: `{
  ["__proto__"]: string;
  constructor: string;
  get?: string;
  new: string;
  readonly?: string;
  "a}; evil(); type B = {": string;
  "\\u2028": string;
  "": string;
}`,
  },
];

describe("a type as text", () => {
  it.each(ROWS)("$name", ({ given, wanted }) => {
    expect(printed(typeLayout(given))).toBe(wanted);
  });

  it("refuses a name that was not planned", () => {
    expect(() => typeLayout({ kind: "reference", name: "A; evil()" })).toThrow(
      "Not an identifier",
    );
  });
});
