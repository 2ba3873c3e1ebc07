import { describe, expect, it } from "vitest";
import { buildModel } from "../build-model.js";
import type {
  ServiceModel,
  TypeExpression,
} from "../../../src/generator/model/service-model.js";
import { crossCheck } from "../../../src/generator/verify/cross-check.js";

/** A model of one process with one input `a/b` of a schema. */
async function modelOf(schema: unknown): Promise<ServiceModel> {
  const document = { id: "p", inputs: { "a/b": { schema } }, outputs: {} };
  const { model } = await buildModel({ processes: [{ id: "p", document }] });
  return model;
}

/** The model with another type for its input, as a defect of the generator would make it. */
function withType(model: ServiceModel, type: TypeExpression): ServiceModel {
  return {
    ...model,
    processes: model.processes.map((process) => ({
      ...process,
      inputs: process.inputs.map((input) => ({ ...input, type })),
    })),
  };
}

const TEXT: TypeExpression = { kind: "keyword", name: "string" };

describe("json-schema-to-typescript", () => {
  it.each<[string, unknown]>([
    ["a number", { type: "number" }],
    ["an enumeration", { enum: ["a", "b", null] }],
    ["a list", { type: "array", items: { type: ["string", "null"] } }],
    ["a tuple", { type: "array", items: {}, minItems: 2, maxItems: 2 }],
    [
      "an object with names and values that contain code",
      {
        type: "object",
        required: ['"]; evil(); //'],
        properties: {
          '"]; evil(); //': {
            enum: ["*/ evil() /*", "`${evil()}`", "\n\u2028"],
          },
          __proto__: { type: "string" },
          "\n": { const: { "'": "\\" } },
        },
      },
    ],
    [
      "a structure that refers to itself",
      {
        $ref: "#/$defs/T",
        $defs: {
          T: { type: "object", properties: { t: { $ref: "#/$defs/T" } } },
        },
      },
    ],
    [
      "a branch that refers to what it stands in",
      {
        $ref: "#/$defs/A",
        $defs: { A: { anyOf: [{ $ref: "#/$defs/A" }, { type: "string" }] } },
      },
    ],
  ])("makes the same type of %s", async (_name, schema) => {
    expect(await crossCheck(await modelOf(schema))).toEqual({
      compared: 1,
      agreed: 1,
      plain: 1,
      explained: new Map(),
      diagnostics: [],
    });
  });

  it("agrees that definitions are open that refer to nothing but each other", async () => {
    const schema = {
      anyOf: [{ $ref: "#/$defs/A" }, { $ref: "#/$defs/C" }],
      $defs: {
        A: { $ref: "#/$defs/B" },
        B: { allOf: [{ $ref: "#/$defs/A" }] },
        C: { $ref: "#/$defs/C" },
      },
    };
    expect(await crossCheck(await modelOf(schema))).toMatchObject({
      compared: 1,
      agreed: 1,
      diagnostics: [],
    });
  });

  it("makes another type of a schema where the generator is wrong, and a warning tells where", async () => {
    const model = withType(await modelOf({ type: "number" }), TEXT);
    expect(await crossCheck(model)).toEqual({
      compared: 1,
      agreed: 0,
      plain: 1,
      explained: new Map(),
      diagnostics: [
        {
          severity: "warning",
          code: "verify-cross-check",
          process: "p",
          pointer: "/inputs/a~1b/schema",
          message:
            "json-schema-to-typescript makes another type of this schema (names and strings stand in for the server's): Type 'string' is not assignable to type 'number'.",
          hint: "One of the two programs is wrong; please report it with the process's description.",
        },
      ],
    });
  });

  it("may differ where schemas are merged, and the reason is counted", async () => {
    const schema = {
      allOf: [
        { type: "object", properties: { a: { type: "string" } } },
        { type: "object", properties: { a: { enum: ["x"] } } },
      ],
    };
    const report = await crossCheck(withType(await modelOf(schema), TEXT));
    expect(report.diagnostics).toEqual([]);
    expect([...report.explained.values()]).toEqual([1]);
  });
});
