import type { ProcessDescription } from "../../documents.js";
import type { ProcessImplementation } from "../../process.js";
import { pause } from "../pause.js";
import { MONTH_INPUT, type Month } from "./month.js";
import {
  OPTIONAL_PATH_REF,
  PATH_REF_OUTPUT,
  type PathRef,
} from "./path-ref.js";

const DESCRIPTION: ProcessDescription = {
  description: [
    "Generate 3D scene for MTR demo with seasonal variations.",
    "",
    "This processor:",
    "1. Creates a scene generation configuration based on season/month",
    "2. Immediately runs the generation pipeline",
    "3. Returns path to the generated scene description YAML",
    "",
    "The scene includes:",
    "- PNP location with 10km target area",
    "- Seasonal vegetation (summer/winter variants)",
    "- Heterogeneous atmosphere with aerosol layer",
    "- Tower XML scene at fixed location",
    "- Optional snow cover (June only)",
    "",
    "Args:",
    " month: Month for simulation (controls seasonal variations)",
    " random_seed: Random seed for reproducible vegetation placement",
    " config_output_dir: Optional directory for generation config JSON",
    " scene_output_dir: Optional directory for scene description YAML",
    "",
    "Returns:",
    " Path to generated scene description YAML file, or None if validation fails",
  ].join("\n"),
  id: "mtr_demo_generation",
  inputs: {
    config_output_dir: OPTIONAL_PATH_REF,
    month: MONTH_INPUT,
    random_seed: {
      description: "RNG seed for vegetation placement",
      minOccurs: 0,
      schema: { default: 13, type: "integer" },
      title: "Random Seed",
    },
    scene_output_dir: OPTIONAL_PATH_REF,
  },
  outputs: { return_value: PATH_REF_OUTPUT },
  version: "0.0.0",
};

interface Inputs {
  readonly month: Month;
  readonly random_seed: number;
  readonly config_output_dir?: PathRef | null;
  readonly scene_output_dir?: PathRef | null;
}

/** Long enough for a user to see the progress. */
const STEP_SECONDS = 0.2;

/** Writes a scene description and its configuration. The seed determines where trees stand. */
export const MTR_DEMO_GENERATION: ProcessImplementation = {
  description: DESCRIPTION,
  async execute(values, context) {
    const inputs = values as unknown as Inputs;
    const steps = [
      "Creating scene generation configuration",
      "Placing target area at PNP (10 km)",
      `Placing ${season(inputs.month)} vegetation`,
      "Adding atmosphere and aerosol layer",
      "Adding tower",
      "Writing scene description",
    ];
    for (const [index, step] of steps.entries()) {
      context.progress((100 * index) / steps.length, step);
      await pause(STEP_SECONDS, context.signal);
    }
    const { month, random_seed: seed } = inputs;
    const folder = await context.directory(inputs.scene_output_dir?.value);
    const config = await context.directory(inputs.config_output_dir?.value);
    const name = `mtr_demo_${month}_${seed}`;
    await context.writeFile(
      `${config}/${name}_config.json`,
      JSON.stringify({ month, random_seed: seed }, undefined, 2),
    );
    const path = `${folder}/${name}.yaml`;
    await context.writeFile(path, scene(month, seed));
    context.progress(100, "Done");
    return { return_value: { value: path, cid: null } };
  },
};

function season(month: Month): string {
  return month === "june" ? "winter" : "summer";
}

/** The site is in the southern hemisphere, so snow falls in June. */
function scene(month: Month, seed: number): string {
  const trees = placements(seed, 8).map(([x, y]) => `  - [${x}, ${y}]`);
  return [
    "site: PNP",
    "target_area_km: 10",
    `month: ${month}`,
    `season: ${season(month)}`,
    `snow: ${month === "june"}`,
    "atmosphere: {type: heterogeneous, aerosol: true}",
    "vegetation:",
    ...trees,
    "",
  ].join("\n");
}

/** Positions in metres that depend only on the seed: a linear congruential generator. */
function placements(
  seed: number,
  count: number,
): readonly (readonly [number, number])[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.round((state / 2 ** 32 - 0.5) * 10_000);
  };
  return Array.from({ length: count }, () => [next(), next()] as const);
}
