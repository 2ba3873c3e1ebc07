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

/** The options of the stages up to the model. Inspecting has only those of the source. */
export interface ReadOptions extends SourceOptions {
  /** File that the descriptions are written to; `input` reads it. Default: none. */
  readonly saveInput?: string;
  /** A process that cannot be generated fails the whole generation; after warnings, the command exits with 4. Default false. */
  readonly strict?: boolean;
  /** Hosts that external `$ref`s may be fetched from. Default: none. */
  readonly allowExternalRefs?: readonly string[];
}
