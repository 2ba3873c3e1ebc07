import { describeProcesses } from "../../generator/description/describe-processes.js";
import type {
  InputDescription as RecordedInput,
  OutputDescription as RecordedOutput,
  ProcessDescription as RecordedDescription,
} from "../../generator/description/process-description.js";
import { recordedDocument } from "../../generator/source/recorded-documents.js";
import {
  isJsonObject,
  type InputDescription,
  type JobControlOption,
  type JsonObject,
  type OutputDescription,
  type ProcessDescription,
  type TransmissionMode,
} from "../documents.js";
import type { Outputs, ProcessImplementation } from "../process.js";
import { outputSchemas } from "./output-schemas.js";
import { sampleOf } from "./sampler.js";

/** What a recording says of a server. */
export interface Recording {
  readonly title?: string;
  readonly description?: string;
  /** Each returns outputs that fit its schemas. */
  readonly processes: readonly ProcessImplementation[];
}

/**
 * Reads recorded descriptions: what `--save-input` writes, a process description, or a list of these.
 *
 * @param recording - Parsed JSON.
 * @param seed - What sampled outputs follow from.
 * @throws TypeError - Nothing in it describes a process.
 */
export function readRecording(recording: unknown, seed: number): Recording {
  const document = recordedDocument({
    name: "The recording",
    document: recording,
  });
  const page = document.snapshot ?? document;
  const recorded = [
    ...(document.snapshot?.processes ?? []),
    ...document.processes,
  ];
  const processes = describeProcesses(recorded).flatMap((process) =>
    process.description === undefined
      ? []
      : recordedProcess(process.description, seed),
  );
  if (processes.length === 0) {
    throw new TypeError(
      "The recording describes no process; give the parsed JSON that s2gos-codegen --save-input wrote, or a process description.",
    );
  }
  return {
    ...(page.title === undefined ? {} : { title: page.title }),
    ...(page.description === undefined
      ? {}
      : { description: page.description }),
    processes,
  };
}

function recordedProcess(
  recorded: RecordedDescription,
  seed: number,
): ProcessImplementation {
  let sampled: Outputs | undefined;
  return {
    description: servedDescription(recorded),
    // Servers omit defaults that are null; a client then sends null, or nothing.
    optionalInputs: recorded.inputs
      .filter(({ minOccurs }) => minOccurs === undefined)
      .filter(({ schema }) => isJsonObject(schema) && admitsNull(schema))
      .map(({ name }) => name),
    execute: () => (sampled ??= sampledOutputs(recorded, seed)),
  };
}

function admitsNull({ type, nullable, anyOf, oneOf }: JsonObject): boolean {
  const branches = [anyOf ?? [], oneOf ?? []].flat().filter(isJsonObject);
  return (
    nullable === true ||
    [type].flat().includes("null") ||
    branches.some(admitsNull)
  );
}

/** The description as it was sent, with what the standard asks for in the form of the standard. */
function servedDescription(recorded: RecordedDescription): ProcessDescription {
  const { id, version = "1.0.0", title, description } = recorded;
  const {
    inputs,
    outputs,
    jobControlOptions: _control,
    outputTransmission: _transmission,
    ...rest
  } = innermost(recorded.document);
  const control = JOB_CONTROL.filter((one) =>
    recorded.jobControlOptions?.includes(one),
  );
  const transmission = TRANSMISSION.filter((one) =>
    recorded.outputTransmission?.includes(one),
  );
  return {
    ...rest,
    id,
    version,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(control.length === 0 ? {} : { jobControlOptions: control }),
    ...(transmission.length === 0 ? {} : { outputTransmission: transmission }),
    inputs: Object.fromEntries(
      recorded.inputs.map((input) => [input.name, servedInput(input, inputs)]),
    ),
    outputs: Object.fromEntries(
      recorded.outputs.map((output) => [
        output.name,
        servedOutput(output, outputs),
      ]),
    ),
  };
}

const JOB_CONTROL: readonly JobControlOption[] = [
  "sync-execute",
  "async-execute",
  "dismiss",
];
const TRANSMISSION: readonly TransmissionMode[] = ["value", "reference"];

function innermost(document: unknown): JsonObject {
  if (!isJsonObject(document)) return {};
  const inner = document["processDescription"] ?? document["process"];
  return isJsonObject(inner) ? innermost(inner) : document;
}

function servedInput(input: RecordedInput, members: unknown): InputDescription {
  const { minOccurs, maxOccurs } = input;
  const most = Number.isFinite(maxOccurs) ? maxOccurs : "unbounded";
  return {
    ...servedOutput(input, members),
    ...(minOccurs === undefined ? {} : { minOccurs }),
    ...(maxOccurs === 1 ? {} : { maxOccurs: most }),
  };
}

function servedOutput(
  { name, title, description, schema }: RecordedOutput,
  members: unknown,
): OutputDescription {
  const sent = isJsonObject(members) ? members[name] : undefined;
  const {
    minOccurs: _least,
    maxOccurs: _most,
    ...rest
  } = isJsonObject(sent) ? sent : {};
  return {
    ...rest,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    schema: isJsonObject(schema) ? schema : {},
  };
}

/** @throws Error - No value was found that fits the schema of an output. */
function sampledOutputs(
  description: RecordedDescription,
  seed: number,
): Outputs {
  const { id, outputs } = description;
  const { outputs: schemas, definitions } = outputSchemas(description);
  return Object.fromEntries(
    outputs.map(({ name, maxOccurs }, index) => {
      const one = schemas[index] ?? {};
      const schema =
        maxOccurs === 1 ? one : { type: "array", items: one, minItems: 1 };
      const value = sampleOf(schema, definitions, `${seed} ${id} ${name}`);
      if (value !== undefined) return [name, value];
      throw new Error(
        `No value was found that fits the schema of output "${name}"; give process "${id}" a handler.`,
      );
    }),
  );
}
