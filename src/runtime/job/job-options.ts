import type { RequestHeaders } from "../config/request-headers.js";
import type { StatusInfo } from "../documents/documents.js";

/** Options of one request. */
export interface RequestSignal {
  /** Ends the request, which then rejects with the signal's reason. Null: none, as for `fetch`. */
  readonly signal?: AbortSignal | null | undefined;
}

/** Options of one operation. */
export interface CallOptions extends RequestSignal, RequestHeaders {}

/** Options of waiting for a job. */
export interface WaitOptions extends RequestSignal {
  /** Milliseconds until JobTimeoutError. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds between two polls of the job. Default: the client's. */
  readonly pollIntervalMs?: number | undefined;
  /** Called with the first status and at each change of status, progress or message. */
  readonly onProgress?: ((status: StatusInfo) => void) | undefined;
  /** Dismisses the job when the signal or `timeoutMs` ends the waiting. Default: false. */
  readonly dismissOnAbort?: boolean | undefined;
}
