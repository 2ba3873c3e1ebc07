import type { Measurement } from "./measure.js";
import { median, pairedRatio } from "./statistics.js";

/** One of two that are compared: prepares and measures its run of a number. */
export type Contender = (run: number) => Promise<Measurement>;

/** Medians of both, and the medians of the ratios of the pairs. */
export interface Comparison {
  readonly ours: Measurement;
  readonly theirs: Measurement;
  readonly ratio: Measurement;
}

const FIGURES = ["wall", "cpu", "mebibytes"] as const;

/**
 * Runs two contenders in pairs, and the first of a pair is the second of the next. A first pair
 * fills the file system's cache and does not count.
 */
export async function compare(
  pairs: number,
  ours: Contender,
  theirs: Contender,
): Promise<Comparison> {
  const ourRuns: Measurement[] = [];
  const theirRuns: Measurement[] = [];
  for (let run = 0; run <= pairs; run += 1) {
    const turns = [
      async () => ourRuns.push(await ours(run)),
      async () => theirRuns.push(await theirs(run)),
    ];
    for (const turn of run % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  return summary(ourRuns.slice(1), theirRuns.slice(1));
}

function summary(
  ours: readonly Measurement[],
  theirs: readonly Measurement[],
): Comparison {
  return {
    ours: eachFigure((name) => median(ours.map((run) => run[name]))),
    theirs: eachFigure((name) => median(theirs.map((run) => run[name]))),
    ratio: eachFigure((name) =>
      pairedRatio(
        ours.map((run) => run[name]),
        theirs.map((run) => run[name]),
      ),
    ),
  };
}

function eachFigure(
  make: (name: (typeof FIGURES)[number]) => number,
): Measurement {
  const [wall = NaN, cpu = NaN, mebibytes = NaN] = FIGURES.map(make);
  return { wall, cpu, mebibytes };
}
