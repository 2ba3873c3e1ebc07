import type { GivenConfig } from "../runtime/config/connection-keys.js";

/** The credentials of the client configuration, by the same names. */
export type CredentialSettings = Omit<GivenConfig, "apiUrl">;

/** Credentials and connection of the server that descriptions come from; names as in the client configuration. */
export interface ConnectionOptions extends CredentialSettings {
  /** Further headers for every request to the server's own origin. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests at a time. Default 16. */
  readonly concurrency?: number;
  /** Milliseconds for one request. Default 30,000. */
  readonly timeoutMs?: number;
}

/** What descriptions to read, and from where: exactly one of `url` and `input`. */
export interface SourceOptions extends ConnectionOptions {
  /** Landing page of the server. */
  readonly url?: string;
  /** A file or folder of recorded descriptions, or `-` for standard input. */
  readonly input?: string;
  /** Glob patterns of process ids to take. Default: all. */
  readonly include?: readonly string[];
  /** Glob patterns of process ids to leave out. */
  readonly exclude?: readonly string[];
  /** Exact process ids, fetched one by one even where the process list lacks them. */
  readonly processIds?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: GenerateProgress) => void;
}

/** How far a generation has come. */
export interface GenerateProgress {
  /** What is being done. */
  readonly phase:
    "fetch" | "model" | "emit" | "compile" | "format" | "verify" | "write";
  /** Processes or files that are done in this phase. */
  readonly done: number;
  /** Processes or files of this phase. */
  readonly total: number;
}

/** All options of a generation. */
export interface GenerateOptions extends SourceOptions {
  /** Folder of the generated package. */
  readonly out: string;
  /** `write` (the default) writes, `check` and `dry-run` only compare. */
  readonly mode?: "check" | "dry-run" | "write";
  /** File that the descriptions are written to; `input` reads it. Default: none. */
  readonly saveInput?: string;
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
  /** A process that cannot be generated fails the whole generation; after warnings, the command exits with 4. Default false. */
  readonly strict?: boolean;
  /** Writes into a folder that holds files that no run generated; they stay. Default false. */
  readonly force?: boolean;
  /** Hosts that external `$ref`s may be fetched from. Default: none. */
  readonly allowExternalRefs?: readonly string[];
}

/** The options of the stages up to the model. Inspecting has only those of the source. */
export type ReadOptions = SourceOptions &
  Pick<GenerateOptions, "allowExternalRefs" | "saveInput" | "strict">;
