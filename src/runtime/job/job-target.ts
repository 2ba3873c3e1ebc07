import type { Cancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import type { Connection } from "../http/connection.js";

/** A job on a server, as it is known before it is polled. */
export interface JobTarget {
  readonly connection: Connection;
  /** The server's id; empty where a synchronous execution made no job, so that there is nothing to poll. */
  readonly jobId: string;
  readonly processId: string | undefined;
  /** The URL at which the answer to the execution says that the job is. Undefined: it says none. */
  readonly location: string | undefined;
  /** The URL that `location` is relative to. Default: the landing page. */
  readonly base: URL | undefined;
  /** The status that is known without a poll. */
  readonly status: StatusInfo | undefined;
  /** The JSON that the server sent about the job, which says more than `status` where it is the document of a status. */
  readonly document: unknown;
  /** Milliseconds that the server asked to wait before the first poll (`Retry-After`). */
  readonly retryAfterMs: number | undefined;
  /** Whether this program made the job just now. */
  readonly isNew: boolean;
  /** Whether its results came at once, so that they can be read without following the job. */
  readonly isAnswered: boolean;
  /** Milliseconds between two polls, of this job alone. Default: the client's. */
  readonly pollIntervalMs: number | undefined;
  /** Rejects with ConfigError where the options of the handle are wrong. Undefined: they were checked before. */
  readonly check?: (() => Promise<unknown>) | undefined;
}

/**
 * Fetches and unwraps the results of a job; of a synchronous execution, they were received already.
 * @param url - Where the results are. Undefined: the job has no place on the server.
 */
export type ResultsReader<Outputs> = (
  url: URL | undefined,
  cancellation: Cancellation,
) => Promise<Outputs>;
