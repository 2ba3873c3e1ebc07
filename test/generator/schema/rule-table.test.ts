import { expect, it } from "vitest";
import type { SchemaRule } from "../../../src/generator/schema/json-schema.js";
import { RuleTable } from "../../../src/generator/schema/rule-table.js";

/** A rule that puts the value of a keyword under another. */
function moving(from: string, to: string): SchemaRule {
  return {
    name: `${from} becomes ${to}`,
    concerns: [from],
    apply({ [from]: value, ...rest }) {
      return { ...rest, [to]: value };
    },
  };
}

const TABLE = new RuleTable([
  moving("a", "b"),
  moving("b", "c"),
  moving("d", "a"),
]);

it.each([
  ["no rule concerns it", { x: 1 }, { x: 1 }],
  ["a rule concerns it", { b: 1 }, { c: 1 }],
  ["a rule writes what concerns one after it", { a: 1 }, { c: 1 }],
  ["a rule writes what concerns one before it", { d: 1 }, { a: 1 }],
])("%s", (_name, given, wanted) => {
  expect(TABLE.apply(given, { report: () => undefined })).toEqual(wanted);
});

it("a schema without a keyword that concerns a rule is the same object", () => {
  const schema = { x: 1 };
  expect(TABLE.apply(schema, { report: () => undefined })).toBe(schema);
});
