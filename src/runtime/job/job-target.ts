import type { StatusInfo } from "../documents/documents.js";
import type { Connection } from "../http/connection.js";

/** A job on a server, as it is known before it is polled. */
export interface JobTarget {
  readonly connection: Connection;
  /** The server's id; empty where a synchronous execution made no job. */
  readonly jobId: string;
  readonly processId: string | undefined;
  /** URLs at which the job may be found, best first. Empty: none is known, so it cannot be polled. */
  readonly places: readonly URL[];
  /** The status that is known without a poll. */
  readonly status: StatusInfo | undefined;
  /** Milliseconds that the server asked to wait before the first poll (`Retry-After`). */
  readonly retryAfterMs: number | undefined;
  /** Whether this program made the job just now. */
  readonly isNew: boolean;
  /** Milliseconds between two polls, of this job alone. Default: the client's. */
  readonly pollIntervalMs: number | undefined;
}
