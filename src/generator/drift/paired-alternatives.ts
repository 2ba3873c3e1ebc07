import { canonicalJson } from "../json.js";
import type { Terms } from "./terms.js";
import { isFree } from "./flat-terms.js";

/** Alternatives of two sides, by what became of them. */
export interface PairedAlternatives {
  readonly pairs: readonly (readonly [before: Terms, after: Terms])[];
  /** What says which alternatives are gone, and which are new. */
  readonly lost: readonly string[];
  readonly gained: readonly string[];
}

/** Marks of alternatives that belong together, the surest first. */
const MARKS: readonly ((terms: Terms) => string)[] = [
  ({ type: _, ...terms }) => canonicalJson(terms),
  ({ contentMediaType, type }) => canonicalJson([contentMediaType, type]),
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
  return { pairs, lost: texts(lost), gained: texts(gained) };
}

/** What tells an alternative from others; one of which nothing is known is told by types. */
function texts(alternatives: readonly Terms[]): readonly string[] {
  return alternatives
    .filter((terms) => !isFree(terms))
    .map(({ contentMediaType, texts: _, ...terms }) =>
      typeof contentMediaType === "string"
        ? contentMediaType
        : `values with ${shortened(canonicalJson(terms))}`,
    );
}

const LONGEST = 80;

/** A text of a schema as a sentence has it, cut if it is longer than a line. */
export function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
}
