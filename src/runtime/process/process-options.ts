import type { Client } from "../client/client.js";
import type { Subscriber } from "../documents/documents.js";
import type { ExecutionMode } from "../execution/execution.js";
import type { RequestSignal, WaitOptions } from "../job/job-options.js";

/** Options of `submit`. */
export interface SubmitOptions<K> extends RequestSignal {
  /** Default: the package's default client. */
  readonly client?: Client | undefined;
  /** Names of the outputs that are wanted; the result has these and no others. Default: all. */
  readonly outputs?: readonly K[] | undefined;
  /**
   * `async`: as a job, where the process allows it. `sync`: within the one request, where it allows that; a job
   * that comes nevertheless is waited for. `auto`: as the server likes. Default: `async`.
   */
  readonly mode?: ExecutionMode | undefined;
  /** Whether outputs come inside the answer or as links; the caller sees no difference but where the bytes are. Default: as the server likes. */
  readonly transmission?:
    | "value"
    | "reference"
    | Readonly<Record<string, "value" | "reference">>
    | undefined;
  /** Default: `raw` for a single file, else `document`. */
  readonly response?: "raw" | "document" | undefined;
  /** URLs that the server calls back. */
  readonly subscriber?: Subscriber | undefined;
  /**
   * `true`: inputs and results that contradict the JSON Schemas of the package reject with ValidationError; `"warn"`:
   * they are reported to the client's `onWarning`. Needs the package `ajv`. Default: false.
   */
  readonly validate?: boolean | "warn" | undefined;
  /** Milliseconds between two looks at the job. Default: the client's. */
  readonly pollIntervalMs?: number | undefined;
  /** Dismisses the job when the signal comes while it is submitted. Default: false. */
  readonly dismissOnAbort?: boolean | undefined;
}

/** Options of a call that waits for the results. `timeoutMs` counts from the call. */
export interface RunOptions<K> extends SubmitOptions<K>, WaitOptions {}

/** Options of a handle for a job that runs already. */
export interface JobHandleOptions {
  /** Default: the package's default client. */
  readonly client?: Client | undefined;
  /** Milliseconds between two looks at the job. Default: the client's. */
  readonly pollIntervalMs?: number | undefined;
  /** See {@link SubmitOptions}. */
  readonly validate?: boolean | "warn" | undefined;
}
