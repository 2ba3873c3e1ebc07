import type { ProcessImplementation, Schema } from "../../src/server/index.js";

const BOUNDING_BOX: Schema = {
  type: "object",
  format: "ogc-bbox",
  required: ["bbox"],
  properties: {
    bbox: { type: "array", items: { type: "number" } },
    crs: { type: "string" },
  },
};

const IMAGE: Schema = {
  oneOf: ["image/tiff", "image/jp2"].map((contentMediaType) => ({
    type: "string",
    contentEncoding: "binary",
    contentMediaType,
  })),
};

const TEXT: Schema = { type: "string" };
const OBJECT: Schema = { type: "object", properties: { value: TEXT } };
const ARRAY: Schema = { type: "array", items: { type: "integer" } };

/**
 * The process that the suite executes. The suite chooses inputs by their type only: the same text
 * for every string and `{"value": "teststring"}` for every object. It makes a job wait with an input
 * named `pause`, and expects the output to have the name of the first input. The process `echo` of
 * the service has enumerations and real objects, and would correctly refuse these values.
 */
export const SUITE_ECHO: ProcessImplementation = {
  description: {
    id: "suite-echo",
    title: "Echo for the test suite",
    version: "1.0.0",
    inputs: {
      message: { schema: TEXT },
      pause: { minOccurs: 0, schema: { type: "integer", minimum: 0 } },
      array: { minOccurs: 0, schema: ARRAY },
      object: { minOccurs: 0, schema: OBJECT },
      boundingBox: { minOccurs: 0, schema: BOUNDING_BOX },
      image: { minOccurs: 0, schema: IMAGE },
    },
    outputs: {
      message: { schema: TEXT },
      array: { schema: ARRAY },
      object: { schema: OBJECT },
      boundingBox: { schema: BOUNDING_BOX },
      image: { schema: IMAGE },
    },
  },
  async execute({ pause, ...values }, { signal }) {
    const end = Date.now() + 1000 * Number(pause ?? 0);
    while (Date.now() < end && !signal.aborted) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return values;
  },
};
