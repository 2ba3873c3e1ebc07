/** One of the ways to name something. */
export interface Choice {
  readonly name: string;
  /** Of those who want the same name, the one with the highest rank keeps it, if it is the only one. */
  readonly rank: number;
}

/** What needs a name. */
export interface Claimant {
  /** Claimants with the same identity may have the same name. */
  readonly identity: string;
  /** The names that it would have, in the order in which it would have them. */
  readonly choices: readonly Choice[];
}

/** A name that several claimants wanted, and that some of them do not get. */
export interface Contest<Its extends Claimant> {
  readonly name: string;
  readonly claimants: readonly Its[];
}

/** Which name each claimant gets. */
export interface Settled<Its extends Claimant> {
  readonly nameOf: (claimant: Its) => string;
  readonly contests: readonly Contest<Its>[];
}

/**
 * Chooses names so that nobody has the name of another. Of those who want the
 * same name, nobody gets it, except one that ranks above the others. So the
 * names do not depend on any order, and another claimant changes only the names
 * of those that it clashes with. The last choices must not clash.
 *
 * @param fixed - names that nobody gets.
 */
export function settleNames<Its extends Claimant>(
  claimants: readonly Its[],
  fixed: ReadonlySet<string>,
): Settled<Its> {
  const numbers = new Map<Its, number>();
  const numberOf = (one: Its) => numbers.get(one) ?? 0;
  const choiceOf = (one: Its) => one.choices[numberOf(one)];
  const nameOf = (one: Its) => choiceOf(one)?.name ?? "";
  const contests: Contest<Its>[] = [];
  for (let moving: readonly Its[] = claimants; moving.length > 0;) {
    const losing: Its[] = [];
    for (const [name, wanting] of byName(claimants, nameOf)) {
      // Nearly every name is wanted by one alone.
      if (wanting.length === 1 && !fixed.has(name)) continue;
      const keeping = fixed.has(name)
        ? undefined
        : keeperOf(wanting, (one) => choiceOf(one)?.rank ?? 0);
      const losers = wanting.filter(
        (one) =>
          one.identity !== keeping && numberOf(one) + 1 < one.choices.length,
      );
      if (losers.length > 0) contests.push({ name, claimants: wanting });
      losing.push(...losers);
    }
    for (const one of losing) numbers.set(one, numberOf(one) + 1);
    moving = losing;
  }
  return { nameOf, contests };
}

function byName<Its>(
  claimants: readonly Its[],
  nameOf: (claimant: Its) => string,
): ReadonlyMap<string, readonly Its[]> {
  const claimed = new Map<string, Its[]>();
  for (const one of claimants) {
    const name = nameOf(one);
    const others = claimed.get(name);
    if (others === undefined) claimed.set(name, [one]);
    else others.push(one);
  }
  return claimed;
}

/** The identity that keeps a name: the only one, or the only one of the highest rank. */
function keeperOf<Its extends Claimant>(
  wanting: readonly Its[],
  rankOf: (claimant: Its) => number,
): string | undefined {
  const highest = Math.max(...wanting.map(rankOf));
  const identities = new Set(
    wanting
      .filter((one) => rankOf(one) === highest)
      .map(({ identity }) => identity),
  );
  const [keeper] = identities;
  return identities.size === 1 ? keeper : undefined;
}
