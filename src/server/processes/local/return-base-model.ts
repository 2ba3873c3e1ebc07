import type { Schema } from "../../documents.js";
import type { ProcessImplementation } from "../../process.js";

const SCENE_SPEC: Schema = {
  type: "object",
  properties: {
    threshold: { type: "number", title: "Threshold" },
    factor: { type: "number", title: "Factor" },
  },
  required: ["threshold", "factor"],
};

/** Returns its input, an object. */
export const RETURN_BASE_MODEL: ProcessImplementation = {
  description: {
    title: "BaseModel Test",
    id: "return_base_model",
    version: "0.0.0",
    inputs: {
      scene_spec: { title: "SceneSpec", minOccurs: 1, schema: SCENE_SPEC },
    },
    outputs: { return_value: { title: "SceneSpec", schema: SCENE_SPEC } },
  },
  execute: (inputs) => ({ return_value: inputs["scene_spec"] }),
};
