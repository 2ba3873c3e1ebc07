import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/generator/diagnostic.js";
import type { ServiceModel } from "../../../src/generator/model/service-model.js";
import { requireProcesses } from "../../../src/generator/stages/require-processes.js";
import { buildModel } from "../build-model.js";

const EMPTY: ServiceModel = { types: [], processes: [] };

const SOURCE = { processes: [], failures: [], diagnostics: [] };

const FAILED: Diagnostic = {
  severity: "error",
  code: "schema-too-large",
  process: "p",
  pointer: "/inputs/a",
  message: "Too large.",
};

const WARNING: Diagnostic = { ...FAILED, severity: "warning" };

async function modelOfOne(): Promise<ServiceModel> {
  const document = { inputs: {}, outputs: {} };
  const { model } = await buildModel({ processes: [{ id: "q", document }] });
  return model;
}

/** What is thrown; undefined where nothing is. */
function thrown(
  model: ServiceModel,
  diagnostics: readonly Diagnostic[],
  strict: boolean,
): unknown {
  try {
    requireProcesses(SOURCE, { model, diagnostics }, { strict });
    return undefined;
  } catch (error) {
    return error;
  }
}

describe("requiring processes", () => {
  it("throws the first error where there is nothing to generate", () => {
    expect(thrown(EMPTY, [WARNING, FAILED], false)).toMatchObject({
      code: "schema-too-large",
      message: "Too large.",
      where: "process p #/inputs/a",
      exitCode: 1,
    });
    expect(thrown(EMPTY, [], false)).toMatchObject({ code: "no-processes" });
  });

  it("throws for any error under strict only, and counts the others", async () => {
    const model = await modelOfOne();
    expect(thrown(model, [FAILED, FAILED], false)).toBeUndefined();
    expect(thrown(model, [WARNING], true)).toBeUndefined();
    expect(thrown(model, [FAILED, FAILED], true)).toMatchObject({
      code: "schema-too-large",
      message: "Too large. (and 1 more)",
    });
  });
});
