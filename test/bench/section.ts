import type { Comparison } from "./pairs.js";
import type { Peer } from "./peers.js";

/** What sections measure, and with what. */
export interface Bench {
  /** Folder for what is read and written. Nothing in it is deleted before all is measured. */
  readonly folder: string;
  /** The command that is measured: a file of JavaScript. */
  readonly main: string;
  /** The same command of another build, which full runs are compared with. */
  readonly baseline: string;
  readonly peers: readonly Peer[];
  /** Numbers of processes. */
  readonly sizes: readonly number[];
  /** Pairs of runs for so many processes. */
  readonly pairs: (processes: number) => number;
}

/** A table of the report. */
export interface Section {
  readonly title: string;
  /** What is measured, and how to do it by hand. */
  readonly text: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A part of the benchmarks. */
export type MakeSection = (bench: Bench) => Promise<Section>;

/** Columns of {@link comparisonCells}. */
export const COMPARISON_COLUMNS: readonly string[] = [
  "wall s",
  "cpu s",
  "MiB",
  "other: wall s",
  "cpu s",
  "MiB",
  "ratio: wall",
  "cpu",
  "memory",
];

/** The cells of a comparison. */
export function comparisonCells({
  ours,
  theirs,
  ratio,
}: Comparison): readonly string[] {
  return [
    ...[ours, theirs].flatMap(({ wall, cpu, mebibytes }) => [
      wall.toFixed(3),
      cpu.toFixed(3),
      mebibytes.toFixed(0),
    ]),
    ...[ratio.wall, ratio.cpu, ratio.mebibytes].map((figure) =>
      figure.toFixed(2),
    ),
  ];
}
