import { canonicalJson, compareCodePoints, ownMember } from "../json.js";
import { classSuffix, isBreaking, type ChangeClass } from "./change-class.js";
import type { CompactModel, CompactProcess } from "./compact-model.js";
import { changesWithin, type Scopes } from "./process-changes.js";
import { removedTypes } from "./removed-types.js";
import { scopeOf } from "./type-parts.js";
import { nameText } from "./type-text.js";

/** One thing that changed in what callers can see. */
export interface Change {
  readonly kind: "added" | "changed" | "removed";
  /** Id of the process; absent where several are concerned. */
  readonly process?: string;
  /** What it means for programs that use the package. */
  readonly class: ChangeClass;
  /** Whether code that compiles today may fail to compile, or to run, tomorrow: see {@link ChangeClass}. */
  readonly breaking: boolean;
  /** One line, such as `~ mtr_demo_generation: input random_seed is now required (breaking at compile time)`. */
  readonly text: string;
}

const SIGNS = { added: "+", changed: "~", removed: "-" } as const;

/** What changed between two models, by meaning: order and names of inner types are ignored. */
export function compareModels(
  before: CompactModel,
  after: CompactModel,
): Change[] {
  // Comparing large unions takes long, and most processes are unchanged.
  const sameTypes =
    haveSameMembers(before.types, after.types) ||
    canonicalJson(before.types) === canonicalJson(after.types);
  const ids = union(before.processes, after.processes);
  return [
    ...ids.flatMap((id) => {
      const old = ownMember(before.processes, id);
      const now = ownMember(after.processes, id);
      const same =
        sameTypes && (old === now || canonicalJson(old) === canonicalJson(now));
      return same
        ? []
        : processChanges(id, old, now, {
            before: scopeOf(before, id),
            after: scopeOf(after, id),
          });
    }),
    ...removedTypes(before, after).map((text) =>
      change("removed", undefined, "compile-time", text),
    ),
  ];
}

function haveSameMembers(
  left: CompactModel["types"],
  right: CompactModel["types"],
): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => left[name] === right[name])
  );
}

function processChanges(
  id: string,
  before: CompactProcess | undefined,
  after: CompactProcess | undefined,
  scopes: Scopes,
): readonly Change[] {
  if (before === undefined) {
    return [change("added", id, "additive", `process ${nameText(id)}`)];
  }
  if (after === undefined) {
    return [change("removed", id, "compile-time", `process ${nameText(id)}`)];
  }
  return changesWithin(before, after, scopes).map((found) =>
    change(found.kind, id, found.class, `${nameText(id)}: ${found.text}`),
  );
}

function change(
  kind: Change["kind"],
  process: string | undefined,
  changeClass: ChangeClass,
  text: string,
): Change {
  return {
    kind,
    ...(process === undefined ? {} : { process }),
    class: changeClass,
    breaking: isBreaking(changeClass),
    text: `${SIGNS[kind]} ${text}${classSuffix(changeClass)}`,
  };
}

function union(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(
    compareCodePoints,
  );
}
