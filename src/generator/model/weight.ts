import type { TypeExpression } from "./service-model.js";

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
  switch (type.kind) {
    case "array":
      return weightOf(type.element);
    case "tuple":
      return sum(type.rest ? [...type.elements, type.rest] : type.elements);
    case "union":
      return sum(type.members);
    case "object":
      return (
        sum(type.properties.map((property) => property.type)) +
        (type.additional === undefined ? 0 : weightOf(type.additional))
      );
    case "tagged":
      return weightOf(type.base) + weightOf(type.value);
    case "keyword":
    case "literal":
    case "reference":
    case "runtime":
      return 0;
  }
}

function sum(types: readonly TypeExpression[]): number {
  return types.reduce((total, type) => total + weightOf(type), 0);
}
