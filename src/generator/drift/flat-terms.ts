import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  ownMember,
} from "../json.js";
import { wayOf } from "./keyword-ways.js";
import type { Terms, ValueTerms } from "./terms.js";

/** Terms with one alternative more than this are compared as a whole. */
const MOST_ALTERNATIVES = 100;

/** Keywords of a list of terms that all hold, or of which one does. */
const LISTS = ["allOf", "anyOf", "oneOf"] as const;

/** Terms without `$ref` and `allOf`: what they lead to is part of them. A reference that leads to itself adds nothing. */
export function flatTerms(
  terms: Terms,
  definitions: ValueTerms["definitions"],
  open: readonly string[] = [],
): Terms {
  const { $ref, allOf, ...own } = terms;
  const parts: Terms[] = [own];
  if (typeof $ref === "string" && !open.includes($ref)) {
    parts.push(
      flatTerms(definition($ref, definitions), definitions, [...open, $ref]),
    );
  }
  for (const part of objects(allOf)) {
    parts.push(flatTerms(part, definitions, open));
  }
  return parts.reduce(both);
}

function definition(
  reference: string,
  definitions: ValueTerms["definitions"] = {},
): Terms {
  return ownMember(definitions, reference.replace(/^#\/\$defs\//, "")) ?? {};
}

/** Terms that hold where both do. */
function both(left: Terms, right: Terms): Terms {
  const merged: Record<string, unknown> = { ...left };
  for (const [keyword, value] of Object.entries(right)) {
    const there = ownMember(merged, keyword);
    merged[keyword] =
      there === undefined || canonicalJson(there) === canonicalJson(value)
        ? value
        : together(keyword, there, value);
  }
  return merged;
}

function together(keyword: string, left: unknown, right: unknown): unknown {
  const way = wayOf(keyword);
  if (typeof left === "number" && typeof right === "number") {
    if (way === "lower") return Math.max(left, right);
    if (way === "upper") return Math.min(left, right);
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    if (keyword === "properties") {
      const merged: Record<string, unknown> = { ...left };
      for (const [name, terms] of Object.entries(right)) {
        const there = ownMember(merged, name);
        merged[name] = there === undefined ? terms : { allOf: [there, terms] };
      }
      return merged;
    }
    if (way === "inside") return { allOf: [left, right] };
  }
  // Both hold: neither can be left out, and their order says nothing.
  return { all: [left, right].map((one) => canonicalJson(one)).sort() };
}

/**
 * The alternatives of flat terms, each with what holds for all of them: values have the terms of
 * one. Terms without alternatives are their only one. A branch for `null` is left out, since types tell it.
 */
export function alternativesOf(
  terms: Terms,
  definitions: ValueTerms["definitions"],
): readonly Terms[] {
  const { anyOf, oneOf, ...base } = terms;
  const branches = [...objects(anyOf), ...objects(oneOf)].filter(
    ({ kind }) => kind !== "null",
  );
  if (branches.length === 0 || branches.length > MOST_ALTERNATIVES) {
    return [terms];
  }
  return branches.map((branch) => both(base, flatTerms(branch, definitions)));
}

function objects(list: unknown): readonly Terms[] {
  return isJsonArray(list) ? list.filter(isJsonObject) : [];
}

/** Whether terms say nothing of a value, but perhaps its kind. */
export function isFree(terms: Terms): boolean {
  return Object.keys(terms).every((keyword) => keyword === "kind");
}

/** References that terms contain, in their order. */
export function referenceOf(terms: Terms): string {
  return LISTS.flatMap((keyword) => objects(terms[keyword]).map(referenceOf))
    .concat(typeof terms["$ref"] === "string" ? [terms["$ref"]] : [])
    .join(" ");
}
