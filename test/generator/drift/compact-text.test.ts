import { describe, expect, it } from "vitest";
import { compactType } from "../../../src/generator/drift/compact-text.js";
import type { TypeExpression } from "../../../src/generator/model/service-model.js";

const STRING: TypeExpression = { kind: "keyword", name: "string" };
const NONE = { tags: [] };
const NULL: TypeExpression = { kind: "keyword", name: "null" };

function literal(value: boolean | number | string): TypeExpression {
  return { kind: "literal", value };
}

function union(...members: TypeExpression[]): TypeExpression {
  return { kind: "union", members };
}

describe("the text of a type", () => {
  it.each<[string, TypeExpression, string]>([
    ["a keyword", STRING, '"string"'],
    ["a literal", literal('a"b'), '{"enum":["a\\"b"]}'],
    ["an array", { kind: "array", element: NULL }, '{"array":"null"}'],
    [
      "a tuple",
      { kind: "tuple", elements: [STRING, NULL] },
      '{"tuple":["string","null"]}',
    ],
    [
      "a tuple with more items",
      { kind: "tuple", elements: [], rest: STRING },
      '{"tuple":[],"rest":"string"}',
    ],
    [
      "literals side by side, before what is beside them",
      union(NULL, literal(1), literal(true)),
      '{"union":[{"enum":[1,true]},"null"]}',
    ],
    [
      "literals of a union in a union",
      union(literal(1), union(literal(2), literal("c"))),
      '{"enum":[1,2,"c"]}',
    ],
    ["a union of one", union(union(STRING)), '"string"'],
    ["a union of none", union(), '{"union":[]}'],
    [
      "an object",
      {
        kind: "object",
        properties: [
          { name: "a", optional: true, type: STRING, documentation: NONE },
          {
            name: "__proto__",
            optional: false,
            type: NULL,
            documentation: NONE,
          },
        ],
      },
      '{"required":{"__proto__":"null"},"optional":{"a":"string"}}',
    ],
    [
      "an object of any members",
      { kind: "object", properties: [], additional: STRING },
      '{"required":{},"optional":{},"additional":"string"}',
    ],
    [
      "a tag",
      { kind: "tagged", base: STRING, property: "p", value: literal(1) },
      '{"tagged":"string","property":"p","value":{"enum":[1]}}',
    ],
    ["a reference", { kind: "reference", name: "T" }, '{"ref":"T"}'],
    [
      "a type of the runtime",
      { kind: "runtime", name: "BoundingBox" },
      '{"runtime":"BoundingBox"}',
    ],
  ])("is that of %s", (_name, type, wanted) => {
    expect(compactType(type)).toBe(wanted);
  });
});
