import { canonicalJson, compareCodePoints, ownMember } from "../json.js";
import type {
  CompactModel,
  CompactObject,
  CompactProcess,
  CompactType,
} from "./compact-model.js";
import { propertiesOf, type Property } from "./properties.js";
import { removedTypes } from "./removed-types.js";
import {
  optionalChanges,
  typeChanges,
  type Sides,
  type ValueChange,
} from "./type-changes.js";
import { scopeOf, type Scope } from "./type-parts.js";
import { nameText } from "./type-text.js";

/** One thing that changed in what callers can see. */
export interface Change {
  readonly kind: "added" | "changed" | "removed";
  /** Id of the process; absent where several are concerned. */
  readonly process?: string;
  /** Whether code that compiles today may fail to compile, or to run, tomorrow. */
  readonly breaking: boolean;
  /** One line, such as `~ mtr_demo_generation: input random_seed is now required (breaking)`. */
  readonly text: string;
}

const SIGNS = { added: "+", changed: "~", removed: "-" } as const;

/** What changed between two models, by meaning: order, texts and names of inner types are ignored. */
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
        : processChanges(id, old, now, scopes(before, after, id));
    }),
    ...removedTypes(before, after).map((text): Change => ({
      kind: "removed",
      breaking: true,
      text: `${SIGNS.removed} ${text} (breaking)`,
    })),
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

interface Scopes {
  readonly before: Scope;
  readonly after: Scope;
}

function scopes(before: CompactModel, after: CompactModel, id: string): Scopes {
  return { before: scopeOf(before, id), after: scopeOf(after, id) };
}

function processChanges(
  id: string,
  before: CompactProcess | undefined,
  after: CompactProcess | undefined,
  named: Scopes,
): readonly Change[] {
  if (before === undefined) {
    return [change("added", id, false, `process ${nameText(id)}`)];
  }
  if (after === undefined) {
    return [change("removed", id, true, `process ${nameText(id)}`)];
  }
  const changes = [
    ...nameChanges(before, after),
    ...valueChanges(before.inputs, after.inputs, { role: "input", ...named }),
    ...valueChanges(allRequired(before.outputs), allRequired(after.outputs), {
      role: "output",
      ...named,
    }),
  ];
  return changes.map(({ kind, breaking, text }) =>
    change(kind, id, breaking, `${nameText(id)}: ${text}`),
  );
}

interface KindOfChange extends ValueChange {
  readonly kind: Change["kind"];
}

function nameChanges(
  before: CompactProcess,
  after: CompactProcess,
): readonly KindOfChange[] {
  const renamed = (
    what: string,
    old: string,
    now: string,
    breaking: boolean,
  ): readonly KindOfChange[] =>
    old === now
      ? []
      : [
          {
            kind: "changed",
            breaking,
            text: `${what} is now ${now}, was ${old}`,
          },
        ];
  return [
    ...renamed(
      "version",
      before.version ?? "not given",
      after.version ?? "not given",
      false,
    ),
    ...renamed("function", before.function, after.function, true),
    ...renamed(
      "type of the inputs",
      before.interfaces[0],
      after.interfaces[0],
      true,
    ),
    ...renamed(
      "type of the outputs",
      before.interfaces[1],
      after.interfaces[1],
      true,
    ),
  ];
}

/** Outputs as an object of which all properties are required. */
function allRequired(
  outputs: Readonly<Record<string, CompactType>>,
): CompactObject {
  return { required: outputs, optional: {} };
}

function valueChanges(
  before: CompactObject,
  after: CompactObject,
  sides: Sides,
): readonly KindOfChange[] {
  const old = propertiesOf(before);
  const now = propertiesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort(compareCodePoints)
    .flatMap((name) => oneValue(name, old.get(name), now.get(name), sides));
}

function oneValue(
  name: string,
  before: Property | undefined,
  after: Property | undefined,
  sides: Sides,
): readonly KindOfChange[] {
  const path = `${sides.role} ${nameText(name)}`;
  if (before === undefined) {
    return after === undefined ? [] : [addedValue(path, after, sides)];
  }
  if (after === undefined) {
    return [{ kind: "removed", breaking: true, text: path }];
  }
  return [
    ...optionalChanges(path, before.optional, after.optional, sides.role),
    ...typeChanges(path, before.type, after.type, sides),
  ].map((found) => ({ kind: "changed", ...found }));
}

function addedValue(
  path: string,
  { optional }: Property,
  { role }: Sides,
): KindOfChange {
  if (role === "output") return { kind: "added", breaking: false, text: path };
  return {
    kind: "added",
    breaking: !optional,
    text: `${path}, ${optional ? "optional" : "required"}`,
  };
}

function change(
  kind: Change["kind"],
  process: string,
  breaking: boolean,
  text: string,
): Change {
  const suffix = breaking ? " (breaking)" : "";
  return {
    kind,
    process,
    breaking,
    text: `${SIGNS[kind]} ${text}${suffix}`,
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
