import type { Diagnostic } from "./diagnostic.js";
import type { Change } from "./drift/changes.js";
import { versionBump, type VersionBump } from "./drift/version-bump.js";
import { MANIFEST_NAME } from "./output/manifest-file.js";
import type { WritePlan } from "./output/write-plan.js";

/** The outcome of one process. */
export interface ProcessOutcome {
  readonly id: string;
  /** Name of the generated function; absent where the process failed. */
  readonly functionName?: string;
  readonly status: "failed" | "generated";
}

/** How the imports between the files of a package end. */
export interface PackageImports {
  readonly extension: "js" | "none" | "ts";
  /** What decides it, in words. */
  readonly reason: string;
  /** Absolute path of the tsconfig.json that decides it; absent where none does. */
  readonly tsconfig?: string;
}

/** What a generation did, or under `check` and `dry-run`, what it would do. */
export interface GenerateResult {
  /** Files that were created, updated, deleted and kept. */
  readonly plan: WritePlan;
  readonly diagnostics: readonly Diagnostic[];
  /** What changed for users of the package since it was last generated. */
  readonly changes: readonly Change[];
  readonly processes: readonly ProcessOutcome[];
  /** How the imports between the package's files end, and why. */
  readonly imports: PackageImports;
  /** Milliseconds by phase: `fetch`, `model`, `emit`, `compile`, `format`, `verify`, `write`. */
  readonly timings: Readonly<Record<string, number>>;
}

/** Whether no earlier generation wrote into the folder. */
export function isFirstGeneration({ plan }: GenerateResult): boolean {
  return plan.create.includes(MANIFEST_NAME);
}

/** The part of its semantic version that the package's next release raises. Undefined: nothing changed for its users. */
export function releaseOf({
  changes,
}: Pick<GenerateResult, "changes">): VersionBump | undefined {
  return versionBump(changes);
}
