import { compareCodePoints } from "../json.js";
import { isAssignable } from "./assignable.js";
import type { CompactModel, CompactType } from "./compact-model.js";
import { scopeOf, type Scope } from "./type-parts.js";

/**
 * Exported types that are gone, or whose names another process has now, although
 * their processes still exist: a line for each. Where the type now has other names, because another process wants its
 * name for another structure, the line says them: programs import one of these.
 */
export function removedTypes(
  before: CompactModel,
  after: CompactModel,
): readonly string[] {
  const remaining = exportedTypes(after);
  const old = exportedTypes(before);
  const added = [...remaining].filter(([name]) => !old.has(name));
  return [...old]
    .filter(([name, type]) => {
      const { process } = type;
      if (process !== undefined && !Object.hasOwn(after.processes, process)) {
        return false;
      }
      const now = remaining.get(name);
      // What changed in a type that stays where it was is told at each use.
      return (
        now === undefined || (now.process !== process && !isSame(type, now))
      );
    })
    .map(([name, type]) => {
      const names = added
        .filter(([other]) => other.includes(stemOf(name)))
        .slice(0, MAXIMUM_COMPARED)
        .filter(([, other]) => isSame(type, other))
        .map(([other]) => other);
      return names.length === 0
        ? `type ${name}`
        : `type ${name}, which is now called ${names.join(", ")}`;
    })
    .sort(compareCodePoints);
}

/** Types with new names that are compared with one that is gone. */
const MAXIMUM_COMPARED = 100;

/** What the names after processes have of a name that other structures want, too: see planTypes. */
function stemOf(name: string): string {
  return name.replace(/Type$/, "") || name;
}

/** An exported type, with the id of its process; without one where several share it. */
interface Exported {
  readonly type: CompactType;
  readonly scope: Scope;
  readonly process?: string;
}

function exportedTypes(model: CompactModel): ReadonlyMap<string, Exported> {
  const exported = new Map<string, Exported>();
  for (const [name, type] of Object.entries(model.types)) {
    exported.set(name, { type, scope: scopeOf(model, "") });
  }
  for (const [id, { types }] of Object.entries(model.processes)) {
    for (const [name, type] of Object.entries(types)) {
      const scope = scopeOf(model, id);
      exported.set(name, { type, scope, process: id });
    }
  }
  return exported;
}

function isSame(left: Exported, right: Exported): boolean {
  const fits = (from: Exported, to: Exported) =>
    isAssignable(from.type, to.type, {
      from: from.scope,
      to: to.scope,
      open: false,
    });
  return fits(left, right) && fits(right, left);
}
