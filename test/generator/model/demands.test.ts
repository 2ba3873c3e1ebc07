import { describe, expect, it } from "vitest";
import {
  bothDemands,
  demandedType,
  demandsOf,
  demandsOn,
  withDemands,
  type Demands,
} from "../../../src/generator/model/demands.js";
import type { TypeExpression } from "../../../src/generator/model/service-model.js";
import type { CleanSchema } from "../../../src/generator/schema/json-schema.js";

const OBJECT: TypeExpression = {
  kind: "object",
  properties: ["a", "b"].map((name) => ({
    name,
    type: { kind: "keyword", name: "string" },
    optional: true,
    documentation: { tags: [] },
  })),
};

describe("what branches demand", () => {
  it.each<{
    name: string;
    given: readonly CleanSchema[];
    wanted: Demands | undefined;
  }>([
    {
      name: "branches that only require",
      given: [{ required: ["a"] }, { title: "b", required: ["b", "c"] }],
      wanted: [["a"], ["b", "c"]],
    },
    {
      name: "a branch that describes a property",
      given: [{ required: ["a"] }, { properties: { b: {} }, required: ["b"] }],
      wanted: undefined,
    },
    {
      name: "a branch that requires nothing",
      given: [{ required: ["a"] }, { required: [] }],
      wanted: undefined,
    },
  ])("$name", ({ given, wanted }) => {
    expect(demandsOf(given)).toEqual(wanted);
  });
});

describe("what two demands say together", () => {
  const many = Array.from({ length: 5 }, (_, index) => [`n${index}`]);
  it.each<{ name: string; left?: Demands; right?: Demands; wanted: unknown }>([
    { name: "none", wanted: undefined },
    { name: "the only one", right: [["a"]], wanted: [["a"]] },
    {
      name: "each with each",
      left: [["a"], ["b"]],
      right: [["a"], ["c"]],
      wanted: [["a"], ["a", "c"], ["b", "a"], ["b", "c"]],
    },
    { name: "too many", left: many, right: many, wanted: many },
  ])("$name", ({ left, right, wanted }) => {
    expect(bothDemands(left, right)).toEqual(wanted);
  });
});

describe("what a type has to say of demands", () => {
  it.each<{
    name: string;
    schema: CleanSchema;
    demands: Demands | undefined;
    wanted: Demands;
  }>([
    { name: "nothing", schema: {}, demands: undefined, wanted: [] },
    {
      name: "what is not required anyway",
      schema: { required: ["a"] },
      demands: [["a", "b"], ["c"]],
      wanted: [["b"], ["c"]],
    },
    {
      name: "nothing where one list is required anyway",
      schema: { required: ["a"] },
      demands: [["a"], ["b"]],
      wanted: [],
    },
    {
      name: "equal and longer lists once",
      schema: {},
      demands: [["a", "b"], ["a"], ["a"], ["b", "c"]],
      wanted: [["a"], ["b", "c"]],
    },
    {
      name: "what a closed object can have",
      schema: { additionalProperties: false },
      demands: [["a"], ["c"]],
      wanted: [["a"]],
    },
    {
      name: "nothing where there are too many",
      schema: {},
      demands: Array.from({ length: 17 }, (_, index) => [`n${index}`]),
      wanted: [],
    },
  ])("$name", ({ schema, demands, wanted }) => {
    expect(demandsOn(OBJECT, withDemands(schema, demands))).toEqual(wanted);
  });
});

it("a demanded type requires the properties of one list, with the types that they have", () => {
  const base: TypeExpression = { kind: "reference", name: "Base" };
  expect(demandedType(base, OBJECT, [["a", "c"]])).toEqual({
    kind: "tagged",
    base: {
      kind: "tagged",
      base,
      property: "a",
      value: { kind: "keyword", name: "string" },
    },
    property: "c",
    value: { kind: "keyword", name: "unknown" },
  });
  expect(demandedType(base, OBJECT, [])).toBe(base);
});
