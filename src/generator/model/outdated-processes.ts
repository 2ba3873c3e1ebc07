import { ownMember } from "../json.js";
import { enumerationName } from "./enumerations.js";
import {
  givenNames,
  type KnownProcess,
  type KnownTypes,
} from "./known-process.js";
import type { NameRegistry } from "./name-registry.js";
import type { ProcessNames } from "./process-names.js";
import type { NamedType } from "./service-model.js";
import { nameIn, type PlannedNames } from "./type-names.js";

/** Ids of the known processes that are named otherwise than they were. */
export function renamedProcesses(
  known: readonly KnownProcess[],
  names: ReadonlyMap<string, ProcessNames>,
  planned: PlannedNames,
): readonly string[] {
  const given = givenNames(planned);
  return idsOf(known, (process) => {
    const now = names.get(process.id);
    return (
      process.functionName !== now?.functionName ||
      process.fileName !== now.fileName ||
      JSON.stringify(process.given) !== JSON.stringify(given.get(process.id))
    );
  });
}

/** Ids of the known processes whose drafts declare shared types that are not known, or were declared from another process. */
export function unknownHolders(
  known: readonly KnownProcess[],
  types: KnownTypes,
  planned: PlannedNames,
): readonly string[] {
  const ids = new Set(known.map(({ id }) => id));
  const found = new Set<string>();
  for (const [first, second] of planned.holders.values()) {
    if (first === undefined || second === undefined) continue;
    const { id } = first.process;
    const type = ownMember(types, nameIn(planned, first));
    if (ids.has(id) && type?.holder !== id) found.add(id);
  }
  return [...found];
}

/** Ids of the known processes that use a shared type of which anything changed, its documentation included: examples show it. */
export function processesOfChangedTypes(
  known: readonly KnownProcess[],
  before: KnownTypes,
  shared: readonly NamedType[],
): readonly string[] {
  const same = new Set(
    shared.flatMap((type) =>
      ownMember(before, type.name)?.text === JSON.stringify(type)
        ? [type.name]
        : [],
    ),
  );
  return idsOf(known, ({ given }) =>
    given.some(([, , name]) => name !== undefined && !same.has(name)),
  );
}

/** Takes the names of the enumerations of a known process, and tells whether these are what they were. */
export function keepsEnumerations(
  { enumerations, functionName }: KnownProcess,
  registry: NameRegistry,
): boolean {
  const now = enumerations.map(({ input }) =>
    registry.take(enumerationName(functionName, input)),
  );
  return enumerations.every(({ name }, index) => name === now[index]);
}

function idsOf(
  known: readonly KnownProcess[],
  isOutdated: (process: KnownProcess) => boolean,
): readonly string[] {
  return known.filter(isOutdated).map(({ id }) => id);
}
