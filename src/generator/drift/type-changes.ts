import type { ValueRole } from "./change-class.js";
import { isAssignable, misfits, recursivePair } from "./assignable.js";
import type { CompactObject, CompactType } from "./compact-model.js";
import { propertiesOf, type Property } from "./properties.js";
import { splitType, type Scope } from "./type-parts.js";
import { nameText, partsText, typeText } from "./type-text.js";
import {
  optionalChanges,
  typeClass,
  type ValueChange,
} from "./value-change.js";

/** What is compared. */
export interface Sides {
  readonly role: ValueRole;
  readonly before: Scope;
  readonly after: Scope;
}

/** Pairs of recursive types whose changes are being reported. */
type Within = readonly string[];

/**
 * What changed in the type of a value, down to the property that differs.
 *
 * @param path - Name of the value, such as `config.bands[]`.
 */
export function typeChanges(
  path: string,
  before: CompactType,
  after: CompactType,
  sides: Sides,
  within: Within = [],
): readonly ValueChange[] {
  const { wider, narrower } = relation(before, after, sides);
  if (wider && narrower) return [];
  const pair = recursivePair(before, after);
  if (pair !== undefined && within.includes(pair)) return [];
  const inner = pair === undefined ? within : [...within, pair];
  const detail = details(path, before, after, sides, inner);
  if (detail !== undefined) return detail;
  return [
    {
      class: typeClass(sides.role === "input" ? !wider : !narrower),
      path,
      whole: true,
      text: `${path} changed from ${typeText(before)} to ${typeText(after)}`,
    },
  ];
}

function relation(
  before: CompactType,
  after: CompactType,
  sides: Sides,
): { readonly wider: boolean; readonly narrower: boolean } {
  const open = sides.role === "output";
  return {
    wider: isAssignable(before, after, {
      from: sides.before,
      to: sides.after,
      open,
    }),
    narrower: isAssignable(after, before, {
      from: sides.after,
      to: sides.before,
      open,
    }),
  };
}

/** What differs in parts of the type; undefined if only the whole type can be reported. */
function details(
  path: string,
  before: CompactType,
  after: CompactType,
  sides: Sides,
  within: Within,
): readonly ValueChange[] | undefined {
  const open = sides.role === "output";
  const gained = misfits(after, before, {
    from: sides.after,
    to: sides.before,
    open,
  });
  const lost = misfits(before, after, {
    from: sides.before,
    to: sides.after,
    open,
  });
  const inner = pairChanges(path, lost, gained, before, after, sides, within);
  return inner ?? alternativeChanges(path, lost, gained, sides.role);
}

/** What changed inside an object or list that replaced another. */
function pairChanges(
  path: string,
  lost: readonly CompactType[],
  gained: readonly CompactType[],
  before: CompactType,
  after: CompactType,
  sides: Sides,
  within: Within,
): readonly ValueChange[] | undefined {
  const left = lone(lost) ?? loneStructure(before, sides.before);
  const right = lone(gained) ?? loneStructure(after, sides.after);
  if (lost.length > 1 || gained.length > 1) return undefined;
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === "string" || typeof right === "string") return undefined;
  if ("array" in left && "array" in right) {
    return typeChanges(`${path}[]`, left.array, right.array, sides, within);
  }
  if ("required" in left && "required" in right) {
    return objectChanges(path, left, right, sides, within);
  }
  return undefined;
}

function lone(types: readonly CompactType[]): CompactType | undefined {
  return types.length === 1 ? types[0] : undefined;
}

/** The only object or list among the parts of a type. */
function loneStructure(
  type: CompactType,
  scope: Scope,
): CompactType | undefined {
  return lone(
    splitType(type, scope).others.filter(
      (part) =>
        typeof part === "object" && ("array" in part || "required" in part),
    ),
  );
}

function alternativeChanges(
  path: string,
  lost: readonly CompactType[],
  gained: readonly CompactType[],
  role: Sides["role"],
): readonly ValueChange[] | undefined {
  if (gained.length > 0 === lost.length > 0) return undefined;
  const input = role === "input";
  if (gained.length > 0) {
    const verb = input ? "now also takes" : "may now also be";
    return [
      {
        class: typeClass(!input),
        path,
        text: `${path} ${verb} ${partsText(gained)}`,
      },
    ];
  }
  const verb = input ? "no longer takes" : "is no longer";
  return [
    {
      class: typeClass(input),
      path,
      text: `${path} ${verb} ${partsText(lost)}`,
    },
  ];
}

function objectChanges(
  path: string,
  before: CompactObject,
  after: CompactObject,
  sides: Sides,
  within: Within,
): readonly ValueChange[] {
  const old = propertiesOf(before);
  const now = propertiesOf(after);
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return [
    ...names.flatMap((name) =>
      propertyChanges(
        `${path}.${nameText(name)}`,
        old.get(name),
        now.get(name),
        sides,
        within,
      ),
    ),
    ...additionalChanges(path, before, after, sides, within),
  ];
}

function propertyChanges(
  path: string,
  before: Property | undefined,
  after: Property | undefined,
  sides: Sides,
  within: Within,
): readonly ValueChange[] {
  const input = sides.role === "input";
  if (before === undefined) {
    if (after === undefined) return [];
    const required = input && !after.optional;
    return [
      {
        class: typeClass(required),
        path,
        whole: true,
        text: `${path} is new${required ? " and required" : ""}`,
      },
    ];
  }
  if (after === undefined) {
    return [
      {
        class: "compile-time",
        path,
        whole: true,
        text: `${path} is gone`,
      },
    ];
  }
  return [
    ...optionalChanges(path, before.optional, after.optional, sides.role),
    ...typeChanges(path, before.type, after.type, sides, within),
  ];
}

function additionalChanges(
  path: string,
  before: CompactObject,
  after: CompactObject,
  sides: Sides,
  within: Within,
): readonly ValueChange[] {
  const { additional: old } = before;
  const { additional: now } = after;
  if (old !== undefined && now !== undefined) {
    return typeChanges(`${path}.*`, old, now, sides, within);
  }
  if (old === undefined && now === undefined) return [];
  const gone = now === undefined;
  return [
    {
      class: typeClass(gone),
      path,
      text: `${path} ${gone ? "no longer has" : "now has"} properties of any name`,
    },
  ];
}
