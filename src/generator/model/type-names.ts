import type { Diagnostic } from "../diagnostic.js";
import { compareCodePoints } from "../json.js";
import { contestWarnings } from "./contest-warnings.js";
import { settleNames, type Choice, type Claimant } from "./name-contest.js";
import { joinedTypeName, NameRegistry } from "./name-registry.js";
import { renameReferences } from "./rename-references.js";
import { typeNameBesideReserved } from "./reserved-names.js";
import type { TypeDraft } from "./type-drafts.js";
import type { NamedType, TypeExpression } from "./service-model.js";

/** The type drafts of one process. */
export interface ProcessDrafts {
  readonly id: string;
  /** Beginning of the names of types that are this process's own. */
  readonly typePrefix: string;
  readonly drafts: readonly TypeDraft[];
}

/** Named types by the file that declares them, and the way from a draft's key to its name. */
export interface PlannedTypes {
  /** Types that two processes or more use. */
  readonly shared: readonly NamedType[];
  /** Types of one process, by its id. */
  readonly own: ReadonlyMap<string, readonly NamedType[]>;
  /** A type of a process, with names in its references instead of keys of drafts. */
  rename(type: TypeExpression, process: string): TypeExpression;
  /** What several structures wanted to be called. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A structure in a process that has it. The structure is its identity: processes that agree on its name share the type. */
export interface HeldType extends Claimant {
  readonly process: ProcessDrafts;
  readonly draft: TypeDraft;
}

/** The names of structures in one process, by their keys. */
type Names = ReadonlyMap<string, string>;

/**
 * Names all types of a service before anything is printed, so that a process
 * that is added changes no name. A type has the name that its definition or its
 * title wants, and the processes that have it share it. Only where another
 * structure wants the same name, both are named after their processes. A type
 * without such a name is named after its process and place.
 *
 * @param reserved - whether no type may have a name.
 * @param taken - names of the package that are no types of schemas.
 */
export function planTypes(
  processes: readonly ProcessDrafts[],
  reserved: (name: string) => boolean,
  taken: ReadonlySet<string>,
): PlannedTypes {
  const held = [...processes]
    .sort((left, right) => compareCodePoints(left.id, right.id))
    .flatMap((process) =>
      heldTypes(process, (name) => typeNameBesideReserved(name, reserved)),
    );
  const { nameOf, contests } = settleNames(held, taken);
  const names = new Map<string, Map<string, string>>(
    processes.map(({ id }) => [id, new Map<string, string>()]),
  );
  const holders = new Map<string, HeldType[]>();
  for (const one of held) {
    names.get(one.process.id)?.set(one.draft.key, nameOf(one));
    const others = holders.get(one.draft.key);
    if (others === undefined) holders.set(one.draft.key, [one]);
    else others.push(one);
  }
  return {
    ...declared([...holders.values()], names),
    rename: (type, process) => renamed(type, names.get(process)),
    diagnostics: contestWarnings(contests, nameOf),
  };
}

function renamed(
  type: TypeExpression,
  names: Names | undefined,
): TypeExpression {
  return renameReferences(type, (key) => names?.get(key) ?? key);
}

/**
 * The declarations of the types. One that several processes have is declared
 * once, under the name that it has in the first of them. Where it has another
 * name in another one, that name is an alias.
 */
function declared(
  structures: readonly (readonly HeldType[])[],
  names: ReadonlyMap<string, Names>,
): Pick<PlannedTypes, "own" | "shared"> {
  const own = new Map<string, NamedType[]>(
    [...names.keys()].map((id) => [id, []]),
  );
  const shared: NamedType[] = [];
  const nameIn = ({ process, draft }: HeldType) =>
    names.get(process.id)?.get(draft.key) ?? draft.key;
  const firstNames: Names = new Map(
    structures.flatMap(([first]) =>
      first === undefined ? [] : [[first.draft.key, nameIn(first)]],
    ),
  );
  for (const [first, ...others] of structures) {
    if (first === undefined) continue;
    const { type, documentation } = first.draft;
    const name = nameIn(first);
    const scope = others.length > 0 ? firstNames : names.get(first.process.id);
    const declaration = { name, type: renamed(type, scope), documentation };
    if (others.length > 0) shared.push(declaration);
    else own.get(first.process.id)?.push(declaration);
    for (const other of others) {
      const alias = nameIn(other);
      if (alias === name) continue;
      own.get(other.process.id)?.push({
        name: alias,
        type: { kind: "reference", name },
        documentation,
      });
    }
  }
  return { own, shared: byName(shared) };
}

/** The types of a process, with the names that they would have. */
function heldTypes(
  process: ProcessDrafts,
  free: (name: string) => string,
): readonly HeldType[] {
  const { typePrefix, drafts } = process;
  const rests = restsOf(process, free);
  return drafts.map((draft): HeldType => {
    const rest = rests.get(draft) ?? "";
    const { wanted } = draft;
    const choices: Choice[] = [
      // Names of processes run together with those of their inputs: the
      // process with the shorter name is more likely to have been there first.
      { name: `${typePrefix}${rest}`, rank: 1 / (1 + typePrefix.length) },
      // No name of a schema or process has this mark, so that the last choice is always free.
      { name: `${typePrefix}_${rest}`, rank: 1 },
    ];
    if (wanted !== undefined) {
      choices.unshift({ name: free(joinedTypeName(wanted, "Type")), rank: 0 });
    }
    return { identity: draft.key, process, draft, choices };
  });
}

/**
 * What follows the name of the process in the names that are given after it.
 * They follow from the process alone: types without another name come first.
 */
function restsOf(
  { drafts, typePrefix }: ProcessDrafts,
  free: (name: string) => string,
): ReadonlyMap<TypeDraft, string> {
  const registry = new NameRegistry();
  const rests = new Map<TypeDraft, string>();
  const rank = ({ wanted }: TypeDraft) => (wanted === undefined ? 0 : 1);
  const inOrder = [...drafts].sort((left, right) => rank(left) - rank(right));
  for (const draft of inOrder) {
    const { placeName, wanted, role } = draft;
    const name = free(
      joinedTypeName(
        wanted === undefined ? placeName : `${typePrefix}${wanted}`,
        "Type",
      ),
    );
    const given =
      wanted !== undefined && role === "output"
        ? registry.take(name, `${name}Output`)
        : registry.take(name);
    rests.set(
      draft,
      given.startsWith(typePrefix) ? given.slice(typePrefix.length) : given,
    );
  }
  return rests;
}

function byName(types: readonly NamedType[]): readonly NamedType[] {
  return [...types].sort((left, right) =>
    compareCodePoints(left.name, right.name),
  );
}
