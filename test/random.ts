/** A seeded source of random choices: the same seed gives the same choices on every machine. */
export interface Random {
  /** A number from 0 to 1, without 1. */
  next(): number;
  /** A whole number from 0 to `end`, without `end`. */
  below(end: number): number;
  /** True with a probability. */
  chance(probability: number): boolean;
  /** One of the items, of which there must be some. */
  pick<Item>(items: readonly Item[]): Item;
  pickAny<Item>(items: readonly Item[]): Item | undefined;
}

/** Mulberry32: 32 bits of state are plenty for choosing test data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number): number => Math.floor(next() * end);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error("There is nothing to pick from.");
      return items[below(items.length)] as (typeof items)[number];
    },
    pickAny: (items) => items[below(items.length)],
  };
}

/** The seed of one case of a campaign: neighbours must not resemble each other. */
export function caseSeed(seed: number, index: number): number {
  return Math.imul(seed ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b) >>> 0;
}

/** The seed of a run: `SEED` of the environment, else the same as always. */
export function seedFromEnvironment(fallback: number): number {
  const seed = Number(process.env["SEED"] ?? fallback);
  if (!Number.isSafeInteger(seed)) throw new Error("SEED must be an integer.");
  return seed;
}
