import { describe, expect, it } from "vitest";
import type { CleanSchema } from "../../../src/generator/schema/json-schema.js";
import { soundSchemas } from "../../../src/generator/schema/sound-schemas.js";

/** Stands for a schema from which a part was left out. */
const WEAK: CleanSchema = { type: "string" };
const EXACT: CleanSchema = { type: "string", maxLength: 1 };

const BEHIND_A_REFERENCE: CleanSchema = { $ref: "#/$defs/outer" };

const DEFINITIONS = new Map<string, CleanSchema>([
  ["outer", { items: { $ref: "#/$defs/inner" } }],
  ["inner", { anyOf: [WEAK, { $ref: "#/$defs/outer" }] }],
  ["exact", EXACT],
]);

const ROWS: readonly {
  readonly name: string;
  readonly given: CleanSchema;
  readonly wanted: CleanSchema;
}[] = [
  {
    name: "a weak branch: another one may match as well",
    given: { oneOf: [WEAK, EXACT], title: "a" },
    wanted: { title: "a", anyOf: [WEAK, EXACT] },
  },
  {
    name: "a branch that is weak behind references",
    given: { oneOf: [BEHIND_A_REFERENCE, EXACT] },
    wanted: { anyOf: [BEHIND_A_REFERENCE, EXACT] },
  },
  {
    name: "a weak branch beside other branches",
    given: { oneOf: [WEAK], anyOf: [EXACT], allOf: [EXACT] },
    wanted: { anyOf: [EXACT], allOf: [EXACT, { anyOf: [WEAK] }] },
  },
  {
    name: "exact branches in a weak schema",
    given: { oneOf: [EXACT], properties: { a: WEAK } },
    wanted: { oneOf: [EXACT], properties: { a: WEAK } },
  },
  {
    name: "what is excluded",
    given: { properties: { a: { not: WEAK } } },
    wanted: { properties: { a: {} } },
  },
  {
    name: "a condition",
    given: { if: { required: ["a"], allOf: [WEAK] }, then: EXACT, else: EXACT },
    wanted: {},
  },
  {
    name: "the consequence of a condition",
    given: { if: EXACT, then: WEAK },
    wanted: { if: EXACT, then: WEAK },
  },
  {
    name: "how many items may be contained",
    given: { contains: WEAK, minContains: 1, maxContains: 2 },
    wanted: { contains: WEAK, minContains: 1 },
  },
  {
    name: "what a part would have evaluated",
    given: {
      allOf: [BEHIND_A_REFERENCE],
      unevaluatedItems: false,
      unevaluatedProperties: false,
    },
    wanted: { allOf: [BEHIND_A_REFERENCE] },
  },
  {
    name: "what a reference would have evaluated",
    given: { ...BEHIND_A_REFERENCE, unevaluatedItems: false },
    wanted: BEHIND_A_REFERENCE,
  },
  {
    name: "what properties evaluate, whatever their schemas",
    given: { properties: { a: WEAK }, unevaluatedProperties: false },
    wanted: { properties: { a: WEAK }, unevaluatedProperties: false },
  },
  {
    name: "a schema without weak parts",
    given: { not: EXACT, oneOf: [{ $ref: "#/$defs/exact" }] },
    wanted: { not: EXACT, oneOf: [{ $ref: "#/$defs/exact" }] },
  },
];

describe("a sound schema", () => {
  it.each(ROWS)("$name", ({ given, wanted }) => {
    const before = JSON.stringify(given);
    const { schemas, definitions } = soundSchemas(
      { schemas: [given], definitions: DEFINITIONS },
      new Set([WEAK]),
    );
    expect(schemas).toEqual([wanted]);
    expect([...definitions.keys()]).toEqual([...DEFINITIONS.keys()]);
    expect(JSON.stringify(given)).toBe(before);
  });

  it("is the same object where nothing changes", () => {
    const given: CleanSchema = { properties: { a: EXACT } };
    const { schemas } = soundSchemas(
      { schemas: [given], definitions: DEFINITIONS },
      new Set([WEAK]),
    );
    expect(schemas[0]).toBe(given);
  });
});
