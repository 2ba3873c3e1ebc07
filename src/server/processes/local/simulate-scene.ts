import type { OutputDescription } from "../../documents.js";
import type { ProcessImplementation } from "../../process.js";
import { pause } from "../pause.js";
import { writeArray, writeGroup, type ZarrArray } from "./zarr.js";

const LINK: OutputDescription = {
  title: "Link",
  description: "A link.",
  schema: {
    type: "object",
    properties: {
      href: { type: "string", title: "Href" },
      rel: {
        type: "string",
        title: "Rel",
        nullable: true,
        examples: ["service"],
      },
      type: {
        type: "string",
        title: "Type",
        nullable: true,
        examples: ["application/json"],
      },
      hreflang: {
        type: "string",
        title: "Hreflang",
        nullable: true,
        examples: ["en"],
      },
      title: { type: "string", title: "Title", nullable: true },
      "x-options": {
        type: "object",
        title: "X-Options",
        nullable: true,
        additionalProperties: {},
      },
    },
    required: ["href"],
    additionalProperties: {},
  },
};

const DAY_MS = 24 * 60 * 60 * 1000;

interface Inputs {
  readonly var_names: string;
  readonly bbox: readonly [number, number, number, number];
  readonly resolution: number;
  readonly start_date: string;
  readonly end_date: string;
  readonly periodicity: number;
  readonly output_path?: string | null;
}

/** Writes a small data cube as Zarr: its coordinates, and variables whose values are all 0. */
export const SIMULATE_SCENE: ProcessImplementation = {
  description: {
    title: "Generate scene for testing",
    description:
      "Simulate a set of scene image slices for testing. Creates a data cube with `periodicity` days between its time slices and writes it as Zarr into a temporary location.",
    id: "simulate_scene",
    version: "0.0.0",
    inputs: {
      var_names: {
        title: "Variable names",
        description: "Comma-separated list of variable names.",
        schema: { type: "string", default: "a, b, c" },
      },
      bbox: {
        title: "Bounding box",
        description: "Bounding box in geographical coordinates.",
        minOccurs: 0,
        schema: {
          type: "array",
          default: [-180, -90, 180, 90],
          items: { type: "number" },
          minItems: 4,
          maxItems: 4,
          "x-ui-widget": "map",
        },
      },
      resolution: {
        title: "Spatial resolution",
        description: "Spatial resolution in degree.",
        minOccurs: 0,
        schema: {
          type: "number",
          default: 0.5,
          minimum: 0.01,
          maximum: 1.0,
          "x-ui-advanced": true,
        },
      },
      start_date: {
        title: "Start date",
        minOccurs: 0,
        schema: { type: "string", default: "2025-01-01", format: "date" },
      },
      end_date: {
        title: "End date",
        minOccurs: 0,
        schema: { type: "string", default: "2025-02-01", format: "date" },
      },
      periodicity: {
        title: "Periodicity",
        description: "Size of time steps in days.",
        minOccurs: 0,
        schema: {
          type: "integer",
          default: 1,
          minimum: 1,
          maximum: 10,
          "x-ui-advanced": true,
        },
      },
      output_path: {
        title: "Output path",
        description: "Local output path or URI.",
        schema: { type: "string", nullable: true, minLength: 1 },
      },
    },
    outputs: { return_value: LINK },
  },
  optionalInputs: ["output_path"],
  async execute(values, context) {
    const inputs = values as unknown as Inputs;
    const [west, south, east, north] = inputs.bbox;
    const start = Date.parse(inputs.start_date);
    const end = Date.parse(inputs.end_date);
    if (east <= west || north <= south || end <= start) {
      throw new Error(
        "bbox must be [west, south, east, north], and end_date after start_date",
      );
    }
    const lon = centres(west, east, inputs.resolution);
    const lat = centres(south, north, inputs.resolution);
    const count = Math.ceil((end - start) / DAY_MS / inputs.periodicity);
    const time = Array.from(
      { length: count },
      (_, index) => start / DAY_MS + index * inputs.periodicity,
    );
    const names = inputs.var_names.split(",").map((name) => name.trim());
    const arrays: ZarrArray[] = [
      { name: "lon", dimensions: ["lon"], shape: [lon.length], values: lon },
      { name: "lat", dimensions: ["lat"], shape: [lat.length], values: lat },
      {
        name: "time",
        dimensions: ["time"],
        shape: [time.length],
        values: time,
        attributes: { units: "days since 1970-01-01", calendar: "standard" },
      },
      ...names.map((name) => ({
        name: name.replace(/[^\w-]/g, "_"),
        dimensions: ["time", "lat", "lon"],
        shape: [time.length, lat.length, lon.length],
      })),
    ];
    const folder = await context.directory(
      inputs.output_path ?? `${context.id}/datacube.zarr`,
    );
    const group = await writeGroup(folder, context.writeFile);
    for (const [index, array] of arrays.entries()) {
      context.progress((100 * index) / arrays.length, `Writing ${array.name}`);
      await writeArray(folder, array, context.writeFile);
      await pause(0.05, context.signal);
    }
    return {
      return_value: {
        href: group.slice(0, group.lastIndexOf("/")),
        type: "application/zarr",
      },
    };
  },
};

/** The centres of cells between two bounds. */
function centres(from: number, to: number, size: number): readonly number[] {
  const count = Math.max(1, Math.round((to - from) / size));
  return Array.from(
    { length: count },
    (_, index) => from + (index + 0.5) * size,
  );
}
