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

/**
 * The heap grows by 30 percent between two collections, instead of up to four times, and old objects
 * are marked before there is no room: half of the memory of a run with 5,000 processes would be
 * garbage. It costs a twentieth of the processor time.
 */
const MEMORY = ["--heap-growing-percent=30", "--incremental-marking"];

/**
 * Hears of a generation's progress. Where many processes are to be modelled, V8 optimises as soon as
 * it does by itself, which takes a tenth of the processor time of 5,000 away, and saves memory.
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
      for (const flag of [known.optimising, ...MEMORY])
        setFlagsFromString(flag);
    } catch {
      // Programs that stand in for Node.js have another engine, and need not have this function.
    }
  };
}
