import { sizeOfJson, type JsonSize } from "../json-size.js";

/** Limits far above what any known server sends: they keep a hostile description from using up the machine. */
export interface DescriptionLimits {
  /** Levels of JSON. Default 256. */
  readonly depth: number;
  /** Values of JSON. Default 200,000. */
  readonly values: number;
  /** Characters of all texts and names together. Default 4,000,000. */
  readonly characters: number;
}

/** The defaults of {@link DescriptionLimits}. */
export const DESCRIPTION_LIMITS: DescriptionLimits = {
  depth: 256,
  values: 200_000,
  characters: 4_000_000,
};

/** The size of a description, counted as far as its limit. */
export function sizeOfDescription(document: unknown): JsonSize {
  return sizeOfJson(document, DESCRIPTION_LIMITS.values);
}

/** Why a description is too large to be read; undefined where it is not too large. */
export function excessOf(
  { values, depth, characters }: JsonSize,
  limits: DescriptionLimits = DESCRIPTION_LIMITS,
): string | undefined {
  if (values > limits.values) {
    return `The description has more than ${limits.values} values.`;
  }
  if (depth > limits.depth) {
    return `The description nests deeper than ${limits.depth} levels.`;
  }
  return characters > limits.characters
    ? `The texts of the description have more than ${limits.characters} characters.`
    : undefined;
}
