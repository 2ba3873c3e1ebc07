import { compareCodePoints, ownMember } from "../json.js";
import type { ChangeClass, ValueRole } from "./change-class.js";
import type {
  CompactObject,
  CompactProcess,
  CompactType,
} from "./compact-model.js";
import { offerChanges } from "./offer-changes.js";
import { propertiesOf, type Property } from "./properties.js";
import { termChanges } from "./term-changes.js";
import { typeChanges, type Sides } from "./type-changes.js";
import type { Scope } from "./type-parts.js";
import { nameText } from "./type-text.js";
import { optionalChanges, type ValueChange } from "./value-change.js";

/** The types that references of each side lead to. */
export interface Scopes {
  readonly before: Scope;
  readonly after: Scope;
}

/** A change, and whether something came or went by it. */
export interface KindOfChange extends ValueChange {
  readonly kind: "added" | "changed" | "removed";
}

/** What changed in a process that both models have. */
export function changesWithin(
  before: CompactProcess,
  after: CompactProcess,
  named: Scopes,
): readonly KindOfChange[] {
  const inputs = valueChanges(before.inputs, after.inputs, {
    role: "input",
    ...named,
  });
  const outputs = valueChanges(
    allRequired(before.outputs),
    allRequired(after.outputs),
    { role: "output", ...named },
  );
  const { terms: old } = before;
  const { terms: now } = after;
  return [
    ...nameChanges(before, after),
    ...(old && now ? offerChanges(old, now).map(changed) : []),
    ...inputs,
    ...outputs,
    ...(old && now
      ? [
          ...valueTermChanges(before, after, "input", inputs),
          ...valueTermChanges(before, after, "output", outputs),
        ].map(changed)
      : []),
  ];
}

function changed<Found extends object>(
  found: Found,
): Found & { readonly kind: "changed" } {
  return { kind: "changed", ...found };
}

/** What changed in the terms of the values that both have. */
function valueTermChanges(
  before: CompactProcess,
  after: CompactProcess,
  role: ValueRole,
  told: readonly ValueChange[],
): readonly ValueChange[] {
  const group = role === "input" ? "inputs" : "outputs";
  const old = before.terms?.[group] ?? {};
  const now = after.terms?.[group] ?? {};
  return Object.keys(valuesOf(before, role))
    .filter((name) => Object.hasOwn(valuesOf(after, role), name))
    .sort(compareCodePoints)
    .flatMap((name) =>
      termChanges(
        `${role} ${nameText(name)}`,
        ownMember(old.values ?? {}, name) ?? {},
        ownMember(now.values ?? {}, name) ?? {},
        {
          role,
          before: old.definitions,
          after: now.definitions,
          told,
          wasOptional: Object.hasOwn(before.inputs.optional, name),
        },
      ),
    );
}

function valuesOf(
  { inputs, outputs }: CompactProcess,
  role: ValueRole,
): Readonly<Record<string, CompactType>> {
  return role === "input"
    ? { ...inputs.required, ...inputs.optional }
    : outputs;
}

function nameChanges(
  before: CompactProcess,
  after: CompactProcess,
): readonly KindOfChange[] {
  const renamed = (
    what: string,
    old: string,
    now: string,
    changeClass: ChangeClass,
  ): readonly KindOfChange[] =>
    old === now
      ? []
      : [
          {
            kind: "changed",
            class: changeClass,
            path: what,
            text: `${what} is now ${now}, was ${old}`,
          },
        ];
  return [
    ...renamed(
      "version",
      before.version ?? "not given",
      after.version ?? "not given",
      "documentation",
    ),
    ...renamed("function", before.function, after.function, "compile-time"),
    ...renamed(
      "type of the inputs",
      before.interfaces[0],
      after.interfaces[0],
      "compile-time",
    ),
    ...renamed(
      "type of the outputs",
      before.interfaces[1],
      after.interfaces[1],
      "compile-time",
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
    return [
      {
        kind: "removed",
        class: "compile-time",
        path,
        whole: true,
        text: path,
      },
    ];
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
  const added = { kind: "added", path, whole: true } as const;
  if (role === "output") return { ...added, class: "additive", text: path };
  return {
    ...added,
    class: optional ? "additive" : "compile-time",
    text: `${path}, ${optional ? "optional" : "required"}`,
  };
}
