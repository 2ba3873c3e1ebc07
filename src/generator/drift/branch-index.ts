import type { CompactType } from "./compact-model.js";
import { splitType, type Scope } from "./type-parts.js";

/**
 * The branches of a wide union, found by what a type must have to be assignable
 * to them. Without the index, comparing two unions of thousands of
 * branches takes minutes.
 *
 * A branch has necessary marks (a property that must be there, the value of a
 * tag); a type offers all marks that it could be asked for. A branch is filed
 * under the rarest of its marks, so that few branches share a key.
 */
export class BranchIndex {
  readonly #branches: readonly CompactType[];
  readonly #from: Scope;
  readonly #filed = new Map<string, CompactType[]>();
  /** Branches without any necessary mark. */
  readonly #open: CompactType[] = [];

  /**
   * @param from - Scope of the types that are looked up.
   * @param to - Scope of the branches.
   */
  constructor(branches: readonly CompactType[], from: Scope, to: Scope) {
    this.#branches = branches;
    this.#from = from;
    const marks = branches.map((branch) => necessaryMarks(branch, to, DEPTH));
    const counts = new Map<string, number>();
    for (const mark of marks.flat()) {
      counts.set(mark, (counts.get(mark) ?? 0) + 1);
    }
    for (const [index, branch] of branches.entries()) {
      const mark = rarest(marks[index] ?? [], counts);
      if (mark === undefined) this.#open.push(branch);
      else this.#file(mark, branch);
    }
  }

  /** Branches that a type may be assignable to; it is assignable to no other. */
  candidates(type: CompactType): readonly CompactType[] {
    const marks = offeredMarks(type, this.#from, DEPTH);
    if (marks === undefined) return this.#branches;
    const filed = [...new Set(marks)].flatMap(
      (mark) => this.#filed.get(mark) ?? [],
    );
    return [...this.#open, ...filed];
  }

  #file(mark: string, branch: CompactType): void {
    const there = this.#filed.get(mark);
    if (there === undefined) this.#filed.set(mark, [branch]);
    else there.push(branch);
  }
}

/** Levels of properties that are searched for marks. */
const DEPTH = 2;

function rarest(
  marks: readonly string[],
  counts: ReadonlyMap<string, number>,
): string | undefined {
  const count = (mark: string) => counts.get(mark) ?? 0;
  let found: string | undefined;
  for (const mark of marks) {
    if (found === undefined || count(mark) < count(found)) found = mark;
  }
  return found;
}

/** What every type must offer that is assignable to a branch. */
function necessaryMarks(
  branch: CompactType,
  scope: Scope,
  depth: number,
): readonly string[] {
  if (typeof branch === "string") return branch === "unknown" ? [] : [branch];
  const inside = (path: string, type: CompactType) =>
    depth > 0
      ? necessaryInside(type, scope, depth - 1).map((mark) => path + mark)
      : [];
  if ("array" in branch) return ["list", ...inside("[] ", branch.array)];
  if ("tuple" in branch) {
    return [
      "tuple",
      ...branch.tuple.flatMap((type, index) => inside(`${index} `, type)),
    ];
  }
  if ("required" in branch) {
    return [
      "object",
      ...Object.entries(branch.required).flatMap(([name, type]) => [
        property(name),
        ...inside(property(name), type),
      ]),
    ];
  }
  return [JSON.stringify(branch)];
}

/** A union has no necessary marks; a reference may be recursive, so that its target has none either. */
function necessaryInside(
  type: CompactType,
  scope: Scope,
  depth: number,
): readonly string[] {
  if (typeof type === "object" && "ref" in type) return [];
  const { literals, others } = splitType(type, scope);
  if (others.includes("unknown")) return [];
  if (literals.size + others.length !== 1) return [];
  const [literal] = literals;
  const [other] = others;
  return other === undefined
    ? [JSON.stringify(literal)]
    : necessaryMarks(other, scope, depth);
}

/** All marks that a type has; undefined for a type without values, which is assignable to all others. */
function offeredMarks(
  type: CompactType,
  scope: Scope,
  depth: number,
): readonly string[] | undefined {
  if (type === "never") return undefined;
  if (typeof type === "string") return [type];
  const nested: [path: string, type: CompactType][] = [];
  const marks: string[] = [];
  if ("array" in type) {
    marks.push("list");
    nested.push(["[] ", type.array]);
  } else if ("tuple" in type) {
    marks.push("list", "tuple");
    const [first = type.rest] = type.tuple;
    if (first === undefined) return undefined;
    nested.push(["[] ", first]);
    type.tuple.forEach((part, index) => nested.push([`${index} `, part]));
  } else if ("required" in type) {
    marks.push("object", ...Object.keys(type.required).map(property));
    for (const [name, part] of Object.entries(type.required)) {
      nested.push([property(name), part]);
    }
  } else return [JSON.stringify(type)];
  for (const [path, part] of depth > 0 ? nested : []) {
    const inner = offeredInside(part, scope, depth - 1);
    if (inner === undefined) return undefined;
    for (const mark of inner) marks.push(path + mark);
  }
  return marks;
}

/** All parts of a type must be assignable, so that the marks of one part are enough. */
function offeredInside(
  type: CompactType,
  scope: Scope,
  depth: number,
): readonly string[] | undefined {
  const { literals, others } = splitType(type, scope);
  const [literal] = literals;
  if (literal !== undefined) return [JSON.stringify(literal), typeof literal];
  const [other] = others;
  return other === undefined ? undefined : offeredMarks(other, scope, depth);
}

function property(name: string): string {
  return `.${JSON.stringify(name)} `;
}
