/** Processor time of one piece of work, by the size of its text. */
export interface Measured {
  readonly bytes: number;
  readonly ms: number;
}

/** Work that is done so fast is not compared: what a collection of garbage costs would decide. */
const UNCOUNTED_MS = 40;

/**
 * How much the time may grow, for a text that is some times as long: between linear time, with a sort and what the
 * collection of garbage costs, and quadratic time. For a text 32 times as long that is 272 times, where quadratic
 * time takes 1,024 times; for one 4 times as long, 12 of 16.
 */
function allowedGrowth(times: number): number {
  return 1.5 * times ** 1.5;
}

/**
 * What is wrong with the times of one piece of work; undefined: nothing.
 * @param times - From the smallest size to the largest that was measured.
 */
export function growthFault(times: readonly Measured[]): string | undefined {
  const [first] = times;
  const last = times.at(-1);
  if (first === undefined || last === undefined) return "nothing was measured";
  const allowed =
    allowedGrowth(last.bytes / first.bytes) *
    Math.max(first.ms, UNCOUNTED_MS / 32);
  return last.ms <= Math.max(allowed, UNCOUNTED_MS)
    ? undefined
    : `time grows faster than the text: ${times.map(shown).join(", ")}`;
}

function shown({ bytes, ms }: Measured): string {
  return `${ms.toFixed(1)} ms for ${bytes / 1024} KiB`;
}

/** Processor time of a function, in milliseconds. */
function processorMs(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** The sizes of texts that are tried, in bytes: 32 KiB to 1 MiB. */
export const SIZES: readonly number[] = [32, 128, 512, 1024].map(
  (kib) => kib * 1024,
);

/** Runs of each size, of which the best counts: the first ones also compile, and any may collect garbage. */
const RUNS = 3;

/** Work that takes so long is not run again. */
const HOPELESS_MS = 2_000;

/**
 * Measures work on texts of growing size, up to the first size at which it takes too long.
 * @param prepare - Makes the text of a size, and gives the work on it.
 */
export function measure(prepare: (bytes: number) => () => unknown): {
  readonly times: readonly Measured[];
  readonly fault: string | undefined;
} {
  const small = prepare(4 * 1024);
  for (let run = 0; run < RUNS; run += 1) small();
  const times: Measured[] = [];
  let fault: string | undefined;
  for (const bytes of SIZES) {
    const work = prepare(bytes);
    const before = [...times];
    let ms = Infinity;
    // The first size is what the others are compared with; these are run again only where that may change the outcome.
    for (let run = 0; run < RUNS; run += 1) {
      ms = Math.min(ms, processorMs(work));
      times.splice(0, times.length, ...before, { bytes, ms });
      fault = growthFault(times);
      const isDone = fault === undefined || ms > HOPELESS_MS;
      if (isDone && before.length > 0) break;
    }
    if (fault !== undefined) break;
  }
  return { times, fault };
}
