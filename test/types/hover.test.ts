import { describe, expect, it } from "vitest";
import { editedFile } from "./language-service.js";

const IMPORT =
  'import { mtrDemoGeneration, mtrDemoSimulation } from "./generated-example/index.js";\n';

describe("what an editor shows", { timeout: 120_000 }, () => {
  const file = editedFile(
    `${IMPORT}const outputs = await mtrDemoGeneration({ month: "june", random_seed: 42 });\nexport const path: unknown = outputs.return_value;\n`,
  );

  it.each([
    {
      name: "a function",
      place: "mtrDemoGeneration({",
      wanted: `(alias) mtrDemoGeneration<"return_value">(inputs?: MtrDemoGenerationInputs | undefined, options?: RunOptions<"return_value", any> | undefined): Promise<MtrDemoGenerationOutputs>
import mtrDemoGeneration

Generate 3D scene for MTR demo with seasonal variations.

This processor:
1. Creates a scene generation configuration based on season/month
2. Immediately runs the generation pipeline
3. Returns path to the generated scene description YAML

The scene includes:
- PNP location with 10km target area
- Seasonal vegetation (summer/winter variants)
- Heterogeneous atmosphere with aerosol layer
- Tower XML scene at fixed location
- Optional snow cover (June only)

Args:
 month: Month for simulation (controls seasonal variations)
 random_seed: Random seed for reproducible vegetation placement
 config_output_dir: Optional directory for generation config JSON
 scene_output_dir: Optional directory for scene description YAML

Returns:
 Path to generated scene description YAML file, or None if validation fails

Process \`mtr_demo_generation\`, version 0.0.0.

@example const { return_value } = await mtrDemoGeneration({
  month: "december",
  random_seed: 13,
});`,
    },
    {
      name: "an input with values",
      place: "month:",
      wanted: `(property) MtrDemoGenerationInputs.month?: "december" | "june"

Month selection for MTR demo (limited to solstice dates).

@default "december"`,
    },
    {
      name: "an input with a default",
      place: "random_seed:",
      wanted: `(property) MtrDemoGenerationInputs.random_seed?: number

RNG seed for vegetation placement

@default 13`,
    },
    {
      name: "an output",
      place: "return_value",
      wanted: `(property) MtrDemoGenerationOutputs.return_value: PathRef | null

Path configuration that preserves credential reference through serialization.`,
    },
  ])("for $name", ({ place, wanted }) => {
    expect(file.hover(place)).toBe(wanted);
  });

  it("finds nothing wrong in the file", () => {
    expect(file.errors()).toEqual([]);
  });
});

describe("what the compiler says", { timeout: 120_000 }, () => {
  it.each([
    {
      name: "of a wrong value",
      call: 'mtrDemoGeneration({ month: "may" })',
      wanted: [
        'Type \'"may"\' is not assignable to type \'"december" | "june" | undefined\'.',
      ],
    },
    {
      name: "of an unknown input",
      call: "mtrDemoGeneration({ seed: 42 })",
      wanted: [
        "Object literal may only specify known properties, and 'seed' does not exist in type 'MtrDemoGenerationInputs'.",
      ],
    },
    {
      name: "of a wrong type",
      call: 'mtrDemoGeneration({ random_seed: "42" })',
      wanted: ["Type 'string' is not assignable to type 'number'."],
    },
    {
      name: "of a missing input",
      call: 'mtrDemoSimulation({ month: "june" })',
      wanted: [
        "Argument of type '{ month: \"june\"; }' is not assignable to parameter of type 'MtrDemoSimulationInputs'.\n  Property 'scene_description_path' is missing in type '{ month: \"june\"; }' but required in type 'MtrDemoSimulationInputs'.",
      ],
    },
    {
      name: "of missing inputs",
      call: "mtrDemoSimulation()",
      wanted: ["Expected 1-2 arguments, but got 0."],
    },
  ])("$name", ({ call, wanted }) => {
    expect(editedFile(`${IMPORT}await ${call};\n`).errors()).toEqual(wanted);
  });
});
