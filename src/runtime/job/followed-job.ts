import type { Cancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isTerminal } from "../documents/status.js";
import type { WaitOptions } from "./job-options.js";
import { readResultsPatiently, requireSuccess } from "./job-outcome.js";
import { JobPoller } from "./job-poller.js";
import type { JobTarget, ResultsReader } from "./job-target.js";
import { PollingPauses } from "./polling.js";
import { statusChanges } from "./status-changes.js";

/** What a `Job` does as soon as it is followed: it is polled, its results are fetched, it is dismissed. */
export class FollowedJob {
  readonly #target: JobTarget;
  readonly #poller: JobPoller;

  constructor(target: JobTarget) {
    this.#target = target;
    this.#poller = new JobPoller(target);
  }

  /** See `Job.lastStatus`. */
  get lastStatus(): StatusInfo | undefined {
    return this.#poller.last;
  }

  /** See `Job.status`. */
  status(cancellation: Cancellation): Promise<StatusInfo> {
    return this.#poller.poll(cancellation);
  }

  /** See `Job.dismiss`. */
  dismiss(cancellation: Cancellation): Promise<StatusInfo> {
    return this.#poller.dismiss(cancellation);
  }

  /** See `Job.wait`. */
  async wait(
    cancellation: Cancellation,
    options: WaitOptions,
  ): Promise<StatusInfo> {
    for await (const status of this.changes(cancellation, options)) {
      options.onProgress?.(status);
      if (isTerminal(status.status))
        return requireSuccess(this.#poller, status);
    }
    throw new Error("A job's changes end with a terminal status.");
  }

  /**
   * Reads the results of a job that is successful; see `Job.results`.
   * @param failure - Why an attempt failed that was made before. Undefined: none was made.
   */
  results<Outputs>(
    read: ResultsReader<Outputs>,
    cancellation: Cancellation,
    options: WaitOptions,
    failure?: unknown,
  ): Promise<Outputs> {
    return readResultsPatiently(
      this.#poller,
      read,
      this.#pauses(options),
      this.#target.connection.options.giveUpAfterMs,
      cancellation,
      failure,
    );
  }

  /** See `Job.watch`. */
  changes(
    cancellation: Cancellation,
    options: WaitOptions,
  ): AsyncGenerator<StatusInfo, void> {
    return statusChanges(
      this.#poller,
      this.#pauses(options),
      this.#target.retryAfterMs,
      cancellation,
    );
  }

  #pauses({ pollIntervalMs }: WaitOptions): PollingPauses {
    const { connection, pollIntervalMs: ofJob } = this.#target;
    const fixedMs =
      pollIntervalMs ?? ofJob ?? connection.options.pollIntervalMs;
    return new PollingPauses({ fixedMs });
  }
}
