import { describe, expect, it } from "vitest";
import { schemaOfLiteralDomains } from "../../../src/generator/description/literal-domains.js";
import type { JsonObject } from "../../../src/generator/json.js";

interface Row {
  readonly name: string;
  readonly given: JsonObject;
  readonly wanted: JsonObject | undefined;
}

const domain = (members: JsonObject): JsonObject => ({
  literalDataDomain: members,
});

const ROWS: readonly Row[] = [
  { name: "no domain", given: { formats: [] }, wanted: undefined },
  {
    name: "nothing in it",
    given: domain({}),
    wanted: { type: "string" },
  },
  {
    name: "any case",
    given: { LiteralDataDomain: { DataType: "String", AllowedValues: ["a"] } },
    wanted: { type: "string", enum: ["a"] },
  },
  ...[
    "xs:double",
    { name: "double" },
    { reference: "http://www.w3.org/TR/xmlschema-2/#double" },
    "http://www.w3.org/2001/XMLSchema/double",
  ].map((dataType): Row => ({
    name: `a type as ${JSON.stringify(dataType)}`,
    given: domain({ dataType }),
    wanted: { type: "double" },
  })),
  {
    name: "types of XML Schema that JSON Schema has under other names",
    given: domain({ dataType: "xs:anyURI" }),
    wanted: { type: "uri" },
  },
  {
    name: "a type that is the name of a property of all objects",
    given: domain({ dataType: "constructor" }),
    wanted: { type: "constructor" },
  },
  {
    name: "any value",
    given: domain({ dataType: "double", valueDefinition: { anyValue: true } }),
    wanted: { type: "double" },
  },
  {
    name: "values as text",
    given: domain({
      dataType: "integer",
      allowedValues: ["1", { value: "2" }],
    }),
    wanted: { type: "integer", enum: [1, 2] },
  },
  {
    name: "values in the definition",
    given: domain({
      dataType: "string",
      valueDefinition: { allowedValues: ["1", 2, null] },
    }),
    wanted: { type: "string", enum: ["1", 2] },
  },
  {
    name: "a default and a unit",
    given: domain({
      dataType: "double",
      valueDefinition: { defaultValue: "1000" },
      uom: { name: "meters", reference: "https://example.org/m" },
    }),
    wanted: { type: "double", default: 1000, uom: "meters" },
  },
  {
    name: "a default that is a boolean",
    given: domain({ dataType: "boolean", defaultValue: "True", uom: "m" }),
    wanted: { type: "boolean", default: true, uom: "m" },
  },
  {
    name: "ranges",
    given: domain({
      dataType: "integer",
      valueDefinition: [
        { minimumValue: "1", maximumValue: 5 },
        { minimumValue: 7, maximumValue: 9, rangeClosure: "open-closed" },
        { minimumValue: 11, rangeClosure: "open" },
        10,
        {},
      ],
    }),
    wanted: {
      type: "integer",
      anyOf: [
        { enum: [10] },
        { minimum: 1, maximum: 5 },
        { exclusiveMinimum: 7, maximum: 9 },
        { exclusiveMinimum: 11 },
      ],
    },
  },
  {
    name: "one range",
    given: domain({
      dataType: "double",
      allowedValues: [{ minimumValue: 0, maximumValue: 1 }],
    }),
    wanted: { type: "double", minimum: 0, maximum: 1 },
  },
  {
    name: "several domains, of which one is the usual one",
    given: {
      literalDataDomains: [
        { dataType: "integer", defaultValue: 1 },
        { dataType: "string", default: true, valueDefinition: ["all"] },
      ],
    },
    wanted: {
      anyOf: [{ type: "integer" }, { type: "string", enum: ["all"] }],
    },
  },
];

describe("the schema of a literal value of an older description", () => {
  it.each(ROWS)("$name", ({ given, wanted }) => {
    expect(schemaOfLiteralDomains(given)).toEqual(wanted);
  });
});
