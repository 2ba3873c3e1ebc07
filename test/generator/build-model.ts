import { describeProcesses } from "../../src/generator/description/describe-processes.js";
import {
  buildModel as modelOfCleaned,
  type CleanedService,
  type ModelResult,
} from "../../src/generator/model/build-model.js";
import {
  cleanProcesses,
  type CleaningOptions,
} from "../../src/generator/schema/clean-processes.js";
import type { SourceProcess } from "../../src/generator/source/source.js";

/** A service as it is served. */
export interface ModelInput extends Pick<
  CleanedService,
  "description" | "title"
> {
  readonly processes: readonly SourceProcess[];
  /** All ids of the service. Default: those of `processes`. */
  readonly allIds?: readonly string[];
}

/** The stages from descriptions to the model, as a generation runs them. */
export async function buildModel(
  { title, description, processes, allIds }: ModelInput,
  options: CleaningOptions = {},
): Promise<ModelResult> {
  const described = describeProcesses(processes);
  return modelOfCleaned(
    {
      title,
      description,
      processes: await cleanProcesses(described, options),
      ids: allIds ?? processes.map(({ id }) => id),
    },
    options.limits,
  );
}
