import type { Diagnostic } from "../diagnostic.js";
import { compareCodePoints } from "../json.js";
import { contestWarnings } from "./contest-warnings.js";
import { heldTypes, type HeldType, type ProcessClaims } from "./held-types.js";
import { settleNames } from "./name-contest.js";
import { renameReferences } from "./rename-references.js";
import { typeNameBesideReserved } from "./reserved-names.js";
import type { TypeDraft } from "./type-drafts.js";
import type { NamedType, TypeExpression } from "./service-model.js";

/** The type drafts of one process. */
export interface ProcessDrafts {
  readonly id: string;
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
}

/** The names of structures in one process, by their keys. */
type Names = ReadonlyMap<string, string>;

/** The names of all types of a service, without the types. */
export interface PlannedNames {
  /** By the id of the process. */
  readonly names: ReadonlyMap<string, Names>;
  /** The processes that have a structure, in code point order of their ids, by its key. */
  readonly holders: ReadonlyMap<string, readonly HeldType[]>;
  /** What several structures wanted to be called. */
  readonly diagnostics: readonly Diagnostic[];
}

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
export function planNames(
  processes: readonly ProcessClaims[],
  reserved: (name: string) => boolean,
  taken: ReadonlySet<string>,
): PlannedNames {
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
    names.get(one.process.id)?.set(one.claim.key, nameOf(one));
    const others = holders.get(one.claim.key);
    if (others === undefined) holders.set(one.claim.key, [one]);
    else others.push(one);
  }
  return { names, holders, diagnostics: contestWarnings(contests, nameOf) };
}

function renamed(
  type: TypeExpression,
  names: Names | undefined,
): TypeExpression {
  return renameReferences(type, (key) => names?.get(key) ?? key);
}

/** The name that a structure has in a process that has it. */
export function nameIn(
  { names }: PlannedNames,
  { process, claim }: HeldType,
): string {
  return names.get(process.id)?.get(claim.key) ?? claim.key;
}

/**
 * The declarations of the types. One that several processes have is declared
 * once, under the name that it has in the first of them. Where it has another
 * name in another one, that name is an alias.
 *
 * @param processes - Those whose own types are declared.
 * @param known - The declaration of a shared type whose first process is not one of these. Without any, the type is left out.
 */
export function declareTypes(
  planned: PlannedNames,
  processes: readonly ProcessDrafts[],
  known: (name: string) => NamedType | undefined = () => undefined,
): PlannedTypes {
  const { holders, names } = planned;
  const own = new Map<string, NamedType[]>(processes.map(({ id }) => [id, []]));
  const drafts = new Map(
    processes.map(({ id, drafts: all }) => [
      id,
      new Map(all.map((draft) => [draft.key, draft])),
    ]),
  );
  const shared: NamedType[] = [];
  const firstNames: Names = new Map(
    [...holders].flatMap(([key, [first]]) =>
      first === undefined ? [] : [[key, nameIn(planned, first)]],
    ),
  );
  for (const [key, [first, ...others]] of holders) {
    if (first === undefined) continue;
    const isShared = others.length > 0;
    const name = nameIn(planned, first);
    const draft = drafts.get(first.process.id)?.get(key);
    const scope = isShared ? firstNames : names.get(first.process.id);
    const declaration =
      draft === undefined
        ? isShared
          ? known(name)
          : undefined
        : {
            name,
            type: renamed(draft.type, scope),
            documentation: draft.documentation,
          };
    if (declaration === undefined) continue;
    if (isShared) shared.push(declaration);
    else own.get(first.process.id)?.push(declaration);
    const { documentation } = declaration;
    for (const other of others) {
      const alias = nameIn(planned, other);
      if (alias === name) continue;
      own.get(other.process.id)?.push({
        name: alias,
        type: { kind: "reference", name },
        documentation,
      });
    }
  }
  return {
    own,
    shared: byName(shared),
    rename: (type, process) => renamed(type, names.get(process)),
  };
}

function byName(types: readonly NamedType[]): readonly NamedType[] {
  return [...types].sort((left, right) =>
    compareCodePoints(left.name, right.name),
  );
}
