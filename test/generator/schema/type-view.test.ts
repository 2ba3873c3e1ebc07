import { describe, expect, it } from "vitest";
import { INFERRED } from "../../../src/generator/schema/inferred-type.js";
import type { CleanSchema } from "../../../src/generator/schema/json-schema.js";
import {
  DEFAULT_LIMITS,
  SchemaTooLargeError,
} from "../../../src/generator/schema/limits.js";
import { createTypeViewer } from "../../../src/generator/schema/type-view.js";

const ORIGINS = new Map([["long", { name: "Long", pointer: "/$defs/Long" }]]);

function viewed(
  schema: CleanSchema,
  definitions: ReadonlyMap<string, CleanSchema> = new Map(),
) {
  const viewer = createTypeViewer("p", { definitions, origins: ORIGINS });
  return {
    schema: viewer.view(schema, "/inputs/a/schema"),
    definitions: viewer.definitions(),
    found: viewer.diagnostics.map(
      ({ code, pointer = "" }) => `${code} ${pointer}`,
    ),
  };
}

const LONG = [...Array(1001).keys()];

describe("the view of a schema that types are made from", () => {
  it("is the same object where no rule changes anything", () => {
    const schema: CleanSchema = {
      type: "object",
      properties: { a: { type: "array", items: { type: "string" } } },
      additionalProperties: false,
    };
    expect(viewed(schema).schema).toBe(schema);
  });

  it("changes schemas in schemas and in definitions, and says where", () => {
    const same: CleanSchema = { type: "string" };
    const schema: CleanSchema = {
      allOf: [same, { properties: { a: { enum: LONG } } }],
    };
    const result = viewed(schema, new Map([["long", { enum: LONG }]]));
    expect(result).toEqual({
      schema: {
        allOf: [
          { type: "string" },
          {
            type: "object",
            properties: { a: { type: ["number"] } },
            [INFERRED]: true,
          },
        ],
      },
      definitions: new Map([["long", { type: ["number"] }]]),
      found: [
        "schema-enumeration-too-long /inputs/a/schema/allOf/1/properties/a",
        "schema-enumeration-too-long /$defs/Long",
      ],
    });
    expect(result.schema.allOf?.[0]).toBe(same);
  });

  it("fails with too many schemas", () => {
    const viewer = createTypeViewer(
      "p",
      { definitions: new Map(), origins: ORIGINS },
      { ...DEFAULT_LIMITS, nodes: 1 },
    );
    expect(() => viewer.view({ prefixItems: [{}, {}] }, "")).toThrow(
      new SchemaTooLargeError("The description has more than 1 schemas."),
    );
  });
});
