import { structureOf } from "./structure.js";
import type { TypeExpression } from "./service-model.js";

/**
 * The union of types as people write it: flat, without repetitions, with `null`
 * last, and without literals of a type that is in the union itself.
 */
export function unionOf(types: readonly TypeExpression[]): TypeExpression {
  const [alone] = types;
  if (types.length === 1 && alone !== undefined) {
    // A single union was made by this function already.
    return alone.kind === "keyword" && alone.name === "unknown"
      ? UNKNOWN
      : alone;
  }
  const members = new Map<string, TypeExpression>();
  for (const type of types.flatMap(flatten)) {
    const structure = structureOf(type);
    if (!members.has(structure)) members.set(structure, type);
  }
  if (members.has(structureOf(UNKNOWN))) return UNKNOWN;
  const kept = [...members.values()].filter(
    (type) => !isNever(type) && !isLiteralOfMember(type, members),
  );
  const values = withBoolean(kept.filter((type) => !isNull(type)));
  const all = [...values, ...kept.filter(isNull)];
  const [only] = all;
  if (only === undefined) return { kind: "keyword", name: "never" };
  return all.length === 1 ? only : { kind: "union", members: all };
}

/** The type of values about which nothing is known. */
export const UNKNOWN: TypeExpression = { kind: "keyword", name: "unknown" };

/** Whether a type is null, or a union with null. */
export function includesNull(type: TypeExpression): boolean {
  return flatten(type).some(isNull);
}

function flatten(type: TypeExpression): readonly TypeExpression[] {
  return type.kind === "union" ? type.members.flatMap(flatten) : [type];
}

function isNull(type: TypeExpression): boolean {
  return type.kind === "keyword" && type.name === "null";
}

function isNever(type: TypeExpression): boolean {
  return type.kind === "keyword" && type.name === "never";
}

function isLiteralOfMember(
  type: TypeExpression,
  members: ReadonlyMap<string, TypeExpression>,
): boolean {
  // `structureOf` gives the name of a keyword.
  return type.kind === "literal" && members.has(typeof type.value);
}

function withBoolean(types: readonly TypeExpression[]): TypeExpression[] {
  const isLiteral = (type: TypeExpression, value: boolean) =>
    type.kind === "literal" && type.value === value;
  const both = [true, false].every((value) =>
    types.some((type) => isLiteral(type, value)),
  );
  if (!both) return [...types];
  const first = types.findIndex(
    (type) => isLiteral(type, true) || isLiteral(type, false),
  );
  return types.flatMap((type, index): TypeExpression[] => {
    if (index === first) return [{ kind: "keyword", name: "boolean" }];
    return isLiteral(type, true) || isLiteral(type, false) ? [] : [type];
  });
}
