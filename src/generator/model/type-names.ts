import { compareCodePoints } from "../json.js";
import { NameRegistry, typeName } from "./name-registry.js";
import { renameReferences } from "./rename-references.js";
import { GLOBAL_TYPES, PACKAGE_NAMES } from "./reserved-names.js";
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
  /** A type whose references have names instead of keys of drafts. */
  rename(type: TypeExpression): TypeExpression;
}

/** A draft, and the processes that use it under the same key. */
interface Use {
  readonly draft: TypeDraft;
  readonly processes: ProcessDrafts[];
}

/**
 * Names all types of a service before anything is printed. A type is named
 * after its title if only one structure has that title, otherwise after its
 * process and title; without a title, after its place. A titled structure that
 * two processes use is one shared type.
 *
 * @param reserved - names that no type may get.
 */
export function planTypes(
  processes: readonly ProcessDrafts[],
  reserved: Iterable<string>,
): PlannedTypes {
  const uses = collectUses(processes);
  const names = nameUses(uses, reserved);
  const rename = (type: TypeExpression) =>
    renameReferences(type, (key) => names.get(aliasedKey(key, uses)) ?? key);
  const named = (use: Use): readonly NamedType[] => {
    const { draft } = use;
    if (aliasedKey(draft.key, uses) !== draft.key) return [];
    return [
      {
        name: names.get(draft.key) ?? draft.placeName,
        type: rename(draft.type),
        documentation: draft.documentation,
      },
    ];
  };
  const all = [...uses.values()];
  const own = new Map<string, NamedType[]>(
    processes.map((process) => [process.id, []]),
  );
  for (const use of all) {
    const [process] = use.processes;
    if (process === undefined || isShared(use)) continue;
    own.get(process.id)?.push(...named(use));
  }
  return { shared: byName(all.filter(isShared).flatMap(named)), own, rename };
}

function collectUses(
  processes: readonly ProcessDrafts[],
): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>();
  for (const process of processes) {
    for (const draft of process.drafts) {
      const known = uses.get(draft.key);
      if (known === undefined) {
        uses.set(draft.key, { draft, processes: [process] });
      } else known.processes.push(process);
    }
  }
  return uses;
}

function isShared(use: Use): boolean {
  return use.processes.length > 1;
}

/** A draft that is only a reference to another one is not printed: references to it get the name of its target. */
function aliasedKey(key: string, uses: ReadonlyMap<string, Use>): string {
  if (uses.get(key)?.draft.type.kind !== "reference") return key;
  const seen = new Set<string>();
  let current = key;
  while (!seen.has(current)) {
    seen.add(current);
    const type = uses.get(current)?.draft.type;
    if (type?.kind !== "reference") return current;
    current = type.name;
  }
  return current;
}

function nameUses(
  uses: ReadonlyMap<string, Use>,
  reserved: Iterable<string>,
): ReadonlyMap<string, string> {
  const registry = new NameRegistry([
    ...reserved,
    ...GLOBAL_TYPES,
    ...PACKAGE_NAMES,
  ]);
  const printed = [...uses.values()].filter(
    ({ draft }) => aliasedKey(draft.key, uses) === draft.key,
  );
  const structures = new Map<string, number>();
  for (const { draft } of printed) {
    if (draft.title === undefined) continue;
    structures.set(draft.title, (structures.get(draft.title) ?? 0) + 1);
  }
  const names = new Map<string, string>();
  for (const use of inOrder(printed)) {
    const { draft } = use;
    const prefix = use.processes[0]?.typePrefix ?? "";
    const alone = structures.get(draft.title ?? "") === 1;
    const byPlace = typeName(draft.placeName, "Type");
    const candidates: [string, ...string[]] =
      draft.title === undefined
        ? [byPlace]
        : alone
          ? [draft.title, `${prefix}${draft.title}`]
          : [`${prefix}${draft.title}`, byPlace];
    names.set(draft.key, registry.take(...candidates));
  }
  return names;
}

/** Titled types first, then by process: the order depends only on the descriptions. */
function inOrder(uses: readonly Use[]): readonly Use[] {
  const rank = (use: Use) => (use.draft.title === undefined ? 1 : 0);
  return [...uses].sort(
    (left, right) =>
      rank(left) - rank(right) ||
      compareCodePoints(
        left.processes[0]?.id ?? "",
        right.processes[0]?.id ?? "",
      ),
  );
}

function byName(types: readonly NamedType[]): readonly NamedType[] {
  return [...types].sort((left, right) =>
    compareCodePoints(left.name, right.name),
  );
}
