import type { Cancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isFinal } from "../documents/status.js";
import { withJob } from "../errors/errors.js";
import type { WaitOptions } from "./job-options.js";
import { readResultsPatiently, requireSuccess } from "./job-outcome.js";
import { JobPoller } from "./job-poller.js";
import type { JobTarget, ResultsReader } from "./job-target.js";
import { PollingPauses } from "./polling.js";
import { reportProgress } from "./progress.js";
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
    return this.#named(this.#poller.poll(cancellation));
  }

  /** See `Job.dismiss`. */
  dismiss(cancellation: Cancellation): Promise<StatusInfo> {
    return this.#named(this.#poller.dismiss(cancellation));
  }

  /** See `Job.wait`. */
  wait(cancellation: Cancellation, options: WaitOptions): Promise<StatusInfo> {
    return this.#named(this.#wait(cancellation, options));
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
    return this.#named(
      readResultsPatiently(
        this.#poller,
        read,
        this.#pauses(options),
        this.#target.connection.options.giveUpAfterMs,
        cancellation,
        failure,
      ),
    );
  }

  /** See `Job.watch`. */
  async *changes(
    cancellation: Cancellation,
    options: WaitOptions,
  ): AsyncGenerator<StatusInfo, void> {
    try {
      yield* statusChanges(
        this.#poller,
        this.#pauses(options),
        this.#target.retryAfterMs,
        cancellation,
      );
    } catch (failure) {
      throw await this.#told(failure);
    }
  }

  async #wait(
    cancellation: Cancellation,
    options: WaitOptions,
  ): Promise<StatusInfo> {
    const { connection } = this.#target;
    for await (const status of this.changes(cancellation, options)) {
      reportProgress(status, options, connection);
      if (isFinal(status)) return requireSuccess(this.#poller, status);
    }
    throw new Error("A job's changes end with a final status.");
  }

  /** Whatever fails after a job is known, the error names it. */
  async #named<T>(outcome: Promise<T>): Promise<T> {
    try {
      return await outcome;
    } catch (failure) {
      throw await this.#told(failure);
    }
  }

  /** A failure as the caller gets it. */
  #told(failure: unknown): Promise<unknown> {
    const named = withJob(failure, this.#poller.details);
    return this.#target.connection.failed(named);
  }

  #pauses({ pollIntervalMs }: WaitOptions): PollingPauses {
    const { connection, pollIntervalMs: ofJob } = this.#target;
    const fixedMs =
      pollIntervalMs ?? ofJob ?? connection.options.pollIntervalMs;
    return new PollingPauses({ fixedMs });
  }
}
