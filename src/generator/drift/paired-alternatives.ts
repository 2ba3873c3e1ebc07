import { canonicalJson } from "../json.js";
import type { Terms } from "./terms.js";
import { isFree } from "./flat-terms.js";

/** Alternatives of two sides, by what became of them. */
export interface PairedAlternatives {
  readonly pairs: readonly (readonly [before: Terms, after: Terms])[];
  /** Alternatives that are gone. Those of which only the type is known are told by types, here and in the next. */
  readonly lost: readonly Terms[];
  /** Alternatives that are new. */
  readonly gained: readonly Terms[];
}

/** Marks of alternatives that belong together, the surest first. */
const MARKS: readonly ((terms: Terms) => string)[] = [
  ({ kind: _, ...terms }) => canonicalJson(terms),
  ({ contentMediaType, kind }) => canonicalJson([contentMediaType, kind]),
];

/** Finds which alternatives are the same ones, changed or not. If one is left on each side, it is one that changed. */
export function pairAlternatives(
  before: readonly Terms[],
  after: readonly Terms[],
): PairedAlternatives {
  const pairs: (readonly [Terms, Terms])[] = [];
  let lost = before;
  let gained = after;
  for (const mark of MARKS) {
    const now = [...gained];
    lost = lost.filter((old) => {
      const found = now.findIndex((one) => mark(one) === mark(old));
      const [partner] = found === -1 ? [] : now.splice(found, 1);
      if (partner !== undefined) pairs.push([old, partner]);
      return partner === undefined;
    });
    gained = now;
  }
  const [old] = lost;
  const [now] = gained;
  if (lost.length === 1 && gained.length === 1 && old && now) {
    return { pairs: [...pairs, [old, now]], lost: [], gained: [] };
  }
  const isKnown = (terms: Terms): boolean => !isFree(terms);
  return { pairs, lost: lost.filter(isKnown), gained: gained.filter(isKnown) };
}

/** What tells an alternative from others. */
export function alternativeText({
  contentMediaType,
  kind: _kind,
  texts: _texts,
  ...terms
}: Terms): string {
  return typeof contentMediaType === "string"
    ? contentMediaType
    : `values with ${shortened(canonicalJson(terms))}`;
}

const LONGEST = 80;

/** A text of a schema as a sentence has it, cut if it is longer than a line. */
export function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}
