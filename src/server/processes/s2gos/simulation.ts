import type { ProcessDescription } from "../../documents.js";
import type { ProcessImplementation } from "../../process.js";
import { pause } from "../pause.js";
import { MONTH_INPUT, type Month } from "./month.js";
import {
  OPTIONAL_PATH_REF,
  PATH_REF_OUTPUT,
  REQUIRED_PATH_REF,
  type PathRef,
} from "./path-ref.js";

const OBSERVATIONS = [
  "CHIME",
  "MSI",
  "HYPSTAR",
  "RGB_CAMERA",
  "SATELLITE_HDRF",
] as const;
type Observation = (typeof OBSERVATIONS)[number];

const DESCRIPTION: ProcessDescription = {
  description: [
    "Run simulation for MTR demo with configurable observation types.",
    "",
    "This processor:",
    "1. Creates a simulation configuration based on observation type",
    "2. Immediately runs the simulation",
    "3. Returns path to the simulation output directory",
    "",
    "Supported observation types:",
    "- CHIME: Hyperspectral satellite sensor",
    "- MSI: Sentinel-2 multispectral sensor (configurable bands)",
    "- HYPSTAR: Ground-based hyperspectral sensor with HCRF processing",
    "- RGB_CAMERA: Perspective camera viewing tower from configurable position",
    "- SATELLITE_HDRF: [PLACEHOLDER - To be implemented]",
    "",
    "Args:",
    " scene_description_path: Path to scene YAML from generation step",
    " month: Month for simulation (determines observation date)",
    " hour_utc: Hour of observation in UTC",
    " observation: Observation type configuration",
    " spp: Samples per pixel for Monte Carlo simulation",
    " config_output_dir: Optional directory for simulation config JSON",
    " simulation_output_dir: Optional directory for simulation outputs",
    "",
    "Returns:",
    " Path to simulation output directory, or None if observation type",
    " is not yet implemented or simulation fails",
  ].join("\n"),
  id: "mtr_demo_simulation",
  inputs: {
    scene_description_path: REQUIRED_PATH_REF,
    month: MONTH_INPUT,
    hour_utc: {
      description: "Hour of observation in UTC",
      minOccurs: 0,
      schema: { default: 12, maximum: 23, minimum: 0, type: "integer" },
      title: "Hour Utc",
    },
    observation: {
      description: "Observation type configuration",
      minOccurs: 0,
      schema: { default: "MSI", enum: OBSERVATIONS, type: "string" },
      title: "Observation",
    },
    spp: {
      description: "Samples per pixel for Monte Carlo simulation",
      minOccurs: 0,
      schema: { default: 8, minimum: 1, type: "integer" },
      title: "Spp",
    },
    config_output_dir: OPTIONAL_PATH_REF,
    simulation_output_dir: OPTIONAL_PATH_REF,
  },
  outputs: { return_value: PATH_REF_OUTPUT },
  version: "0.0.0",
};

interface Inputs {
  readonly scene_description_path: PathRef;
  readonly month: Month;
  readonly hour_utc: number;
  readonly observation: Observation;
  readonly spp: number;
  readonly config_output_dir?: PathRef | null;
  readonly simulation_output_dir?: PathRef | null;
}

const STEP_SECONDS = 0.15;

/** Writes the configuration of a simulation and a small result. For `SATELLITE_HDRF`, a placeholder, it returns null. */
export const MTR_DEMO_SIMULATION: ProcessImplementation = {
  description: DESCRIPTION,
  async execute(values, context) {
    const inputs = values as unknown as Inputs;
    const { observation, month, hour_utc: hour, spp } = inputs;
    if (observation === "SATELLITE_HDRF") {
      context.progress(100, "SATELLITE_HDRF is not yet implemented");
      return { return_value: null };
    }
    const steps = [
      "Creating simulation configuration",
      "Tracing rays",
      "Post-processing",
      "Writing outputs",
    ];
    for (const [index, step] of steps.entries()) {
      context.progress((100 * index) / steps.length, `${observation}: ${step}`);
      await pause(STEP_SECONDS, context.signal);
    }
    const name = `${observation.toLowerCase()}_${month}_${hour}h`;
    const config = await context.directory(inputs.config_output_dir?.value);
    const folder = await context.directory(
      inputs.simulation_output_dir?.value ?? `${context.id}/${name}`,
    );
    const settings = {
      scene: inputs.scene_description_path.value,
      date: month === "june" ? "06-21" : "12-21",
      hour_utc: hour,
      observation,
      spp,
    };
    await context.writeFile(
      `${config}/${name}_config.json`,
      JSON.stringify(settings, undefined, 2),
    );
    await context.writeFile(
      `${folder}/${name}.csv`,
      ["wavelength_nm,reflectance", ...spectrum(hour)].join("\n"),
    );
    context.progress(100, "Done");
    return { return_value: { value: folder, cid: null } };
  },
};

/** An invented spectrum, brighter when the sun is higher. */
function spectrum(hour: number): readonly string[] {
  const sun = Math.max(0, Math.cos(((hour - 12) / 12) * Math.PI));
  return [443, 490, 560, 665, 842].map(
    (wavelength) =>
      `${wavelength},${(sun * (0.05 + wavelength / 5000)).toFixed(4)}`,
  );
}
