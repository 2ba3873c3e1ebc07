import type { Client } from "../client/client.js";
import type { ValidationOptions } from "../config/validator.js";
import type { RequestHeaders } from "../config/request-headers.js";
import type {
  NoMediaTypes,
  RequestChoices,
} from "../execution/execute-request.js";
import type { ExecutionMode } from "../execution/execution.js";
import type { CallOptions, WaitOptions } from "../job/job-options.js";

/** Options of a handle for a job that was submitted before. */
export interface JobHandleOptions extends ValidationOptions, RequestHeaders {
  /** Default: the package's default client. */
  readonly client?: Client | undefined;
  /** Milliseconds between two polls of the job. Default: the client's. */
  readonly pollIntervalMs?: number | undefined;
  /**
   * An output that the process describes and the server does not return is a warning `output-missing`: the result lacks
   * it, whatever its type says. Default: false, which is OutputMissingError.
   */
  readonly allowMissing?: boolean | undefined;
}

/** Options of `submit`. */
export interface SubmitOptions<K, MediaTypes = NoMediaTypes>
  extends CallOptions, RequestChoices<K, MediaTypes>, JobHandleOptions {
  /**
   * `async`: as a job, where the process allows it. `sync`: within the one request, where the process allows it; if
   * the server makes a job nevertheless, it is waited for. `auto`: as the server decides. Default: `async`.
   */
  readonly mode?: ExecutionMode | undefined;
  /** Dismisses the job when the signal ends the submission. Default: false. */
  readonly dismissOnAbort?: boolean | undefined;
}

/** Options of a call that waits for the results. `timeoutMs` counts from the start of the call. */
export interface RunOptions<K, MediaTypes = NoMediaTypes>
  extends SubmitOptions<K, MediaTypes>, WaitOptions {}
