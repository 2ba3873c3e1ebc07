import { describe, expectTypeOf, it } from "vitest";
import {
  mtrDemoGeneration,
  mtrDemoSimulation,
  type Job,
  type MtrDemoGenerationInputs,
  type MtrDemoGenerationOutputs,
  type MtrDemoSimulationInputs,
  type PathRef,
} from "../../generated-example/index.js";
import type { bindProcesses } from "../../generated-example/bind.js";
import type { PathRef as SharedPathRef } from "../../generated-example/types.js";
import { primesBetween, returnBaseModel } from "./local-service/index.js";

describe("inputs", () => {
  it("have the types of their schemas, and are optional where the server has a default", () => {
    expectTypeOf<MtrDemoGenerationInputs>().toEqualTypeOf<{
      config_output_dir?: PathRef | null;
      month?: "december" | "june";
      random_seed?: number;
      scene_output_dir?: PathRef | null;
    }>();
  });

  it("share one interface where the server repeats a structure", () => {
    expectTypeOf<PathRef>().toEqualTypeOf<SharedPathRef>();
    expectTypeOf<
      MtrDemoSimulationInputs["scene_description_path"]
    >().toEqualTypeOf<PathRef>();
  });

  it("may all be left out where all are optional", () => {
    expectTypeOf(mtrDemoGeneration).toBeCallableWith();
    expectTypeOf(mtrDemoGeneration).toBeCallableWith({ month: "june" });
  });
});

describe("outputs", () => {
  it("have the types of their schemas", () => {
    expectTypeOf<MtrDemoGenerationOutputs>().toEqualTypeOf<{
      return_value: PathRef | null;
    }>();
    expectTypeOf(primesBetween())
      .resolves.toHaveProperty("return_value")
      .toEqualTypeOf<number[]>();
  });

  it("are narrowed by their names", () => {
    const outputs = mtrDemoGeneration({}, { outputs: ["return_value"] });
    expectTypeOf(outputs).resolves.toEqualTypeOf<
      Pick<MtrDemoGenerationOutputs, "return_value">
    >();
    // @ts-expect-error An output that the process does not have.
    void mtrDemoGeneration({}, { outputs: ["missing"] });
  });

  it("are known to jobs", () => {
    expectTypeOf(mtrDemoGeneration.job("job_1")).toEqualTypeOf<
      Job<MtrDemoGenerationOutputs>
    >();
  });
});

describe("calls that do not compile", () => {
  it("a wrong enumerated value", () => {
    // @ts-expect-error The process knows december and june.
    void mtrDemoGeneration({ month: "may" });
  });

  it("a wrong type", () => {
    // @ts-expect-error The seed is a number.
    void mtrDemoGeneration({ random_seed: "42" });
  });

  it("an unknown input", () => {
    // @ts-expect-error Inputs have the server's names.
    void mtrDemoGeneration({ randomSeed: 42 });
  });

  it("a missing required input", () => {
    // @ts-expect-error scene_description_path is missing.
    void mtrDemoSimulation({ month: "june" });
    // @ts-expect-error All inputs are missing.
    void returnBaseModel();
    // @ts-expect-error A required property of an input is missing.
    void returnBaseModel({ scene_spec: { threshold: 1 } });
  });
});

describe("bound processes", () => {
  it("have the same types", () => {
    expectTypeOf<
      ReturnType<typeof bindProcesses>["mtrDemoGeneration"]
    >().toEqualTypeOf<typeof mtrDemoGeneration>();
  });
});
