import { withinReason, type Diagnostic } from "../diagnostic.js";
import { compareCodePoints } from "../json.js";
import type { CleanedProcess } from "../schema/clean-processes.js";
import { DEFAULT_LIMITS, type SchemaLimits } from "../schema/limits.js";
import { withinLimits } from "../schema/within-limits.js";
import { draftProcess, type DraftedProcess } from "./draft-process.js";
import { enumerations } from "./enumerations.js";
import { NameRegistry } from "./name-registry.js";
import { nameProcesses, type ProcessNames } from "./process-names.js";
import { GLOBAL_TYPES, PACKAGE_NAMES } from "./reserved-names.js";
import { RUNTIME_EXPORTED_TYPES, RUNTIME_VALUES } from "./runtime-names.js";
import type { ProcessModel, ServiceModel } from "./service-model.js";
import { planTypes, type PlannedTypes } from "./type-names.js";

/** What the model of a service is built from. */
export interface CleanedService {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** The processes to model. */
  readonly processes: readonly CleanedProcess[];
  /**
   * All ids of the service: names are planned for them, so that a selection
   * renames nothing. Processes without one of these ids are left out.
   */
  readonly ids: readonly string[];
}

/** A model, and what was found while it was made. Processes with an error are not in the model. */
export interface ModelResult {
  readonly model: ServiceModel;
  readonly diagnostics: readonly Diagnostic[];
}

/** Builds the model of a service: cleaned processes in, plain data out. */
export function buildModel(
  { title, description, processes, ids }: CleanedService,
  limits: SchemaLimits = DEFAULT_LIMITS,
): ModelResult {
  const naming = nameProcesses(ids, RUNTIME_VALUES);
  const diagnostics: Diagnostic[] = [...naming.diagnostics];
  const drafted: DraftedProcess[] = [];
  for (const process of processes) {
    const names = naming.names.get(process.id);
    if (names === undefined) continue;
    const result = draftWithinLimits(process, names, limits);
    if (result.drafted !== undefined) drafted.push(result.drafted);
    diagnostics.push(...withinReason(process.id, result.diagnostics));
  }
  const types = planTypes(
    drafted.map(({ process, names, drafts }) => ({
      id: process.id,
      typePrefix: names.typePrefix,
      drafts,
    })),
    isReservedType,
    takenNames(naming.names.values()),
  );
  diagnostics.push(...types.diagnostics);
  const named = drafted
    .map(({ process }) => withTypeNames(process, types))
    .sort((left, right) => compareCodePoints(left.id, right.id));
  return {
    model: {
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      types: types.shared,
      processes: withEnumerations(named, naming.names.values(), types),
    },
    diagnostics,
  };
}

/** Where the types of a process exceed a limit, findings about its schemas are of no use: it is not generated. */
function draftWithinLimits(
  { id, description, schemas, diagnostics }: CleanedProcess,
  names: ProcessNames,
  limits: SchemaLimits,
): {
  readonly drafted?: DraftedProcess;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (description === undefined || schemas === undefined) {
    return { diagnostics };
  }
  const { value: drafted, excess } = withinLimits(id, () =>
    draftProcess(description, schemas, names, limits),
  );
  return excess === undefined
    ? {
        drafted,
        diagnostics: [
          ...diagnostics,
          ...schemas.diagnostics,
          ...drafted.diagnostics,
        ],
      }
    : { diagnostics: [...diagnostics, excess] };
}

const RESERVED_TYPES: ReadonlySet<string> = new Set([
  ...RUNTIME_EXPORTED_TYPES,
  ...RUNTIME_VALUES,
  ...GLOBAL_TYPES,
  ...PACKAGE_NAMES,
]);

/** Whether no type of a schema has a name, because the name means something else, or would if a process were added. */
function isReservedType(name: string): boolean {
  return RESERVED_TYPES.has(name) || /.(?:Inputs|Outputs)$/.test(name);
}

/** In scripts without capitals, a function may have the name that a type wants. */
function takenNames(names: Iterable<ProcessNames>): ReadonlySet<string> {
  return new Set([...names].map(({ functionName }) => functionName));
}

function withTypeNames(
  process: DraftedProcess["process"],
  types: PlannedTypes,
): Omit<ProcessModel, "enumerations"> {
  const renamed = <
    Value extends { readonly type: ProcessModel["inputs"][number]["type"] },
  >(
    value: Value,
  ): Value => ({ ...value, type: types.rename(value.type, process.id) });
  return {
    ...process,
    inputs: process.inputs.map(renamed),
    outputs: process.outputs.map(renamed),
    types: types.own.get(process.id) ?? [],
  };
}

/** Names of enumerations are unique in the service, and none is that of a function. */
function withEnumerations(
  processes: readonly Omit<ProcessModel, "enumerations">[],
  names: Iterable<ProcessNames>,
  types: PlannedTypes,
): readonly ProcessModel[] {
  const registry = new NameRegistry([
    ...[...names].map(({ functionName }) => functionName),
    ...types.shared.map(({ name }) => name),
    ...processes.flatMap((process) => process.types.map(({ name }) => name)),
  ]);
  const shared = new Map(types.shared.map(({ name, type }) => [name, type]));
  return processes.map((process) => {
    const own = new Map(process.types.map(({ name, type }) => [name, type]));
    const typeOf = (name: string) => own.get(name) ?? shared.get(name);
    return {
      ...process,
      enumerations: enumerations(process, typeOf, registry),
    };
  });
}
