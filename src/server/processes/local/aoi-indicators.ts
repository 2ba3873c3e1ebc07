import type { ProcessImplementation } from "../../process.js";
import { pause } from "../pause.js";

const STEPS = 10;
const STEP_SECONDS = 0.1;

/**
 * A process of the reference server. Its id consists of digits, and its result contradicts its
 * description: it is an object instead of a URI.
 */
export const AOI_INDICATORS: ProcessImplementation = {
  description: {
    title: "L3B AOI Indicators Processor",
    description:
      "Site Processing L3B NDVI Processor (demo from ESA Sen3CAP project).",
    id: "218",
    version: "5.0.4",
    inputs: {
      start_date: {
        title: "Start date",
        schema: { type: "string", format: "date", "x-ui-order": 10 },
      },
      end_date: {
        title: "End date",
        schema: { type: "string", format: "date", "x-ui-order": 11 },
      },
      geometry: {
        title: "Geometry (WKT)",
        schema: {
          type: "string",
          format: "wkt",
          "x-ui-widget": "map",
          "x-ui-order": 20,
        },
      },
      indicator_name: {
        title: "L3B Indicator Name",
        schema: {
          type: "string",
          enum: ["NDVI", "LAI", "FAPAR", "FCOVER", "NDWI"],
          nullable: true,
          "x-ui-widget": "radio",
          "x-ui-advanced": true,
          "x-ui-order": 30,
        },
      },
      site_extend: {
        title: "Site extent",
        schema: {
          type: "string",
          nullable: true,
          format: "wkt",
          "x-ui-order": 40,
        },
      },
    },
    outputs: {
      return_value: {
        title: "stacitemsfile",
        schema: {
          type: "string",
          format: "uri",
          additionalProperties: { type: "string" },
        },
      },
    },
  },
  async execute(inputs, { progress, signal }) {
    progress(0, "Started processing");
    for (let step = 1; step <= STEPS; step++) {
      await pause(STEP_SECONDS, signal);
      progress((100 * step) / STEPS);
    }
    progress(100, "Ended processing");
    return {
      return_value: Object.fromEntries(
        Object.entries(inputs).filter(([, value]) => value !== null),
      ),
    };
  },
};
