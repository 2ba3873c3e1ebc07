import { setFlagsFromString } from "node:v8";

/** V8 inlines 300 bytes of bytecode into a function that it optimises, instead of 920. */
const INLINING = "--max-inlined-bytecode-size-cumulative=300";

/**
 * WebAssembly is optimised after 2,000 million bytes of executed code instead of 1.8 million, which is
 * never: undici's parser of HTTP has one function, large enough that this takes a seventh of a second
 * and 30 MB, after ten answers.
 */
const WEB_ASSEMBLY = "--wasm-tiering-budget=2000000000";

/**
 * One thread moves young objects. With Node.js 20, the threads that help it wait for each other for a
 * tenth of the processor time of a run with 5,000 processes; later versions gain time by them.
 */
const YOUNG = "--no-parallel-scavenge";

/**
 * Old objects are marked at once when there is no room for more, instead of in steps before: each
 * step costs, and so does telling the marker of each change meanwhile, a thirtieth of the processor
 * time in all. Nobody waits for an answer between two steps.
 */
const MARKING = "--no-incremental-marking";

/** Whatever the version. */
const ALWAYS = [INLINING, MARKING, WEB_ASSEMBLY];

/**
 * What V8 is told to optimise later: after 500,000 bytes of executed bytecode instead of 132,000,
 * or, in later versions, after 20,000 calls instead of 3,000. Each version prints an error for a
 * flag that it does not know, so only versions that were tried are told anything.
 */
const FLAGS: readonly {
  readonly versions: RegExp;
  readonly flags: readonly string[];
}[] = [
  {
    versions: /^20\./,
    flags: ["--interrupt-budget=500000", YOUNG, ...ALWAYS],
  },
  {
    versions: /^2[2-6]\./,
    flags: ["--invocation-count-for-turbofan=20000", ...ALWAYS],
  },
];

/**
 * Suits this Node.js to a run of a few seconds, which ends before code that was optimised early has
 * saved the time that optimising it took (for 1,000 processes, a third of the processor time with
 * Node.js 20, and a seventh with 24), and to a machine that runs other programs as well. Only the
 * command does this, because it changes the whole process. No flag changes what code means.
 */
export function suitShortRun(): void {
  const known = FLAGS.find(({ versions }) =>
    versions.test(process.versions.node),
  );
  try {
    for (const flag of known?.flags ?? []) setFlagsFromString(flag);
  } catch {
    // Programs that stand in for Node.js have another engine, and need not have this function.
  }
}
