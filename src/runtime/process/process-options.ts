import type { Client } from "../client/client.js";
import type { JobOptions } from "../client/registered-job.js";
import type {
  NoMediaTypes,
  RequestChoices,
} from "../execution/execute-request.js";
import type { ExecutionMode } from "../execution/execution.js";
import type { CallOptions, WaitOptions } from "../job/job-options.js";

/** Options of a handle for a job of a process. */
export interface JobHandleOptions extends JobOptions {
  /** Default: the package's default client. */
  readonly client?: Client | undefined;
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
