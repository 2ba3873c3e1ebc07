import { readDescription } from "../description/read-description.js";
import type { ProcessDescription } from "../description/process-description.js";
import { withinReason, type Diagnostic } from "../diagnostic.js";
import { compareCodePoints } from "../json.js";
import { createSchemaCleaner } from "../schema/clean-schema.js";
import {
  createAllowance,
  DEFAULT_LIMITS,
  SchemaTooLargeError,
  type SchemaLimits,
} from "../schema/limits.js";
import { prepareReferences, type ReadExternal } from "../schema/references.js";
import { enumerations } from "./enumerations.js";
import { inputModel } from "./inputs.js";
import { NameRegistry, typeName } from "./name-registry.js";
import { outputModel } from "./outputs.js";
import { nameProcesses, type ProcessNames } from "./process-names.js";
import { processSchemas } from "./process-schemas.js";
import { RUNTIME_EXPORTED_TYPES, RUNTIME_VALUES } from "./runtime-names.js";
import { TypeDrafts, type TypeDraft } from "./type-drafts.js";
import { planTypes, type PlannedTypes } from "./type-names.js";
import { SchemaTyper } from "./type-of-schema.js";
import type { ProcessModel, ServiceModel } from "./service-model.js";

/** What a model is built from. */
export interface ModelInput {
  readonly title?: string;
  readonly description?: string;
  /** The processes to generate, as served. */
  readonly processes: readonly {
    readonly id: string;
    readonly document: unknown;
  }[];
  /** All ids of the service: names are planned for them, so that a selection renames nothing. */
  readonly allIds?: readonly string[];
}

/** Limits and permissions for building a model. */
export interface ModelOptions {
  readonly limits?: SchemaLimits;
  /** Reads external references where they are allowed. */
  readonly readExternal?: ReadExternal;
  readonly onProcess?: () => void;
}

/** A model and what was found on the way. Processes with an error are not in the model. */
export interface ModelResult {
  readonly model: ServiceModel;
  readonly diagnostics: readonly Diagnostic[];
}

/** Builds the model of a service: descriptions in, plain data out. */
export async function buildModel(
  input: ModelInput,
  options: ModelOptions = {},
): Promise<ModelResult> {
  const ids = input.allIds ?? input.processes.map((process) => process.id);
  const naming = nameProcesses(ids, RUNTIME_VALUES);
  const diagnostics: Diagnostic[] = [...naming.diagnostics];
  const drafted: DraftedProcess[] = [];
  for (const { id, document } of input.processes) {
    const names = naming.names.get(id);
    if (names === undefined) continue;
    const reading = readDescription(id, document);
    const found = [...reading.diagnostics];
    if (reading.description !== undefined) {
      const result = await draftProcess(reading.description, names, options);
      for (const diagnostic of result.diagnostics) found.push(diagnostic);
      if (result.drafted !== undefined) drafted.push(result.drafted);
    }
    diagnostics.push(...withinReason(id, found));
    options.onProcess?.();
  }
  const planned = planTypes(
    drafted.map(({ process, names, drafts }) => ({
      id: process.id,
      typePrefix: names.typePrefix,
      drafts,
    })),
    reservedTypes(naming.names.values()),
  );
  const processes = drafted
    .map((process) => finishProcess(process, planned))
    .sort((left, right) => compareCodePoints(left.id, right.id));
  return {
    model: {
      ...(input.title === undefined ? {} : { title: input.title }),
      ...(input.description === undefined
        ? {}
        : { description: input.description }),
      types: planned.shared,
      processes: withEnumerations(processes, naming.names.values()),
    },
    diagnostics,
  };
}

function* reservedTypes(names: Iterable<ProcessNames>): Iterable<string> {
  yield* RUNTIME_EXPORTED_TYPES;
  yield* RUNTIME_VALUES;
  for (const { inputsTypeName, outputsTypeName } of names) {
    yield inputsTypeName;
    yield outputsTypeName;
  }
}

/** A process whose types are not named yet. */
interface DraftedProcess {
  readonly process: Omit<ProcessModel, "enumerations" | "types">;
  readonly names: ProcessNames;
  readonly drafts: readonly TypeDraft[];
}

async function draftProcess(
  description: ProcessDescription,
  names: ProcessNames,
  options: ModelOptions,
): Promise<{
  readonly drafted?: DraftedProcess;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const resolver = await prepareReferences(
    description.document,
    options.readExternal,
  );
  const cleaner = createSchemaCleaner(description.id, resolver, options.limits);
  try {
    const inputs = description.inputs.map((input) =>
      cleaner.clean(input.schema, input.schemaPointer),
    );
    const outputs = description.outputs.map((output) =>
      cleaner.clean(output.schema, output.schemaPointer),
    );
    const cleaned = { inputs, outputs, definitions: cleaner.definitions };
    const drafts = new TypeDrafts();
    const limits = options.limits ?? DEFAULT_LIMITS;
    const typer = new SchemaTyper(
      description.id,
      cleaner.definitions,
      drafts,
      createAllowance(
        limits.steps,
        `The schemas refer to each other so often that their types take more than ${limits.steps} steps.`,
      ),
    );
    const place = (name: string, pointer: string) => ({
      name: `${names.typePrefix}${typeName(name, "Value")}`,
      scope: description.id,
      pointer,
    });
    const inputModels = description.inputs.map((input, index) =>
      inputModel(
        input,
        inputs[index] ?? {},
        place(input.name, input.schemaPointer),
        typer,
      ),
    );
    const outputModels = description.outputs.map((output, index) =>
      outputModel(
        output,
        outputs[index] ?? {},
        place(output.name, output.schemaPointer),
        typer,
      ),
    );
    const { jobControlOptions, version } = description;
    return {
      drafted: {
        process: {
          id: description.id,
          ...(version === undefined ? {} : { version }),
          functionName: names.functionName,
          inputsTypeName: names.inputsTypeName,
          outputsTypeName: names.outputsTypeName,
          fileName: names.fileName,
          ...(jobControlOptions === undefined ? {} : { jobControlOptions }),
          inputs: inputModels,
          outputs: outputModels,
          documentation: processDocumentation(description),
          schemas: processSchemas(description, inputModels, cleaned),
        },
        names,
        drafts: drafts.all,
      },
      diagnostics: [...cleaner.diagnostics, ...typer.diagnostics],
    };
  } catch (error) {
    if (!(error instanceof SchemaTooLargeError)) throw error;
    const hint = "Leave the process out with --exclude.";
    return {
      diagnostics: [
        {
          severity: "error",
          code: "schema-too-large",
          process: description.id,
          message: error.message,
          hint,
        },
      ],
    };
  }
}

function processDocumentation(description: ProcessDescription) {
  const { title, description: text, keywords } = description;
  return {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { description: text }),
    tags:
      keywords.length === 0
        ? []
        : [{ name: "keywords", text: keywords.join(", ") }],
  };
}

function finishProcess(
  { process }: DraftedProcess,
  planned: PlannedTypes,
): Omit<ProcessModel, "enumerations"> {
  const renamed = <
    Value extends { readonly type: ProcessModel["inputs"][number]["type"] },
  >(
    value: Value,
  ): Value => ({ ...value, type: planned.rename(value.type) });
  return {
    ...process,
    inputs: process.inputs.map(renamed),
    outputs: process.outputs.map(renamed),
    types: planned.own.get(process.id) ?? [],
  };
}

function withEnumerations(
  processes: readonly Omit<ProcessModel, "enumerations">[],
  names: Iterable<ProcessNames>,
): readonly ProcessModel[] {
  const registry = new NameRegistry(
    [...names].map(({ functionName }) => functionName),
  );
  return processes.map((process) => ({
    ...process,
    enumerations: enumerations(process.functionName, process.inputs, registry),
  }));
}
