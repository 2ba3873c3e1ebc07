/** How long the phases of a generation took. */
export interface Timings {
  /** Milliseconds by phase, to one decimal place. */
  readonly laps: Readonly<Record<string, number>>;
  /** Ends a phase: its time runs from the end of the phase before. */
  lap(phase: string): void;
}

/** Starts measuring: the first phase begins now. */
export function startTimings(): Timings {
  const laps: Record<string, number> = {};
  let last = clock();
  return {
    laps,
    lap(phase) {
      const now = clock();
      laps[phase] = Math.round((now - last) * 10) / 10;
      last = now;
    },
  };
}

/** Milliseconds since some moment. Node.js has to load a module for `performance`. */
function clock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
