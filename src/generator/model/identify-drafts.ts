import type { TypeExpression } from "./service-model.js";
import { renameReferences } from "./rename-references.js";
import { strongComponents } from "./strong-components.js";
import { structureOf, type NameOf } from "./structure.js";
import { draftKey, type TypeDraft } from "./type-drafts.js";
import { typeUses } from "./type-uses.js";

/** Drafts whose keys are the same for equal types of any process. */
export interface IdentifiedDrafts {
  readonly drafts: readonly TypeDraft[];
  /** A type whose references have these keys. */
  rename(type: TypeExpression): TypeExpression;
}

/**
 * Gives recursive types keys that follow from what they are, as all other types
 * have them already, so that two processes share them. Drafts that are only a
 * reference to another one, or equal to another one, are left out.
 *
 * @param process - id of the process that the drafts belong to.
 */
export function identifyDrafts(
  drafts: readonly TypeDraft[],
  process: string,
): IdentifiedDrafts {
  if (!drafts.some(({ key }) => isOfProcess(key))) {
    return { drafts, rename: (type) => type };
  }
  const targetOf = withoutAliases(drafts);
  const printed = drafts.filter(({ type }) => type.kind !== "reference");
  const byKey = new Map(printed.map((draft) => [draft.key, draft]));
  const referencesOf = (draft: TypeDraft | undefined): readonly string[] =>
    draft === undefined
      ? []
      : [...typeUses([draft.type]).references].map(targetOf);
  const moved = movedDrafts(printed, referencesOf);
  const keys = new Map<string, string>();
  const keyOf: NameOf = (name) => {
    const target = targetOf(name);
    return keys.get(target) ?? target;
  };
  for (const component of strongComponents(moved, (key) =>
    referencesOf(byKey.get(key)),
  )) {
    const members = component.flatMap((key) => byKey.get(key) ?? []);
    const labels = labelsOf(members, targetOf, keyOf, process);
    for (const [key, label] of labels) keys.set(key, label);
  }
  const identified = new Map<string, TypeDraft>();
  for (const draft of printed) {
    const key = keyOf(draft.key);
    if (identified.has(key)) continue;
    const type = renameReferences(draft.type, keyOf);
    identified.set(key, { ...draft, key, type });
  }
  return {
    drafts: [...identified.values()],
    rename: (type) => renameReferences(type, keyOf),
  };
}

/** Keys of recursive and large types name the schema and the process that they come from; other keys follow from the structure. */
function isOfProcess(key: string): boolean {
  return key.startsWith("definition:") || key.startsWith("merged:");
}

/** The key of the draft that a reference leads to in the end: drafts that are only references are passed through. */
function withoutAliases(drafts: readonly TypeDraft[]): NameOf {
  const aliases = new Map(
    drafts.flatMap(({ key, type }) =>
      type.kind === "reference" ? [[key, type.name]] : [],
    ),
  );
  return (name) => {
    const seen = new Set<string>();
    let current = name;
    for (let next = aliases.get(current); next !== undefined;) {
      if (seen.has(current)) return current;
      seen.add(current);
      current = next;
      next = aliases.get(current);
    }
    return current;
  };
}

/** The keys of the drafts that are the process's own, and of all that lead to them. */
function movedDrafts(
  drafts: readonly TypeDraft[],
  referencesOf: (draft: TypeDraft) => readonly string[],
): readonly string[] {
  const users = new Map<string, string[]>();
  for (const draft of drafts) {
    for (const name of referencesOf(draft)) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [draft.key]);
      else known.push(draft.key);
    }
  }
  const moved = new Set<string>();
  for (const { key, type } of drafts) {
    // A reference to a draft that is left out has a key of the process, too.
    const { references } = typeUses([type]);
    if ([key, ...references].some(isOfProcess)) moved.add(key);
  }
  // A set visits what is added to it while it is walked.
  for (const key of moved) {
    for (const user of users.get(key) ?? []) moved.add(user);
  }
  return [...moved];
}

/** More rounds than this tell no types apart that a person would write. */
const MAXIMUM_ROUNDS = 40;

/**
 * Keys of types that refer to each other: the same for the same types, in
 * whatever process and order they come. In each round, types are told apart by
 * what they refer to, as far as the round before told that apart; the number of
 * rounds follows from the types alone.
 */
function labelsOf(
  drafts: readonly TypeDraft[],
  targetOf: NameOf,
  keyOf: NameOf,
  process: string,
): ReadonlyMap<string, string> {
  const ownerOf = (draft: TypeDraft) => draft.wanted ?? `in ${process}`;
  let labels: ReadonlyMap<string, string> = new Map(
    drafts.map((draft) => [draft.key, ownerOf(draft)]),
  );
  let distinct = 0;
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    const before = labels;
    const nameOf: NameOf = (name) => before.get(targetOf(name)) ?? keyOf(name);
    labels = new Map(
      drafts.map((draft) => [
        draft.key,
        draftKey(ownerOf(draft), structureOf(draft.type, nameOf)),
      ]),
    );
    const now = new Set(labels.values()).size;
    if (now === distinct) return labels;
    distinct = now;
  }
  return new Map(drafts.map(({ key }) => [key, key]));
}
