import { describe, expect, it } from "vitest";
import type { CleanSchema } from "../../../src/generator/schema/json-schema.js";
import { ownTag, type OwnTag } from "../../../src/generator/schema/tags.js";

const DEFINITIONS: Readonly<Record<string, CleanSchema>> = {
  kinds: { type: "string", enum: ["disc", "ring"] },
  disc: {
    properties: { kind: { $ref: "#/$defs/kinds" } },
    required: ["kind"],
  },
  self: { allOf: [{ $ref: "#/$defs/self" }] },
};

interface Row {
  readonly name: string;
  readonly given: CleanSchema;
  readonly wanted: OwnTag;
}

const ROWS: readonly Row[] = [
  {
    name: "nothing",
    given: { properties: { size: { const: 1 } } },
    wanted: { values: undefined, isRequired: false },
  },
  {
    name: "any text",
    given: { properties: { kind: { type: "string" } }, required: ["kind"] },
    wanted: { values: undefined, isRequired: true },
  },
  {
    name: "a constant",
    given: { properties: { kind: { const: "disc" } } },
    wanted: { values: ["disc"], isRequired: false },
  },
  {
    name: "an enumeration behind references",
    given: { $ref: "#/$defs/disc" },
    wanted: { values: ["disc", "ring"], isRequired: true },
  },
  {
    name: "parts that hold together",
    given: {
      allOf: [
        { $ref: "#/$defs/disc" },
        { properties: { kind: { enum: ["ring", "box"] } } },
      ],
    },
    wanted: { values: ["ring"], isRequired: true },
  },
  {
    name: "branches, all of which say it",
    given: {
      oneOf: [{ $ref: "#/$defs/disc" }, { properties: { kind: { const: 3 } } }],
    },
    wanted: { values: ["disc", "ring", 3], isRequired: false },
  },
  {
    name: "branches, one of which does not say it",
    given: { anyOf: [{ $ref: "#/$defs/disc" }, { type: "object" }] },
    wanted: { values: undefined, isRequired: false },
  },
  {
    name: "alternatives of the property itself",
    given: {
      properties: { kind: { anyOf: [{ const: "a" }, { enum: ["b", "c"] }] } },
    },
    wanted: { values: ["a", "b", "c"], isRequired: false },
  },
  {
    name: "a definition that is part of itself",
    given: { $ref: "#/$defs/self" },
    wanted: { values: undefined, isRequired: false },
  },
];

describe("what a schema says of a tag", () => {
  it.each(ROWS)("$name", ({ given, wanted }) => {
    expect(ownTag(given, "kind", (key) => DEFINITIONS[key])).toEqual(wanted);
  });
});
