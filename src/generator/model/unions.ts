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
  for (const type of types) addMembers(type, members);
  // The structure of a keyword is its name.
  if (members.has("unknown")) return UNKNOWN;
  members.delete("never");
  for (const [structure, type] of members) {
    if (isLiteralOfMember(type, members)) members.delete(structure);
  }
  const nothing = members.get("null");
  if (nothing !== undefined) {
    // It goes to the end.
    members.delete("null");
    members.set("null", nothing);
  }
  const all = withBoolean(members);
  const [only] = all;
  if (only === undefined) return { kind: "keyword", name: "never" };
  return all.length === 1 ? only : { kind: "union", members: all };
}

/** Adds what a union of a type consists of, by structure. */
function addMembers(
  type: TypeExpression,
  members: Map<string, TypeExpression>,
): void {
  if (type.kind === "union") {
    for (const member of type.members) addMembers(member, members);
    return;
  }
  const structure = structureOf(type);
  if (!members.has(structure)) members.set(structure, type);
}

/** The type of values about which nothing is known. */
export const UNKNOWN: TypeExpression = { kind: "keyword", name: "unknown" };

/** Whether a type is null, or a union with null. */
export function includesNull(type: TypeExpression): boolean {
  return type.kind === "union" ? type.members.some(includesNull) : isNull(type);
}

function isNull(type: TypeExpression): boolean {
  return type.kind === "keyword" && type.name === "null";
}

function isLiteralOfMember(
  type: TypeExpression,
  members: ReadonlyMap<string, TypeExpression>,
): boolean {
  return type.kind === "literal" && members.has(typeof type.value);
}

/** The members, with `boolean` in place of the first of its two values. */
function withBoolean(
  members: ReadonlyMap<string, TypeExpression>,
): readonly TypeExpression[] {
  const types = [...members.values()];
  const flags = [members.get("true"), members.get("false")];
  if (flags.includes(undefined)) return types;
  const at = types.findIndex((type) => flags.includes(type));
  return types.flatMap((type, index): TypeExpression[] => {
    if (index === at) return [{ kind: "keyword", name: "boolean" }];
    return flags.includes(type) ? [] : [type];
  });
}
