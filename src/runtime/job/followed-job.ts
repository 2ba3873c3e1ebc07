import { Cancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isFinal } from "../documents/status.js";
import { withJob } from "../errors/errors.js";
import { JobDismissedError } from "../errors/job-errors.js";
import type { WaitOptions } from "./job-options.js";
import { readResultsPatiently, requireSuccess } from "./job-outcome.js";
import { JobPoller } from "./job-poller.js";
import type { JobTarget, ResultsReader } from "./job-target.js";
import { PollingPauses } from "./polling.js";
import { reportProgress } from "./progress.js";
import { sharedPollsOf } from "./shared-polls.js";
import { statusChanges } from "./status-changes.js";

/** Why waiting ended that its caller did not end. */
const DISMISSED = new Error("The job was dismissed.");

/** What a `Job` does as soon as it is followed: it is polled, its results are fetched, it is dismissed. */
export class FollowedJob {
  readonly #target: JobTarget;
  readonly #poller: JobPoller;
  /** What waits for the end of the job or its results. */
  readonly #waits = new Map<Cancellation, () => void>();

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
  async dismiss(cancellation: Cancellation): Promise<StatusInfo> {
    const status = await this.#named(
      this.#untilDismissed(cancellation, (waiting) =>
        this.#poller.dismiss(waiting, this.#pauses({})),
      ),
    );
    if (status.status === "dismissed") {
      for (const wait of this.#waits.keys()) wait.cancel(DISMISSED);
    }
    return status;
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
      this.#untilDismissed(cancellation, (waiting) =>
        readResultsPatiently(
          this.#poller,
          read,
          this.#pauses(options),
          this.#target.connection.options.giveUpAfterMs,
          waiting,
          failure,
        ),
      ),
    );
  }

  /** See `Job.watch`. */
  async *changes(
    cancellation: Cancellation,
    options: WaitOptions,
  ): AsyncGenerator<StatusInfo, void> {
    const { connection, jobId } = this.#target;
    const waiting = this.#waitingWithin(cancellation);
    const leaveShared = sharedPollsOf(connection).join(jobId, this.#poller);
    try {
      yield* statusChanges(
        this.#poller,
        this.#pauses(options),
        this.#target.retryAfterMs,
        waiting,
      );
    } catch (failure) {
      const { last } = this.#poller;
      if (waiting.reason !== DISMISSED || !last) {
        throw await this.#told(failure);
      }
      yield last;
    } finally {
      leaveShared();
      this.#leave(waiting);
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

  /** An operation that ends by its caller, and as well where the job is dismissed or the client closed. */
  #waitingWithin(cancellation: Cancellation): Cancellation {
    const waiting = new Cancellation({ parent: cancellation });
    const { connection } = this.#target;
    this.#waits.set(waiting, connection.endWithClient(waiting));
    return waiting;
  }

  #leave(waiting: Cancellation): void {
    this.#waits.get(waiting)?.();
    this.#waits.delete(waiting);
    waiting.dispose();
  }

  /** @throws JobDismissedError: the job was dismissed meanwhile. */
  async #untilDismissed<T>(
    cancellation: Cancellation,
    use: (waiting: Cancellation) => Promise<T>,
  ): Promise<T> {
    const waiting = this.#waitingWithin(cancellation);
    try {
      return await use(waiting);
    } catch (failure) {
      throw waiting.reason === DISMISSED
        ? new JobDismissedError(this.#poller.details)
        : failure;
    } finally {
      this.#leave(waiting);
    }
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
