import { describe, expect, it } from "vitest";
import { INFERRED } from "../../../src/generator/schema/inferred-type.js";
import { describeProcesses } from "../../../src/generator/description/describe-processes.js";
import {
  cleanProcesses,
  type CleaningOptions,
} from "../../../src/generator/schema/clean-processes.js";
import { DEFAULT_LIMITS } from "../../../src/generator/schema/limits.js";

/** The cleaned processes of documents by id. */
function cleaned(
  documents: Readonly<Record<string, unknown>>,
  options: CleaningOptions = {},
) {
  const processes = Object.entries(documents).map(([id, document]) => ({
    id,
    document,
  }));
  return cleanProcesses(describeProcesses(processes), options);
}

const SMALL = { inputs: { a: { schema: { type: "string" } } } };

const LARGE = {
  inputs: { a: { schema: { oneOf: [{ type: "string" }, { nul: 1 }] } } },
};

describe("cleaning processes", () => {
  it("gives the schemas in the order of the description, with what they refer to", async () => {
    const [process] = await cleaned({
      p: {
        inputs: { b: { schema: { $ref: "#/$defs/T" } }, a: { schema: true } },
        outputs: { c: { schema: { type: "number", nullable: true } } },
        $defs: { T: { type: "integer" } },
      },
    });
    const schemas = {
      inputs: [{ $ref: "#/$defs/t" }, {}],
      outputs: [{ type: ["number", "null"] }],
      definitions: new Map([["t", { type: "integer" }]]),
    };
    expect(process?.schemas).toEqual({
      exported: schemas,
      view: schemas,
      definitionNames: new Map([["t", "T"]]),
      marksRoles: false,
      diagnostics: [],
    });
    expect(process?.schemas?.view).toBe(process?.schemas?.exported);
  });

  it("gives the view that types are made from beside what is exported", async () => {
    const [process] = await cleaned({
      p: {
        inputs: { a: { schema: { $ref: "#/$defs/T" } } },
        $defs: { T: { properties: { b: { items: {} } }, required: ["b"] } },
      },
    });
    const reference = [{ $ref: "#/$defs/t" }];
    expect(process?.schemas).toEqual({
      exported: {
        inputs: reference,
        outputs: [],
        definitions: new Map([
          ["t", { properties: { b: { items: {} } }, required: ["b"] }],
        ]),
      },
      view: {
        inputs: reference,
        outputs: [],
        definitions: new Map([
          [
            "t",
            {
              type: "object",
              properties: { b: { type: "array", items: {}, [INFERRED]: true } },
              required: ["b"],
              [INFERRED]: true,
            },
          ],
        ]),
      },
      definitionNames: new Map([["t", "T"]]),
      marksRoles: false,
      diagnostics: [],
    });
  });

  it("goes on after a process that cannot be read or is too large, and counts all of them", async () => {
    let done = 0;
    const processes = await cleaned(
      { none: 1, large: LARGE, small: SMALL },
      {
        limits: { ...DEFAULT_LIMITS, nodes: 2 },
        onProcess: () => {
          done += 1;
        },
      },
    );
    expect(
      processes.map(({ id, schemas, diagnostics }) => ({
        id,
        cleaned: schemas !== undefined,
        codes: diagnostics.map(({ code }) => code),
      })),
    ).toEqual([
      { id: "none", cleaned: false, codes: ["description-no-object"] },
      { id: "large", cleaned: false, codes: ["schema-too-large"] },
      { id: "small", cleaned: true, codes: [] },
    ]);
    expect(done).toBe(3);
  });
});
