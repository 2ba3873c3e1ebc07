import type { Diagnostic } from "../diagnostic.js";
import type { DraftedProcess } from "./draft-process.js";
import type { TypeClaim } from "./held-types.js";
import type {
  EnumerationModel,
  NamedType,
  ServiceModel,
} from "./service-model.js";
import { nameIn, type PlannedNames } from "./type-names.js";

/**
 * A process that an earlier run modelled, and whose description is the same: what has to be the same
 * as well, so that nothing of it changes, and what others are named by. Plain data.
 */
export interface KnownProcess {
  /** The id under which the server lists the process. */
  readonly id: string;
  readonly functionName: string;
  readonly fileName: string;
  /** What its types are named by. */
  readonly claims: readonly TypeClaim[];
  /** The names of its types, in the order in which they would be declared. */
  readonly given: readonly GivenName[];
  readonly enumerations: readonly Pick<EnumerationModel, "input" | "name">[];
  /** Findings about it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The key of a type, its name in the process, and the name of its declaration where processes share it. */
export type GivenName = readonly [key: string, name: string, shared?: string];

/** The declaration of a type that processes share. */
export interface KnownType {
  /** The process whose draft it is declared from. */
  readonly holder: string;
  /** The type as JSON. */
  readonly text: string;
}

/** The shared types of an earlier run, by their names; those are left out that JSON does not hold. */
export type KnownTypes = Readonly<Record<string, KnownType>>;

/** What a run remembers of a model, so that a later one models only what changed. */
export interface KnownModel {
  readonly processes: readonly KnownProcess[];
  readonly types: KnownTypes;
}

/** Tells known processes from those that have to be modelled. */
export function isKnown(process: object): process is KnownProcess {
  return "claims" in process;
}

/** A drafted process as a later run will know it. */
export function knownProcess(
  { process, names, drafts }: DraftedProcess,
  diagnostics: readonly Diagnostic[],
  given: readonly GivenName[],
  enumerations: readonly EnumerationModel[],
): KnownProcess {
  return {
    id: process.id,
    functionName: names.functionName,
    fileName: names.fileName,
    claims: drafts.map(({ key, wanted, placeName, role }) => ({
      key,
      ...(wanted === undefined ? {} : { wanted }),
      placeName,
      role,
    })),
    given,
    enumerations: enumerations.map(({ input, name }) => ({ input, name })),
    diagnostics,
  };
}

/**
 * The names of the types of each process, by its id, in the order in which they would be declared.
 */
export function givenNames(
  planned: PlannedNames,
): ReadonlyMap<string, readonly GivenName[]> {
  const given = new Map<string, GivenName[]>(
    [...planned.names.keys()].map((id) => [id, []]),
  );
  for (const [key, held] of planned.holders) {
    const [first, second] = held;
    if (first === undefined) continue;
    const shared = second === undefined ? undefined : nameIn(planned, first);
    for (const one of held) {
      const name = nameIn(planned, one);
      given
        .get(one.process.id)
        ?.push(shared === undefined ? [key, name] : [key, name, shared]);
    }
  }
  return given;
}

/** The shared types of a model as a later run will know them. */
export function knownTypes(
  types: ServiceModel["types"],
  planned: PlannedNames,
): KnownTypes {
  const holders = new Map(
    [...planned.holders.values()].flatMap(([first, second]) =>
      first === undefined || second === undefined
        ? []
        : [[nameIn(planned, first), first.process.id] as const],
    ),
  );
  return Object.fromEntries(
    types.flatMap((type) => {
      const holder = holders.get(type.name);
      return holder === undefined || !isHeldByJson(type)
        ? []
        : [[type.name, { holder, text: JSON.stringify(type) }] as const];
    }),
  );
}

/** Whether JSON says the same: it has neither infinite numbers nor a negative zero. */
function isHeldByJson(value: unknown): boolean {
  if (typeof value === "number") {
    return Number.isFinite(value) && !Object.is(value, -0);
  }
  return (
    typeof value !== "object" ||
    value === null ||
    Object.values(value).every(isHeldByJson)
  );
}

/** A shared type from its JSON. */
export function typeFrom({ text }: KnownType): NamedType {
  return JSON.parse(text) as NamedType;
}
