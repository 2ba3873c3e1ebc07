import type { CleanSchema } from "../schema/json-schema.js";
import { hasStructure } from "../schema/keyword-roles.js";
import type { TypeExpression } from "./service-model.js";
import { UNKNOWN, unionOf } from "./unions.js";

/**
 * Marks an alternative with lists of names: an object must have all properties
 * of one of the lists. The mark comes from branches that only require
 * properties, so that the alternative stays one type with one name.
 */
const DEMANDS: unique symbol = Symbol("demands");

/** The lists of names, of which a value satisfies at least one. */
export type Demands = readonly (readonly string[])[];

interface Demanding extends CleanSchema {
  readonly [DEMANDS]?: Demands;
}

/** The demands of an alternative, if it has any. */
export function demandsIn(schema: CleanSchema): Demands | undefined {
  const { [DEMANDS]: demands }: Demanding = schema;
  return demands;
}

/** More lists than this are not said: nobody reads such a type. */
const MAXIMUM_LISTS = 16;

/** What branches demand that do nothing but require properties; undefined for any other branches. */
export function demandsOf(
  branches: readonly CleanSchema[],
): Demands | undefined {
  const lists = branches.map(({ required = [], ...others }) =>
    hasStructure(others) ? [] : required,
  );
  return lists.every((names) => names.length > 0) ? lists : undefined;
}

/** What two demands say together: each list of the one with each of the other. The second is left out where these are too many. */
export function bothDemands(
  left: Demands | undefined,
  right: Demands | undefined,
): Demands | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  if (left.length * right.length > MAXIMUM_LISTS) return left;
  return left.flatMap((ours) =>
    right.map((theirs) => [...new Set([...ours, ...theirs])]),
  );
}

/** An alternative with demands; those that it had are replaced. */
export function withDemands(
  schema: CleanSchema,
  demands: Demands | undefined,
): CleanSchema {
  if (demands === undefined) return schema;
  const demanding: Demanding = { ...schema, [DEMANDS]: demands };
  return demanding;
}

/**
 * The demands of an object's schema that its type has to say: the lists of
 * names beyond those that are required anyway. Empty where nothing is demanded.
 *
 * @param object - the type of the object, with its properties.
 */
export function demandsOn(
  object: TypeExpression,
  schema: CleanSchema,
): Demands {
  const demands = demandsIn(schema);
  if (demands === undefined || object.kind !== "object") return [];
  const required = new Set(schema.required);
  const known = new Set(object.properties.map(({ name }) => name));
  const isClosed = schema.additionalProperties === false;
  const lists = demands
    .filter((names) => !isClosed || names.every((name) => known.has(name)))
    .map((names) => names.filter((name) => !required.has(name)));
  const shortest = lists.filter(
    (names, index) =>
      !lists.some(
        (other, at) => at !== index && asksLess(other, names, at < index),
      ),
  );
  const isOpen = shortest.some((names) => names.length === 0);
  return isOpen || shortest.length > MAXIMUM_LISTS ? [] : shortest;
}

/** Whether what has all names of one list may lack some of another; of two equal lists, the one that is `first`. */
function asksLess(
  names: readonly string[],
  other: readonly string[],
  first: boolean,
): boolean {
  const isPart = names.every((name) => other.includes(name));
  return isPart && (first || !other.every((name) => names.includes(name)));
}

/**
 * The type of an object that satisfies demands:
 * `(AreaBase & { bbox: number[] }) | (AreaBase & { name: string })`.
 *
 * @param base - the type of the object, or a reference to it.
 * @param object - the type of the object, with its properties.
 */
export function demandedType(
  base: TypeExpression,
  object: TypeExpression,
  demands: Demands,
): TypeExpression {
  if (object.kind !== "object" || demands.length === 0) return base;
  const types = new Map(
    object.properties.map(({ name, type }) => [name, type]),
  );
  const { additional = UNKNOWN } = object;
  return unionOf(
    demands.map((names) =>
      names.reduce<TypeExpression>(
        (type, property) => ({
          kind: "tagged",
          base: type,
          property,
          value: types.get(property) ?? additional,
        }),
        base,
      ),
    ),
  );
}
