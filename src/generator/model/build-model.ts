import { withinReason, type Diagnostic } from "../diagnostic.js";
import { ownMember } from "../json.js";
import type { CleanedProcess } from "../schema/clean-description.js";
import { DEFAULT_LIMITS, type SchemaLimits } from "../schema/limits.js";
import { withinLimits } from "../schema/within-limits.js";
import { draftProcess, type DraftedProcess } from "./draft-process.js";
import type { ProcessClaims } from "./held-types.js";
import {
  givenNames,
  isKnown,
  knownProcess,
  knownTypes,
  typeFrom,
  type KnownModel,
  type KnownProcess,
  type KnownTypes,
} from "./known-process.js";
import {
  processesOfChangedTypes,
  renamedProcesses,
  unknownHolders,
} from "./outdated-processes.js";
import { withType } from "./rename-references.js";
import { nameProcesses, type ProcessNames } from "./process-names.js";
import { GLOBAL_TYPES, PACKAGE_NAMES } from "./reserved-names.js";
import { RUNTIME_EXPORTED_TYPES, RUNTIME_VALUES } from "./runtime-names.js";
import {
  enumerationRegistry,
  withEnumerations,
} from "./service-enumerations.js";
import type { ProcessModel, ServiceModel } from "./service-model.js";
import {
  declareTypes,
  planNames,
  type PlannedTypes,
  type ProcessDrafts,
} from "./type-names.js";

/** What the model of a service is built from. */
export interface CleanedService {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** The processes to model, and those that an earlier run modelled. */
  readonly processes: readonly (CleanedProcess | KnownProcess)[];
  /**
   * All ids of the service: names are planned for them, so that a selection
   * renames nothing. Processes without one of these ids are left out.
   */
  readonly ids: readonly string[];
  /** The types that known processes share. Default: none. */
  readonly knownTypes?: KnownTypes | undefined;
}

/** A model, and what was found while it was made. Processes with an error are not in the model. */
export interface ModelResult {
  /** Known processes are not in it. */
  readonly model: ServiceModel;
  readonly diagnostics: readonly Diagnostic[];
  /** The known processes. */
  readonly known: readonly KnownProcess[];
  /** Known processes of which something changes, because names do: the model is complete only with these modelled. */
  readonly outdated: readonly string[];
  /** What a later run needs to know of all processes. */
  readonly remembered: () => KnownModel;
}

/** Builds the model of a service: cleaned processes in, plain data out. */
export function buildModel(
  service: CleanedService,
  limits: SchemaLimits = DEFAULT_LIMITS,
): ModelResult {
  const {
    title,
    description,
    processes,
    ids,
    knownTypes: before = {},
  } = service;
  const naming = nameProcesses(ids, RUNTIME_VALUES);
  const taken = takenNames(naming.names.values());
  const diagnostics: Diagnostic[] = [...naming.diagnostics];
  const findings = new Map<string, readonly Diagnostic[]>();
  const drafted: DraftedProcess[] = [];
  const known: KnownProcess[] = [];
  for (const process of processes) {
    const names = naming.names.get(process.id);
    if (names === undefined) continue;
    if (isKnown(process)) {
      known.push(process);
      diagnostics.push(...process.diagnostics);
      continue;
    }
    const result = draftWithinLimits(process, names, limits);
    if (result.drafted !== undefined) drafted.push(result.drafted);
    const found = withinReason(process.id, result.diagnostics);
    findings.set(process.id, found);
    diagnostics.push(...found);
  }
  const planned = planNames(
    claimsOf(drafted, known, naming.names),
    isReservedType,
    taken,
  );
  diagnostics.push(...planned.diagnostics);
  const unsettled =
    known.length === 0
      ? []
      : [
          ...renamedProcesses(known, naming.names, planned),
          ...unknownHolders(known, before, planned),
        ];
  const types = declareTypes(planned, draftsOf(drafted), (name) => {
    const type = ownMember(before, name);
    return type === undefined ? undefined : typeFrom(type);
  });
  const named = withEnumerations(
    [...known, ...drafted.map(({ process }) => withTypeNames(process, types))],
    types.shared,
    enumerationRegistry(taken, planned),
  );
  return {
    model: {
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      types: types.shared,
      processes: named.processes,
    },
    diagnostics,
    known,
    outdated:
      unsettled.length > 0
        ? [...new Set(unsettled)]
        : [
            ...new Set([
              ...processesOfChangedTypes(known, before, types.shared),
              ...named.outdated,
            ]),
          ],
    remembered: () => {
      const given = givenNames(planned);
      const enumerationsOf = new Map(
        named.processes.map(({ id, enumerations: all }) => [id, all]),
      );
      const remembered = drafted.map((one) => {
        const { id } = one.process;
        return knownProcess(
          one,
          findings.get(id) ?? [],
          given.get(id) ?? [],
          enumerationsOf.get(id) ?? [],
        );
      });
      return {
        processes: [...known, ...remembered],
        types: knownTypes(types.shared, planned),
      };
    },
  };
}

/** What the names of all types follow from. */
function claimsOf(
  drafted: readonly DraftedProcess[],
  known: readonly KnownProcess[],
  names: ReadonlyMap<string, ProcessNames>,
): readonly ProcessClaims[] {
  return [
    ...drafted.map(({ process: { id }, names: { typePrefix }, drafts }) => ({
      id,
      typePrefix,
      claims: drafts,
    })),
    ...known.map(({ id, claims }) => ({
      id,
      typePrefix: names.get(id)?.typePrefix ?? "",
      claims,
    })),
  ];
}

function draftsOf(
  drafted: readonly DraftedProcess[],
): readonly ProcessDrafts[] {
  return drafted.map(({ process: { id }, drafts }) => ({ id, drafts }));
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
  const isOfProcess = name.endsWith("Inputs") || name.endsWith("Outputs");
  return (
    RESERVED_TYPES.has(name) ||
    (isOfProcess && name !== "Inputs" && name !== "Outputs")
  );
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
  ): Value => withType(value, types.rename(value.type, process.id));
  return Object.assign({}, process, {
    inputs: process.inputs.map(renamed),
    outputs: process.outputs.map(renamed),
    types: types.own.get(process.id) ?? [],
  });
}
