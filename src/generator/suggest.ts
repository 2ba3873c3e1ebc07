import editDistance from "damerau-levenshtein";

/** Longer words are not compared: the time grows with the square of their length, and a server may name thousands. */
const MAX_LENGTH = 64;

/** The beginning of another word says something from this length on. */
const MIN_PART = 3;

/**
 * The candidates that a mistyped word may mean, the most similar first. Similar is what a few letters make of the word
 * that are inserted, removed, replaced or swapped with their neighbour (the Damerau-Levenshtein distance), one for
 * each three letters; then what begins like the word or contains it. Case, `-` and `_` make no difference.
 *
 * @param most - How many are returned at most.
 */
export function suggestions(
  word: string,
  candidates: readonly string[],
  most = 3,
): readonly string[] {
  const given = plain(word);
  if (given === "" || given.length > MAX_LENGTH) return [];
  return candidates
    .map((candidate) => ({
      candidate,
      distance: distanceOf(given, plain(candidate)),
    }))
    .filter(({ distance }) => distance < Infinity)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The candidate that a mistyped word most likely means. Undefined: none is similar. See {@link suggestions}. */
export function suggestion(
  word: string,
  candidates: readonly string[],
): string | undefined {
  return suggestions(word, candidates, 1)[0];
}

/** Infinity: not similar. */
function distanceOf(word: string, candidate: string): number {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const isComparable = Math.abs(word.length - candidate.length) <= limit;
  const { steps } = isComparable
    ? editDistance(word, candidate)
    : { steps: Infinity };
  if (steps <= limit) return steps;
  return isPart(word, candidate) ? limit + 1 : Infinity;
}

function isPart(word: string, candidate: string): boolean {
  return (
    (word.length >= MIN_PART && candidate.includes(word)) ||
    (candidate.length >= MIN_PART && word.startsWith(candidate))
  );
}

function plain(word: string): string {
  return word.replaceAll(/[-_]/g, "").toLowerCase();
}
