import { expect, it } from "vitest";
import { inspectedService } from "../../src/generator/inspected-service.js";
import { buildModel } from "./build-model.js";

const FINDING = { severity: "info", code: "c", message: "m" } as const;

it("tells each process with its declarations and schemas", async () => {
  const { model } = await buildModel({
    title: "A service",
    description: "Of tests.",
    processes: [
      {
        id: "grow-area",
        document: {
          id: "grow-area",
          version: "1.0",
          title: "Grow",
          description: "An area.",
          jobControlOptions: ["async-execute"],
          outputTransmission: ["value"],
          inputs: { by: { schema: { type: "number", minimum: 0 } } },
          outputs: { area: { schema: { type: "number" } } },
        },
      },
    ],
  });
  const { text, types, ...told } = inspectedService(model, [FINDING]);
  const { declarations = "", ...process } = told.processes[0] ?? {};
  expect({ ...told, processes: [process] }).toEqual({
    title: "A service",
    description: "Of tests.",
    processes: [
      {
        id: "grow-area",
        version: "1.0",
        functionName: "growArea",
        title: "Grow",
        description: "An area.",
        jobControlOptions: ["async-execute"],
        outputTransmission: ["value"],
        inputs: model.processes[0]?.schemas.inputs,
        outputs: model.processes[0]?.schemas.outputs,
      },
    ],
    diagnostics: [FINDING],
    model,
  });
  expect(process).toMatchObject({
    inputs: { properties: { by: { type: "number", minimum: 0 } } },
    outputs: { properties: { area: { type: "number" } } },
  });
  // No type is shared by several processes.
  expect(types).toBe("");
  expect(declarations).toContain("interface GrowAreaInputs");
  expect(text).toContain(declarations.trim());
});

it("leaves out what descriptions do not say", async () => {
  const document = { id: "p", inputs: {}, outputs: {} };
  const { model } = await buildModel({ processes: [{ id: "p", document }] });
  const told = inspectedService(model, []);
  expect(Object.keys(told).toSorted()).toEqual([
    "diagnostics",
    "model",
    "processes",
    "text",
    "types",
  ]);
  expect(Object.keys(told.processes[0] ?? {}).toSorted()).toEqual([
    "declarations",
    "functionName",
    "id",
    "inputs",
    "outputs",
  ]);
});
