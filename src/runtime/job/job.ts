import { Cancellation, sleep, withCancellation } from "../base/cancellation.js";
import type { Connection } from "../http/connection.js";
import type { StatusInfo } from "../documents/documents.js";
import {
  JobDismissedError,
  JobFailedError,
  JobTimeoutError,
  type JobErrorDetails,
} from "../errors/job-errors.js";
import type { RequestSignal, WaitOptions } from "./job-options.js";
import { dismissUnattended, JobPoller } from "./job-poller.js";
import { PollingPauses } from "./polling.js";
import { problemOf } from "../documents/problem.js";
import { ResultsPatience } from "./results-patience.js";
import { statusChanges } from "./status-changes.js";
import { isTerminal } from "../documents/status.js";

/** How a job gets its results: made where the process is known. */
export interface JobTarget<Outputs> {
  readonly connection: Connection;
  readonly jobId: string;
  readonly processId: string | undefined;
  readonly places: readonly URL[];
  readonly status: StatusInfo | undefined;
  readonly retryAfterMs: number | undefined;
  /** Whether this program made the job just now. */
  readonly isNew: boolean;
  readonly pollIntervalMs: number | undefined;
  /** Fetches and unwraps the results; for a synchronous execution they are here already. */
  readonly readResults: (
    poller: JobPoller,
    cancellation: Cancellation,
  ) => Promise<Outputs>;
}

/**
 * A job on the server (OGC 18-062r2, sections 7.12 and 7.13): its status, its results, its end. Iterating over it
 * gives each change of its status, up to and with the terminal one.
 */
export class Job<Outputs> {
  /** The server's id; empty where a synchronous execution made no job. */
  readonly id: string;
  readonly processId: string | undefined;
  readonly #target: JobTarget<Outputs>;
  readonly #poller: JobPoller;
  #results: Promise<Outputs> | undefined;

  /** Made by process functions: `submit` and `job`. */
  constructor(target: JobTarget<Outputs>) {
    this.id = target.jobId;
    this.processId = target.processId;
    this.#target = target;
    this.#poller = new JobPoller(target);
  }

  /** The status that was seen last, without a request. Undefined: none was seen yet. */
  get lastStatus(): StatusInfo | undefined {
    return this.#poller.last;
  }

  /**
   * Asks for the status.
   * @throws NoSuchJobError: the server never knew the job. JobVanishedError: it knows it no longer. ApiError,
   * ConnectionError, ResponseParseError, TimeoutError.
   */
  async status(options: RequestSignal = {}): Promise<StatusInfo> {
    return withCancellation(options, (cancellation) =>
      this.#poller.look(cancellation),
    );
  }

  /**
   * Waits until the job is successful. Failures of single requests do not end the waiting, unless
   * they last longer than the client's `giveUpAfterMs`.
   * @throws JobFailedError, JobDismissedError, JobVanishedError, JobTimeoutError, UnauthorizedError and what
   * `status` throws. An abort rejects with the signal's reason.
   */
  async wait(options: WaitOptions = {}): Promise<StatusInfo> {
    return this.#bounded(options, (cancellation) =>
      this.waitWithin(cancellation, options),
    );
  }

  /**
   * Waits until the job is successful and fetches its results, unwrapped as the process describes them.
   * @throws What `wait` throws; ResponseParseError where the results can't be read; ValidationError where the
   * job was submitted with `validate`.
   */
  async results(options: WaitOptions = {}): Promise<Outputs> {
    return this.#bounded(options, (cancellation) =>
      this.resultsWithin(cancellation, options),
    );
  }

  /**
   * Dismisses the job (OGC 18-062r2, section 13): a running one is cancelled, a finished one is removed by some
   * servers. Some report `running` until the job notices. One that is dismissed already counts as dismissed now.
   * @returns The status that the server reports.
   * @throws NoSuchJobError; ApiError where the server or the job can't be dismissed.
   */
  async dismiss(options: RequestSignal = {}): Promise<StatusInfo> {
    return withCancellation(options, (cancellation) =>
      this.#poller.dismiss(cancellation),
    );
  }

  /** Each change of the status, from the last one seen up to and with the terminal one; it throws for no status. Leaving the loop ends the polling. */
  async *watch(options: WaitOptions = {}): AsyncGenerator<StatusInfo, void> {
    const cancellation = this.#cancellation(options);
    try {
      yield* this.#changes(cancellation, options);
    } finally {
      this.#ended(cancellation, options);
      cancellation.dispose();
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<StatusInfo, void> {
    return this.watch();
  }

  /** What a printed job shows. */
  toJSON(): {
    readonly jobID: string;
    readonly processID?: string;
    readonly status: string;
  } {
    const { status = "unknown" } = this.lastStatus ?? {};
    return this.processId === undefined
      ? { jobID: this.id, status }
      : { jobID: this.id, processID: this.processId, status };
  }

  /** `wait` as a part of a larger operation. */
  async waitWithin(
    cancellation: Cancellation,
    options: WaitOptions,
  ): Promise<StatusInfo> {
    for await (const status of this.#changes(cancellation, options)) {
      options.onProgress?.(status);
      if (isTerminal(status.status)) return this.#successful(status);
    }
    throw new Error("A job's changes end with a terminal status.");
  }

  /** `results` as a part of a larger operation. */
  async resultsWithin(
    cancellation: Cancellation,
    options: WaitOptions,
  ): Promise<Outputs> {
    await this.waitWithin(cancellation, options);
    this.#results ??= this.#fetchResults(cancellation, options);
    try {
      return await this.#results;
    } catch (failure) {
      this.#results = undefined;
      throw failure;
    }
  }

  /** Dismisses the job without waiting for it; a failure becomes a warning. */
  dismissInBackground(): void {
    const { connection } = this.#target;
    void dismissUnattended(this.#poller).catch((failure: unknown) => {
      const said = failure instanceof Error ? failure.message : String(failure);
      connection.warn({
        code: "background-failure",
        message: `Job ${this.id} could not be dismissed: ${said}`,
        ...(this.processId === undefined ? {} : { processId: this.processId }),
      });
    });
  }

  #changes(
    cancellation: Cancellation,
    options: WaitOptions,
  ): AsyncGenerator<StatusInfo, void> {
    return statusChanges(this.#poller, {
      pauses: this.#pauses(options),
      retryAfterMs: this.#target.retryAfterMs,
      cancellation,
    });
  }

  async #fetchResults(
    cancellation: Cancellation,
    options: WaitOptions,
  ): Promise<Outputs> {
    const { connection } = this.#target;
    const pauses = this.#pauses(options);
    const patience = new ResultsPatience(connection.options.giveUpAfterMs);
    for (;;) {
      try {
        return await this.#target.readResults(this.#poller, cancellation);
      } catch (failure) {
        cancellation.throwIfCancelled();
        // A server may call a job successful and find out afterwards that it is not, or not yet.
        const status = await this.#poller
          .look(cancellation)
          .catch(() => undefined);
        cancellation.throwIfCancelled();
        if (status !== undefined && isTerminal(status.status)) {
          await this.#successful(status);
        }
        if (!patience.allows(failure)) throw failure;
      }
      const pause = pauses.next({ changed: false }, Math.random());
      await sleep(pause, cancellation);
    }
  }

  async #successful(status: StatusInfo): Promise<StatusInfo> {
    if (status.status === "failed") {
      const problem =
        problemOf(status["exception"]) ?? (await this.#poller.exception());
      throw new JobFailedError({ ...this.#details(), problem });
    }
    if (status.status === "dismissed") {
      throw new JobDismissedError(this.#details());
    }
    return status;
  }

  #pauses({ pollIntervalMs }: WaitOptions): PollingPauses {
    const { connection, pollIntervalMs: ofJob } = this.#target;
    return new PollingPauses({
      fixedMs: pollIntervalMs ?? ofJob ?? connection.options.pollIntervalMs,
    });
  }

  #details(): JobErrorDetails {
    const { id: jobId, processId, lastStatus } = this;
    return { jobId, processId, lastStatus };
  }

  async #bounded<T>(
    options: WaitOptions,
    use: (cancellation: Cancellation) => Promise<T>,
  ): Promise<T> {
    const cancellation = this.#cancellation(options);
    try {
      cancellation.throwIfCancelled();
      return await use(cancellation);
    } finally {
      this.#ended(cancellation, options);
      cancellation.dispose();
    }
  }

  #ended(cancellation: Cancellation, options: WaitOptions): void {
    if (cancellation.cancelled && options.dismissOnAbort === true) {
      this.dismissInBackground();
    }
  }

  #cancellation({ signal, timeoutMs = 0 }: WaitOptions): Cancellation {
    return new Cancellation({
      signal,
      timeoutMs,
      onTimeout: () => new JobTimeoutError({ ...this.#details(), timeoutMs }),
    });
  }
}
