/** How much is polled. */
export const POLLING = {
  jobs: 1_000,
  polls: 10,
  rounds: 15,
  connections: 32,
} as const;

/** How fast one contender was in one round. */
export interface Sample {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
}

/** What this program tells its parent: the samples of each contender, by its name. */
export type PollingSamples = Readonly<Record<string, readonly Sample[]>>;
