import type { Spend } from "../schema/limits.js";
import { compareCodePoints } from "../json.js";
import type { CleanSchema } from "../schema/json-schema.js";
import {
  annotationsOf,
  hasStructure,
  isComposed,
} from "../schema/keyword-roles.js";
import { schemaText } from "../schema/runtime-type.js";
import { keyOf, TAG, tagSchema } from "../schema/tags.js";
import {
  bothDemands,
  demandsIn,
  demandsOf,
  withDemands,
  type Demands,
} from "./demands.js";
import { mergeSchemas } from "./merge-schemas.js";

/** The definitions that the references of a process lead to, by key. */
export type Definitions = ReadonlyMap<string, CleanSchema>;

/** Why no value, or any value, is allowed for a composition: its parts contradict each other, or its branches multiply. */
export type Openness = "contradiction" | "too-many";

/** Reports that no value, or any value, is allowed for a composition. */
export type ReportOpen = (reason: Openness) => void;

/**
 * A schema as a list of alternatives, none of which has a composition at its
 * top: `allOf` is merged, `oneOf` and `anyOf` are spread out, and the keywords
 * beside them are merged into each branch. A schema that is nothing but a
 * reference stays one. `spend` counts the work, which references can multiply.
 */
export function alternativesOf(
  schema: CleanSchema,
  definitions: Definitions,
  onOpen: ReportOpen,
  spend: Spend,
): readonly CleanSchema[] {
  if (schema.$ref === undefined && !isComposed(schema)) {
    spend(1);
    return [schema];
  }
  const spreader = new Spreader(definitions, onOpen, spend);
  return spreader.spread(schema, new Set());
}

/** Nobody reads a type of more alternatives than this: the schema then allows any value. */
const MAXIMUM_ALTERNATIVES = 64;

const OPEN: readonly CleanSchema[] = [{}];

/** The schema that no value satisfies. */
const NOTHING: readonly CleanSchema[] = [{ not: {} }];

class Spreader {
  readonly #definitions: Definitions;
  readonly #onOpen: ReportOpen;
  readonly #spend: Spend;

  constructor(definitions: Definitions, onOpen: ReportOpen, spend: Spend) {
    this.#definitions = definitions;
    this.#onOpen = onOpen;
    this.#spend = spend;
  }

  spread(
    schema: CleanSchema,
    following: ReadonlySet<string>,
  ): readonly CleanSchema[] {
    this.#spend(1);
    const tagged = taggedReference(schema);
    if (tagged !== undefined) return [tagged];
    const { $ref, oneOf, anyOf, allOf, ...own } = schema;
    const parts: (readonly CleanSchema[])[] = [];
    if (hasStructure(own) || requires(own)) parts.push([own]);
    if ($ref !== undefined) parts.push([{ $ref }]);
    for (const part of allOf ?? []) {
      if (hasStructure(part) || requires(part)) parts.push([part]);
    }
    let demands: Demands | undefined;
    for (const branches of [oneOf, anyOf]) {
      if (branches === undefined) continue;
      const found = demandsOf(branches);
      demands = bothDemands(demands, found);
      if (found === undefined) parts.push(branches);
    }
    if (demands !== undefined) {
      return this.#mergeParts(parts, own, following).map((alternative) =>
        withDemands(alternative, bothDemands(demandsIn(alternative), demands)),
      );
    }
    const [first, second] = parts;
    if (first === undefined) return [own];
    if (parts.length === 1) return this.#spreadAlone(first, own, following);
    if (parts.length === 2 && second !== undefined && first[0] === own) {
      // `{type: object, allOf: [{$ref: ...}]}` is what the reference leads to.
      const [only] = second.length === 1 ? second : [];
      if (only !== undefined && this.#isSaidBy(own, only)) {
        return this.#spreadAlone(second, own, following);
      }
    }
    return this.#mergeParts(parts, own, following);
  }

  /** Whether a reference leads to a schema that says all that another says beside it, which is only a type. */
  #isSaidBy({ type, required, ...own }: CleanSchema, branch: CleanSchema) {
    if (!isReferenceAlone(branch) || branch.$ref === undefined) return false;
    const target = this.#definitions.get(keyOf(branch.$ref));
    return (
      required === undefined && !hasStructure(own) && type === target?.type
    );
  }

  /** The alternatives of the only part that affects the type: nothing has to be merged. */
  #spreadAlone(
    branches: readonly CleanSchema[],
    own: CleanSchema,
    following: ReadonlySet<string>,
  ): readonly CleanSchema[] {
    const around = annotationsOf(own);
    const inherited = branches.length > 1 ? withoutTitle(around) : around;
    return branches.flatMap((branch) => {
      if (isReferenceAlone(branch)) return [branch];
      if (branch.$ref === undefined && !isComposed(branch)) {
        return [{ ...inherited, ...branch }];
      }
      return this.spread(branch, following);
    });
  }

  #mergeParts(
    parts: readonly (readonly CleanSchema[])[],
    own: CleanSchema,
    following: ReadonlySet<string>,
  ): readonly CleanSchema[] {
    let merged: readonly CleanSchema[] = [withoutTitle(annotationsOf(own))];
    for (const branches of parts) {
      const next = withoutLimits(branches)
        .flatMap((branch) => this.#resolved(branch, following))
        .flatMap((branch) => {
          this.#spend(merged.length * (1 + sizeOf(branch)));
          const both = merged.map((base) => mergeSchemas(base, branch));
          return both.filter((schema) => schema !== undefined);
        });
      if (next.length === 0) {
        this.#onOpen("contradiction");
        return NOTHING;
      }
      if (next.length > MAXIMUM_ALTERNATIVES) {
        this.#onOpen("too-many");
        return OPEN;
      }
      merged = next;
    }
    // The title is that of the whole, not of each of several alternatives.
    const { title } = own;
    return title === undefined || merged.length > 1
      ? merged
      : merged.map((alternative) => ({ ...alternative, title }));
  }

  /** The alternatives of a branch, none of which is a reference: only the targets of references can be merged. */
  #resolved(
    branch: CleanSchema,
    following: ReadonlySet<string>,
  ): readonly CleanSchema[] {
    if (branch.$ref === undefined) return this.#resolvedAll(branch, following);
    const key = keyOf(branch.$ref);
    if (following.has(key)) return OPEN;
    const beside = taggedAgain(withoutReference(branch));
    const target = this.#definitions.get(key) ?? {};
    // The cost grows with the length of the chain of references, so that no chain can exhaust the stack.
    this.#spend(8 * following.size);
    const inside = new Set([...following, key]);
    // What is merged with something else is another structure: it does not have the target's title.
    return this.#resolvedAll({ allOf: [beside, withoutTitle(target)] }, inside);
  }

  #resolvedAll(
    schema: CleanSchema,
    following: ReadonlySet<string>,
  ): readonly CleanSchema[] {
    return this.spread(schema, following).flatMap((alternative) =>
      alternative.$ref === undefined
        ? [alternative]
        : this.#resolved(alternative, following),
    );
  }
}

/** A reference with the tag that a rule has put beside it; undefined for any other schema. */
function taggedReference(schema: CleanSchema): CleanSchema | undefined {
  const [branch, tag, ...others] = schema.allOf ?? [];
  if (tag?.[TAG] === undefined || branch === undefined) return undefined;
  return others.length === 0 && isReferenceAlone(branch)
    ? { ...branch, [TAG]: tag[TAG] }
    : undefined;
}

/** How much work it is to merge a schema into another. */
function sizeOf(schema: CleanSchema): number {
  return (
    Object.keys(schema.properties ?? {}).length + (schema.enum?.length ?? 0)
  );
}

/**
 * A text that is equal for compositions of the same parts, however often they
 * are repeated or nested; undefined where no references are merged.
 */
export function mergedReferences(schema: CleanSchema): string | undefined {
  if (schema.$ref === undefined && !isComposed(schema)) return undefined;
  if (isReferenceAlone(schema)) return undefined;
  const parts = [...new Set(allOfParts(schema).map(schemaText))].sort(
    compareCodePoints,
  );
  return parts.some((part) => part.includes('"$ref":'))
    ? parts.join()
    : undefined;
}

/** The parts of `allOf` at any depth, without annotations. */
function allOfParts(schema: CleanSchema): readonly CleanSchema[] {
  const { allOf, ...own } = schema;
  return [
    ...(hasStructure(own) || requires(own) ? [own] : []),
    ...(allOf ?? []).flatMap(allOfParts),
  ];
}

function isReferenceAlone(schema: CleanSchema): boolean {
  return (
    schema.$ref !== undefined &&
    !isComposed(schema) &&
    !requires(schema) &&
    !hasStructure(withoutReference(schema))
  );
}

/** A reference that is merged after all has its tag in a schema beside it. */
function taggedAgain(schema: CleanSchema): CleanSchema {
  const { [TAG]: tag, ...rest } = schema;
  return tag === undefined ? schema : { allOf: [rest, tagSchema(tag)] };
}

function withoutTitle({ title: _, ...rest }: CleanSchema): CleanSchema {
  return rest;
}

function withoutReference({ $ref: _, ...rest }: CleanSchema): CleanSchema {
  return rest;
}

/**
 * The branches of a choice, with one open branch in place of those that only
 * restrict values (`{minProperties: 1}`): as far as types can express it, such a
 * branch admits every value that the schema around it admits.
 */
function withoutLimits(
  branches: readonly CleanSchema[],
): readonly CleanSchema[] {
  if (branches.length === 1) return branches;
  const isLimit = (branch: CleanSchema) =>
    !hasStructure(branch) && !requires(branch);
  return branches.some(isLimit)
    ? [...branches.filter(hasStructure), ...OPEN]
    : branches;
}

/** Whether a schema requires properties; alone, this changes only types of objects that other parts describe. */
function requires(schema: CleanSchema): boolean {
  return schema.required !== undefined && schema.required.length > 0;
}
