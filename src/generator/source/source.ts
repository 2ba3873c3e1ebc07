import type { ClientResponse } from "../../runtime/index.js";
import type { Diagnostic } from "../diagnostic.js";
import type { SourceOptions } from "../options.js";

/** A process description as the server sent it. */
export interface SourceProcess {
  /** The id under which the server lists it. */
  readonly id: string;
  /** The description: unchanged JSON. */
  readonly document: unknown;
  /** SHA-256 of the bytes that the description was read from, where these held nothing else. */
  readonly digest?: string;
}

/** A process that is listed, but whose description could not be read: what was generated from it before is kept. */
export interface SourceFailure {
  readonly id: string;
}

/** Servers that are recognised because they need special treatment. */
export type ServerKind = "pygeoapi" | "weaver" | "wraptile" | "zoo";

/** Descriptions of processes, from a server or a recording. */
export interface Source {
  /** Title of the landing page. */
  readonly title?: string;
  /** Description on the landing page. */
  readonly description?: string;
  /** Landing page, without credentials and query. */
  readonly url?: string;
  readonly server?: ServerKind;
  /** Sorted by id. */
  readonly processes: readonly SourceProcess[];
  readonly failures: readonly SourceFailure[];
  /** Ids that the server lists and the user did not select: their names remain reserved. */
  readonly unselectedIds?: readonly string[];
  /** Descriptions of these, as far as they could be read: a selection must not rename the types of the selected ones. */
  readonly unselected?: readonly SourceProcess[];
  /** The process list may lack processes: a process that was generated before must not be regarded as removed. */
  readonly incomplete?: true;
  readonly diagnostics: readonly Diagnostic[];
}

/** What a server answered to one request, as far as a generation depends on it. */
export interface Answer {
  /** The URL that was requested. */
  readonly url: string;
  /** Hash of the answer; of an error, of its status alone. */
  readonly digest: string;
  /** The validators that the server gave (RFC 9110, section 8.8). */
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Hears what a source is made from, so that a later run can tell whether that is still the same. */
export interface SourceNotes {
  /** @param digest - SHA-256 of the content of a recorded file, as it was read. */
  readonly file: (name: string, digest: string) => void;
  readonly answer: (answer: Answer) => void;
  /** Something came that a later run cannot compare, such as a broken connection. */
  readonly uncertain: () => void;
}

/** Limits on what a server may send. Exceeding one ends the generation with a GenerationError. */
export interface SourceLimits {
  /** Bytes of one response or file. Default 32 MiB. */
  readonly maxBytes?: number;
  /** Bytes of all responses or files of one run. Default 512 MiB. */
  readonly maxTotalBytes?: number;
  /** Number of processes. Default 10,000. */
  readonly maxProcesses?: number;
  /** Milliseconds for all requests together. Default 600,000. */
  readonly totalTimeoutMs?: number;
}

/** What to read from a server. */
export interface ServerSourceOptions extends SourceOptions, SourceLimits {
  readonly url: string;
  readonly notes?: SourceNotes | undefined;
  /** Answers that this run has already, by the URL that was requested. Default: none. */
  readonly known?: ReadonlyMap<string, ClientResponse> | undefined;
}

/** What to read from recorded descriptions. */
export interface RecordingOptions
  extends
    Pick<SourceOptions, "exclude" | "include" | "processIds" | "signal">,
    Pick<SourceLimits, "maxBytes" | "maxProcesses" | "maxTotalBytes"> {
  readonly notes?: SourceNotes | undefined;
  /** What the input `-` means. Default: standard input. */
  readonly stdin?: AsyncIterable<string | Uint8Array>;
}

/** Default of {@link SourceLimits.maxBytes}. */
export const MAX_BYTES: number = 32 * 1024 * 1024;
/** Default of {@link SourceLimits.maxTotalBytes}. */
export const MAX_TOTAL_BYTES: number = 512 * 1024 * 1024;
/** Default of {@link SourceLimits.maxProcesses}. */
export const MAX_PROCESSES = 10_000;
/** Default of {@link SourceLimits.totalTimeoutMs}. */
export const TOTAL_TIMEOUT_MS = 600_000;
