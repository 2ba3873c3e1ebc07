import type { Matrix } from "./matrix.js";

/** An empty project of an environment, on the disk, with its packages installed. */
export interface Project {
  readonly folder: string;
  readonly matrix: Matrix;
  /** What the command printed when it generated the package; empty where the project got a published one. */
  report: string;
}

/**
 * One thing that is done in a project.
 *
 * @returns What is worth knowing of it: a figure for the environment's line; undefined for nothing.
 * @throws Complaint - It does not work, or works with a warning.
 */
export type Step = (project: Project) => Promise<string | undefined>;

/** A way to put the generated package into the project. Where there are several, the steps run for each. */
export interface Delivery {
  /** How, for the environment's line; empty where there is one way only. */
  readonly label: string;
  /** @returns What was delivered, so that the same one is not tried twice: a hash of the files, and its label. */
  readonly deliver: (project: Project) => Promise<Delivered>;
}

export interface Delivered {
  readonly digest: string;
  readonly label: string;
}

/** A project that uses a generated package, as one tool's own template makes it. */
export interface Environment {
  readonly name: string;
  /**
   * Folders below `templates`, each laid over the ones before. The `package.json` names the exact versions of
   * all that is installed.
   */
  readonly layers: readonly string[];
  /** Packages that are installed besides, with their exact versions. */
  readonly packages?: Readonly<Record<string, string>>;
  /** How the package gets in; none where a step does it. */
  readonly deliveries?: readonly Delivery[];
  /** In their order. The line gets all their figures. */
  readonly steps: readonly Step[];
  /** Part of `.ci/run`: what most users have. */
  readonly isStock?: boolean;
}
