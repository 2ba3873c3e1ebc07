import { copyExactNumbers } from "../exact-numbers.js";
import { canonicalJson, type Json } from "../json.js";
import type { CleanSchema, JsonType } from "../schema/json-schema.js";
import { annotationsOf, isComposed } from "../schema/keyword-roles.js";
import {
  cleanKeywordsWhere,
  KEYWORDS,
  type MergeWay,
} from "../schema/keywords.js";
import { INFERRED } from "../schema/inferred-type.js";
import { RUNTIME_TYPE, schemaText } from "../schema/runtime-type.js";
import { listedValues, typesOf, valuesOfTypes } from "../schema/value-types.js";
import { bothDemands, demandsIn, withDemands } from "./demands.js";

/**
 * One schema that says what two say together (`allOf`, or keywords beside a
 * branch), or undefined where no value can satisfy both. Objects are merged
 * property by property: an intersection type would be `never` too easily and
 * hard to read. Neither schema may have a reference or a composition at its top.
 */
export function mergeSchemas(
  left: CleanSchema,
  right: CleanSchema,
): CleanSchema | undefined {
  if (left[RUNTIME_TYPE] !== undefined) return { ...right, ...left };
  if (right[RUNTIME_TYPE] !== undefined) {
    // Servers put a hint such as `{type: string, format: geojson-geometry}`
    // beside a well-known schema; the well-known schema is what they mean.
    return { ...annotationsOf(left), ...right };
  }
  const said = mergeTypes(saidType(left), saidType(right));
  if (said === CONTRADICTION) return undefined;
  const values = mergeValues(left, right);
  if (values?.length === 0) return undefined;
  const {
    type: _,
    [INFERRED]: __,
    ...both
  }: CleanSchema = {
    ...right,
    ...left,
  };
  const merged: Record<string | symbol, unknown> = { ...both };
  copyExactNumbers(merged, right, left);
  if (values !== undefined) {
    merged["enum"] = values;
    delete merged["const"];
  }
  const type =
    said ?? (values === undefined ? inferredType(left, right) : undefined);
  if (type !== undefined) merged["type"] = type;
  if (type !== said) merged[INFERRED] = true;
  for (const { keyword, merge } of MERGED_KEYWORDS) {
    const ours = left[keyword];
    const theirs = right[keyword];
    if (ours !== undefined && theirs !== undefined) {
      merged[keyword] = merge(ours, theirs);
    }
  }
  if (merged["additionalProperties"] === false && mayOpen(left, right)) {
    delete merged["additionalProperties"];
  }
  return withDemands(merged, bothDemands(demandsIn(left), demandsIn(right)));
}

/** The type that the server says; not one that follows from keywords. */
function saidType(schema: CleanSchema): CleanSchema["type"] {
  return schema[INFERRED] === true ? undefined : schema.type;
}

/** The type that follows from the keywords of both; undefined where these are of different types, which JSON Schema lets stand beside each other. */
function inferredType(
  { type: left }: CleanSchema,
  { type: right }: CleanSchema,
): CleanSchema["type"] {
  if (left === undefined || right === undefined) return left ?? right;
  return left === right ? left : undefined;
}

const CONTRADICTION = Symbol("contradiction");

function mergeTypes(
  left: CleanSchema["type"],
  right: CleanSchema["type"],
): CleanSchema["type"] | typeof CONTRADICTION {
  if (left === undefined || right === undefined) return left ?? right;
  const rights = typesOf(right);
  const both = typesOf(left).flatMap((type): JsonType[] => {
    if (rights.includes(type)) return [type];
    if (type === "integer" && rights.includes("number")) return ["integer"];
    if (type === "number" && rights.includes("integer")) return ["integer"];
    return [];
  });
  const [first] = both;
  if (first === undefined) return CONTRADICTION;
  return both.length === 1 ? first : both;
}

/** The values that both schemas admit, if one of them lists values. */
function mergeValues(
  left: CleanSchema,
  right: CleanSchema,
): readonly Json[] | undefined {
  const lefts = listedValues(left);
  const rights = listedValues(right);
  if (lefts === undefined) {
    return rights === undefined
      ? undefined
      : valuesOfTypes(rights, saidType(left));
  }
  if (rights === undefined) return valuesOfTypes(lefts, saidType(right));
  const known = new Set(rights.map((value) => canonicalJson(value)));
  return lefts.filter((value) => known.has(canonicalJson(value)));
}

/**
 * Taken literally, two parts that allow only their own properties forbid each
 * other's. Where only one of them does, the properties of both are meant.
 */
function mayOpen(left: CleanSchema, right: CleanSchema): boolean {
  return (
    left.properties !== undefined &&
    right.properties !== undefined &&
    !(
      left.additionalProperties === false &&
      right.additionalProperties === false
    )
  );
}

type Rest = CleanSchema | boolean;

/** How two values of one keyword are merged, except where that may be impossible (`types`, `values`). */
const MERGES = {
  both: mergeBoth,
  first: undefined,
  greater: (left: number, right: number) => Math.max(left, right),
  names: (left: readonly string[], right: readonly string[]) => [
    ...new Set([...left, ...right]),
  ],
  properties: mergeProperties,
  rest: mergeRest,
  smaller: (left: number, right: number) => Math.min(left, right),
  types: undefined,
  values: undefined,
} satisfies Readonly<
  Record<MergeWay, ((left: never, right: never) => unknown) | undefined>
>;

type Merge = (left: unknown, right: unknown) => unknown;

const MERGED_KEYWORDS = cleanKeywordsWhere(() => true).flatMap((keyword) => {
  const { merge = "first" } = KEYWORDS[keyword];
  // The table gives a keyword only a way that is possible for its values.
  const found = MERGES[merge] as Merge | undefined;
  return found === undefined ? [] : [{ keyword, merge: found }];
});

function mergeProperties(
  left: Readonly<Record<string, CleanSchema>>,
  right: Readonly<Record<string, CleanSchema>>,
): Readonly<Record<string, CleanSchema>> {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const ours = Object.hasOwn(left, name) ? left[name] : undefined;
      const theirs = Object.hasOwn(right, name) ? right[name] : undefined;
      if (ours === undefined || theirs === undefined) {
        return [name, ours ?? theirs ?? {}];
      }
      const same = schemaText(ours) === schemaText(theirs);
      return [name, same ? ours : mergeInner(ours, theirs)];
    }),
  );
}

/** One schema for both: merged where that is possible here, else an `allOf`, which is merged when its type is made. */
function mergeInner(left: CleanSchema, right: CleanSchema): CleanSchema {
  const merged =
    isMergeable(left) && isMergeable(right)
      ? mergeSchemas(left, right)
      : undefined;
  return (
    merged ?? {
      ...annotationsOf(right),
      ...annotationsOf(left),
      allOf: [left, right],
    }
  );
}

function isMergeable(schema: CleanSchema): boolean {
  return schema.$ref === undefined && !isComposed(schema);
}

/** The stricter of two schemas for the same values. */
function mergeBoth(left: Rest, right: Rest): Rest {
  if (left === false || right === false) return false;
  if (typeof right !== "object") return left;
  return typeof left === "object" ? mergeInner(left, right) : right;
}

/** As `mergeBoth`, but `true` in the first part stays, and two schemas are merged when their type is made. */
function mergeRest(left: Rest, right: Rest): Rest {
  if (left === false || right === false) return false;
  return typeof left === "object" && typeof right === "object"
    ? { allOf: [left, right] }
    : left;
}
