import type { Emitter } from "./emitters/emitter.js";
import type { ReadOptions } from "./options.js";

/** All options of a generation. */
export interface GenerateOptions extends ReadOptions {
  /** Folder of the generated package. */
  readonly out: string;
  /** `write` (the default) writes, `check` and `dry-run` only compare. */
  readonly mode?: "check" | "dry-run" | "write";
  /** Server URL that generated clients use by default. Default: `url`. */
  readonly defaultUrl?: string;
  /** `ts` (the default) writes sources for the project around them, `js` a compiled package, ready to publish. */
  readonly emit?: "js" | "ts";
  /** How imports between the package's sources end. Default: as the nearest tsconfig.json wants it; `ts` where there is none. */
  readonly importExtension?: "js" | "none" | "ts";
  /** Name of the generated package, which gets a package.json of its own with it. Default: from the service's title. */
  readonly packageName?: string;
  /** Version of the generated package. Default `0.0.0`. */
  readonly packageVersion?: string;
  /** SPDX expression for the `license` of a compiled package. Default `Apache-2.0`, which the runtime in it has. */
  readonly packageLicense?: string;
  /** Module that generated code imports the runtime from. Default: a copy inside the package. */
  readonly runtimeImport?: string;
  /** Writes `query.ts` too: options that TanStack Query and SWR take. Default false. */
  readonly query?: boolean;
  /** How object inputs are sent. Default: `plain`, unless the server is known to need `qualified`. */
  readonly objectInputs?: "plain" | "qualified";
  /** Type-checks the whole package in memory before anything is written. Default false. */
  readonly verify?: boolean;
  /** Writes into a folder that holds files that no run generated; they stay. Default false. */
  readonly force?: boolean;
  /** Make further files of the package, see `Emitter`. A generation that has any is never recalled from an earlier one. Default: none. */
  readonly emitters?: readonly Emitter[];
}
