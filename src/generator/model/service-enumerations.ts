import { compareCodePoints } from "../json.js";
import { enumerations } from "./enumerations.js";
import { isKnown, type KnownProcess } from "./known-process.js";
import { NameRegistry } from "./name-registry.js";
import { keepsEnumerations } from "./outdated-processes.js";
import type { NamedType, ProcessModel } from "./service-model.js";
import type { PlannedNames } from "./type-names.js";

/** Names of enumerations are unique in the service, and none is that of a function or a type. */
export function enumerationRegistry(
  taken: Iterable<string>,
  planned: PlannedNames,
): NameRegistry {
  return new NameRegistry([
    ...taken,
    ...[...planned.names.values()].flatMap((types) => [...types.values()]),
  ]);
}

/** Names the enumerations of all processes in the order of their ids. */
export function withEnumerations(
  processes: readonly (KnownProcess | Omit<ProcessModel, "enumerations">)[],
  sharedTypes: readonly NamedType[],
  registry: NameRegistry,
): {
  readonly processes: readonly ProcessModel[];
  /** Ids of known processes whose enumerations have other names now. */
  readonly outdated: readonly string[];
} {
  const shared = new Map(sharedTypes.map(({ name, type }) => [name, type]));
  const named: ProcessModel[] = [];
  const outdated: string[] = [];
  const inOrder = [...processes].sort((left, right) =>
    compareCodePoints(left.id, right.id),
  );
  for (const process of inOrder) {
    if (isKnown(process)) {
      if (!keepsEnumerations(process, registry)) outdated.push(process.id);
      continue;
    }
    const own = new Map(process.types.map(({ name, type }) => [name, type]));
    const typeOf = (name: string) => own.get(name) ?? shared.get(name);
    named.push(
      Object.assign({}, process, {
        enumerations: enumerations(process, typeOf, registry),
      }),
    );
  }
  return { processes: named, outdated };
}
