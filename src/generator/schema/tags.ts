import { canonicalJson, type Json } from "../json.js";
import type { CleanSchema } from "./json-schema.js";

/** A tag of a discriminated union: the property that tells its branches apart, and the values that it has in one. */
export interface Tag {
  readonly property: string;
  readonly values: readonly Json[];
}

/**
 * Marks the part of a branch that only says which values its tag has, and that
 * it must be there. Only a rule sets the mark. Types print such a branch as the
 * type that it refers to, with the tag.
 */
export const TAG: unique symbol = Symbol("tag");

/** What a schema says by itself of a property that tags values. */
export interface OwnTag {
  /** The values that the schema lists for the property; undefined where some value is not tied to a list. */
  readonly values: readonly Json[] | undefined;
  /** Whether every value must have the property. */
  readonly isRequired: boolean;
}

/** Finds a definition by its key. */
export type FindDefinition = (key: string) => CleanSchema | undefined;

/** The schema of a tag alone. */
export function tagSchema({ property, values }: Tag): CleanSchema {
  const isText = values.every((value) => typeof value === "string");
  return {
    type: "object",
    properties: {
      [property]: { ...(isText ? { type: "string" } : {}), enum: values },
    },
    required: [property],
  };
}

/** The key of the definition that a reference of a cleaned schema leads to. */
export function keyOf(reference: string): string {
  return reference.slice("#/$defs/".length);
}

/** What a schema says of a tag: in its properties, its parts, its branches, or what it refers to. */
export function ownTag(
  schema: CleanSchema,
  property: string,
  find: FindDefinition,
  following: readonly string[] = [],
): OwnTag {
  const inside = (part: CleanSchema) => ownTag(part, property, find, following);
  const { $ref, properties = {}, required = [], allOf = [] } = schema;
  const tag = Object.hasOwn(properties, property)
    ? properties[property]
    : undefined;
  const parts: OwnTag[] = [
    {
      values: tag === undefined ? undefined : valuesOf(tag, find, following),
      isRequired: required.includes(property),
    },
    ...allOf.map(inside),
  ];
  if ($ref !== undefined) {
    const key = keyOf($ref);
    const target = following.includes(key) ? undefined : find(key);
    if (target !== undefined) {
      parts.push(ownTag(target, property, find, [...following, key]));
    }
  }
  for (const branches of [schema.oneOf, schema.anyOf]) {
    if (branches !== undefined) parts.push(eitherTag(branches.map(inside)));
  }
  return bothTags(parts);
}

/** What several parts say together, all of which hold. */
function bothTags(parts: readonly OwnTag[]): OwnTag {
  const [first, ...others] = parts.flatMap(({ values }) =>
    values === undefined ? [] : [values],
  );
  return {
    values: first === undefined ? undefined : others.reduce(common, first),
    isRequired: parts.some(({ isRequired }) => isRequired),
  };
}

/** What branches say, one of which holds. */
function eitherTag(branches: readonly OwnTag[]): OwnTag {
  const values = branches.map((branch) => branch.values);
  return {
    values: values.every((some) => some !== undefined)
      ? values.flat()
      : undefined,
    isRequired: branches.every(({ isRequired }) => isRequired),
  };
}

/** The values that both lists have. */
export function common(
  left: readonly Json[],
  right: readonly Json[],
): readonly Json[] {
  const known = new Set(right.map((value) => canonicalJson(value)));
  return left.filter((value) => known.has(canonicalJson(value)));
}

/** The values that a schema lists, itself or through what it refers to; undefined where it admits others. */
export function valuesOf(
  schema: CleanSchema,
  find: FindDefinition,
  following: readonly string[] = [],
): readonly Json[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined) return schema.enum;
  const inside = (part: CleanSchema) => valuesOf(part, find, following);
  if (schema.$ref !== undefined) {
    const key = keyOf(schema.$ref);
    const target = following.includes(key) ? undefined : find(key);
    return target && valuesOf(target, find, [...following, key]);
  }
  for (const part of schema.allOf ?? []) {
    const values = inside(part);
    if (values !== undefined) return values;
  }
  const branches = (schema.oneOf ?? schema.anyOf)?.map(inside);
  return branches?.every((values) => values !== undefined) === true
    ? branches.flat()
    : undefined;
}
