import type { ProcessTerms } from "./terms.js";
import type { ValueChange } from "./value-change.js";
import { nameText } from "./type-text.js";

/** Members of a description that list what a process can be asked for, each with its standard's name. */
const OFFERS = ["jobControlOptions", "outputTransmission"] as const;

/**
 * What changed in what a process can be asked for (OGC 18-062r2, sections 7.10 and 7.11.2), and in its
 * documentation. A description that says nothing offers what is unknown: no call can rely on it.
 */
export function offerChanges(
  before: ProcessTerms,
  after: ProcessTerms,
): readonly ValueChange[] {
  return [
    ...OFFERS.flatMap((member) =>
      listChanges(member, before[member], after[member]),
    ),
    ...textChanges(before.texts ?? {}, after.texts ?? {}),
  ];
}

function listChanges(
  member: string,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): readonly ValueChange[] {
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    const state =
      after === undefined
        ? "no longer given"
        : `now given: ${after.map(nameText).join(", ")}`;
    return [
      {
        class: "documentation",
        path: member,
        text: `${member} is ${state}`,
      },
    ];
  }
  return [
    ...before
      .filter((option) => !after.includes(option))
      .map((option): ValueChange => ({
        class: "run-time",
        path: member,
        text: `${member} no longer has ${nameText(option)}`,
      })),
    ...after
      .filter((option) => !before.includes(option))
      .map((option): ValueChange => ({
        class: "additive",
        path: member,
        text: `${member} now has ${nameText(option)}`,
      })),
  ];
}

function textChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly ValueChange[] {
  return ["title", "description", "keywords", "links"]
    .filter((name) => before[name] !== after[name])
    .map((name) => ({
      class: "documentation",
      path: name,
      text: `${name} changed`,
    }));
}
