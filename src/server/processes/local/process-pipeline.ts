import type { ProcessImplementation } from "../../process.js";
import { pause } from "../pause.js";

const STEP_SECONDS = 0.05;

/** Five steps, of which each receives the result of the one before; the last result is the output. */
export const PROCESS_PIPELINE: ProcessImplementation = {
  description: {
    title: "A Big Workflow",
    description:
      "This is a workflow with several steps and defined dependencies that execute sequentially.",
    id: "process_pipeline",
    version: "0.0.0",
    inputs: {
      id: { title: "main input", minOccurs: 1, schema: { type: "string" } },
    },
    outputs: {
      final: {
        title: "Final output",
        schema: {
          type: "array",
          items: {
            oneOf: [
              {
                type: "array",
                items: { type: "string" },
                minItems: 2,
                maxItems: 2,
              },
              { type: "string" },
            ],
          },
          minItems: 2,
          maxItems: 2,
        },
      },
    },
  },
  async execute(inputs, { progress, signal }) {
    const id = inputs["id"] as string;
    const step = async <T>(
      percent: number,
      name: string,
      result: T,
    ): Promise<T> => {
      progress(percent, name);
      await pause(STEP_SECONDS, signal);
      return result;
    };
    const data = await step(0, "Reading data", `${id}_read`);
    const clean = await step(20, "Preprocessing data", `${data}_preprocessed`);
    const feature = await step(
      40,
      "Performing feature engineering",
      `${clean}_feature_mean`,
    );
    const resampled = await step(60, "Resampling data", [
      feature,
      `resampled_from=${id}`,
    ]);
    return { final: await step(80, "Storing data", [resampled, feature]) };
  },
};
