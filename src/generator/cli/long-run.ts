import { setFlagsFromString } from "node:v8";
import type { GenerateProgress } from "../options.js";

/** From this number of processes on, optimised code saves more time than optimising it takes. */
const MANY = 2000;

/**
 * V8's own defaults, in place of what `suitShortRun` sets: that is a module of its own, because what
 * the command loads first is to be one file.
 */
const DEFAULTS: readonly {
  readonly versions: RegExp;
  readonly optimising: string;
}[] = [
  { versions: /^20\./, optimising: "--interrupt-budget=67584" },
  {
    versions: /^2[2-6]\./,
    optimising: "--invocation-count-for-turbofan=3000",
  },
];

/** Old objects are marked in time: where there are many, the heap would grow by a quarter until they are. */
const MARKING = "--incremental-marking";

/**
 * Hears of a generation's progress, and lets V8 optimise as soon as it does by itself where many
 * processes are to be modelled: with 5,000, that takes a tenth of the processor time away.
 */
export function longRun(): (progress: GenerateProgress) => void {
  let isLong = false;
  return ({ phase, done, total }) => {
    if (isLong || phase !== "model" || total - done < MANY) return;
    isLong = true;
    const { node } = process.versions;
    const known = DEFAULTS.find(({ versions }) => versions.test(node));
    try {
      if (known === undefined) return;
      setFlagsFromString(known.optimising);
      setFlagsFromString(MARKING);
    } catch {
      // Programs that stand in for Node.js have another engine, and need not have this function.
    }
  };
}
