import type { TypeExpression } from "./service-model.js";
import { innerTypes } from "./type-uses.js";

/** A definition with more parts than this gets a name, so that it is printed once only. */
export const MAXIMUM_WEIGHT = 100;

const KNOWN = new WeakMap<TypeExpression, number>();

/**
 * How many parts a type has when it is printed. Types share their parts: a
 * small description can make a type whose text is too large to print.
 */
export function weightOf(type: TypeExpression): number {
  const weight = KNOWN.get(type) ?? 1 + weightOfParts(type);
  KNOWN.set(type, weight);
  return weight;
}

function weightOfParts(type: TypeExpression): number {
  return innerTypes(type).reduce((total, inner) => total + weightOf(inner), 0);
}
