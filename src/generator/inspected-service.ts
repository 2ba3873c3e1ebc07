import type { Diagnostic } from "./diagnostic.js";
import {
  processSignatures,
  sharedSignatures,
  signatures,
} from "./emit/signatures.js";
import type { Json } from "./json.js";
import type { ProcessModel, ServiceModel } from "./model/service-model.js";

/** A process as a package would offer it. */
export interface InspectedProcess {
  readonly id: string;
  readonly version?: string;
  /** Name of the function. */
  readonly functionName: string;
  readonly title?: string;
  readonly description?: string;
  readonly jobControlOptions?: readonly string[];
  readonly outputTransmission?: readonly string[];
  /** TypeScript declarations of its inputs, its outputs and its function. */
  readonly declarations: string;
  /** JSON Schema (2020-12) of all inputs, as one object. */
  readonly inputs: Json;
  /** JSON Schema (2020-12) of all outputs, as one object. */
  readonly outputs: Json;
}

/** The processes of a source, as a package would offer them. */
export interface InspectedService {
  readonly title?: string;
  readonly description?: string;
  /** TypeScript declarations of the types that several processes use. */
  readonly types: string;
  readonly processes: readonly InspectedProcess[];
  /** All of it as data, as emitters get it. */
  readonly model: ServiceModel;
  readonly diagnostics: readonly Diagnostic[];
  /** All declarations as one text, for readers. */
  readonly text: string;
}

/** What `inspect` tells of a model. */
export function inspectedService(
  model: ServiceModel,
  diagnostics: readonly Diagnostic[],
): InspectedService {
  const { title, description, processes } = model;
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    types: sharedSignatures(model),
    processes: processes.map(inspectedProcess),
    model,
    diagnostics,
    text: signatures(model),
  };
}

function inspectedProcess(process: ProcessModel): InspectedProcess {
  const { id, version, functionName, documentation, schemas } = process;
  const { jobControlOptions, outputTransmission } = process;
  const { title, description } = documentation;
  return {
    id,
    ...(version === undefined ? {} : { version }),
    functionName,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(jobControlOptions === undefined ? {} : { jobControlOptions }),
    ...(outputTransmission === undefined ? {} : { outputTransmission }),
    declarations: processSignatures(process),
    inputs: schemas.inputs,
    outputs: schemas.outputs,
  };
}
