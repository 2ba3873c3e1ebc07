import { BranchIndex } from "./branch-index.js";
import type { CompactObject, CompactType } from "./compact-model.js";
import { ownMember } from "../json.js";
import { splitType, type Scope } from "./type-parts.js";

/** How two types are compared. */
export interface AssignabilityOptions {
  /** Scope of the narrower side. */
  readonly from: Scope;
  /** Scope of the wider side. */
  readonly to: Scope;
  /** Whether properties that the wider side does not declare are ignored: true for what callers read, false for what they write. */
  readonly open: boolean;
}

/** Whether every value of one type is a value of another; types may be recursive. */
export function isAssignable(
  from: CompactType,
  to: CompactType,
  options: AssignabilityOptions,
): boolean {
  return new Assignability(options).test(from, to);
}

/**
 * The parts of a type (of a union, an enumeration, or itself) with values
 * that are not values of another type.
 */
export function misfits(
  from: CompactType,
  to: CompactType,
  options: AssignabilityOptions,
): readonly CompactType[] {
  return new Assignability(options).misfits(from, to);
}

/** Up to so many branches, comparing each takes less time than making an index. */
const FEW = 16;

class Assignability {
  readonly #options: AssignabilityOptions;
  /** Pairs that are being compared: assumed to be assignable, so that recursion ends. */
  readonly #assumed = new Set<string>();

  constructor(options: AssignabilityOptions) {
    this.#options = options;
  }

  test(from: CompactType, to: CompactType): boolean {
    const pair = recursivePair(from, to);
    if (pair === undefined) return this.misfits(from, to).length === 0;
    if (this.#assumed.has(pair)) return true;
    this.#assumed.add(pair);
    const result = this.misfits(from, to).length === 0;
    if (!result) this.#assumed.delete(pair);
    return result;
  }

  misfits(from: CompactType, to: CompactType): readonly CompactType[] {
    const source = splitType(from, this.#options.from);
    const target = splitType(to, this.#options.to);
    if (target.others.includes("unknown")) return [];
    const branches = this.#branches(target.others);
    return [
      ...[...source.literals]
        .filter(
          (value) =>
            !target.literals.has(value) &&
            !target.others.includes(typeof value),
        )
        .map((value) => ({ enum: [value] })),
      ...source.others.filter(
        (part) => !branches(part).some((other) => this.#one(part, other)),
      ),
    ];
  }

  /** The branches that a part may be assignable to; all of them if there are few. */
  #branches(
    branches: readonly CompactType[],
  ): (part: CompactType) => readonly CompactType[] {
    if (branches.length <= FEW) return () => branches;
    const { from, to } = this.#options;
    const index = new BranchIndex(branches, from, to);
    return (part) => index.candidates(part);
  }

  /** Compares two types of which neither is a union, an enumeration or a reference that can be resolved. */
  #one(from: CompactType, to: CompactType): boolean {
    if (from === "never") return true;
    if (typeof from === "string") return from === to;
    if (typeof to === "string") return false;
    if ("runtime" in from) {
      return "runtime" in to && from.runtime === to.runtime;
    }
    if ("ref" in from) return "ref" in to && from.ref === to.ref;
    if ("array" in from) {
      return "array" in to && this.test(from.array, to.array);
    }
    if ("tuple" in from) return this.#tuple(from, to);
    if ("required" in from && "required" in to) return this.#object(from, to);
    return false;
  }

  #tuple(
    from: Extract<CompactType, { readonly tuple: unknown }>,
    to: Exclude<CompactType, string>,
  ): boolean {
    const parts = [
      ...from.tuple,
      ...(from.rest === undefined ? [] : [from.rest]),
    ];
    if ("array" in to) return parts.every((part) => this.test(part, to.array));
    if (!("tuple" in to)) return false;
    if (from.tuple.length < to.tuple.length) return false;
    if (from.rest !== undefined && to.rest === undefined) return false;
    return parts.every((part, index) => {
      const target = to.tuple[index] ?? to.rest;
      return target !== undefined && this.test(part, target);
    });
  }

  #object(from: CompactObject, to: CompactObject): boolean {
    const required = Object.entries(to.required).every(([name, target]) => {
      const source = ownMember(from.required, name);
      return source !== undefined && this.test(source, target);
    });
    const optional = Object.entries(to.optional).every(([name, target]) => {
      const source =
        ownMember(from.required, name) ?? ownMember(from.optional, name);
      return source === undefined
        ? this.#unnamed(from.additional, target)
        : this.test(source, target);
    });
    return required && optional && this.#excess(from, to);
  }

  /** Compares properties of any name with a property that only the wider side names. */
  #unnamed(additional: CompactType | undefined, target: CompactType): boolean {
    return (
      this.#options.open ||
      additional === undefined ||
      this.test(additional, target)
    );
  }

  #excess(from: CompactObject, to: CompactObject): boolean {
    const named = [
      ...Object.entries(from.required),
      ...Object.entries(from.optional),
    ].filter(
      ([name]) =>
        ownMember(to.required, name) === undefined &&
        ownMember(to.optional, name) === undefined,
    );
    const rest = from.additional === undefined ? [] : [from.additional];
    const excess = [...named.map(([, type]) => type), ...rest];
    const { additional } = to;
    if (additional === undefined) {
      return this.#options.open || excess.length === 0;
    }
    return excess.every((type) => this.test(type, additional));
  }
}

/** A key of a pair of types that recursion may reach again; undefined if neither is a reference. */
export function recursivePair(
  from: CompactType,
  to: CompactType,
): string | undefined {
  return isReference(from) || isReference(to)
    ? JSON.stringify([from, to])
    : undefined;
}

function isReference(type: CompactType): boolean {
  return typeof type === "object" && "ref" in type;
}
