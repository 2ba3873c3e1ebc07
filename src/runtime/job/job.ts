import { Cancellation, withCancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isTerminal } from "../documents/status.js";
import { JobTimeoutError } from "../errors/job-errors.js";
import type { RequestSignal, WaitOptions } from "./job-options.js";
import {
  readResultsPatiently,
  requireSuccess,
  type ResultsReader,
} from "./job-outcome.js";
import { JobPoller } from "./job-poller.js";
import type { JobTarget } from "./job-target.js";
import { PollingPauses } from "./polling.js";
import { statusChanges } from "./status-changes.js";

/**
 * A job on the server (OGC 18-062r2, sections 7.12 and 7.13): its status, its results, its dismissal. Iterating over
 * it yields each change of its status, up to and including the terminal one.
 */
export class Job<Outputs> {
  /** The server's id; empty where a synchronous execution made no job. */
  readonly id: string;
  readonly processId: string | undefined;
  readonly #target: JobTarget;
  readonly #readResults: ResultsReader<Outputs>;
  readonly #poller: JobPoller;
  #results: Promise<Outputs> | undefined;

  /** Made by process functions: `submit` and `job`. */
  constructor(target: JobTarget, readResults: ResultsReader<Outputs>) {
    this.id = target.jobId;
    this.processId = target.processId;
    this.#target = target;
    this.#readResults = readResults;
    this.#poller = new JobPoller(target);
  }

  /** The last status that the server reported, without a request. Undefined: it has reported none yet. */
  get lastStatus(): StatusInfo | undefined {
    return this.#poller.last;
  }

  /**
   * Asks for the status.
   * @throws NoSuchJobError: the server never knew the job; JobVanishedError: it does not know it any more; ApiError,
   * ConnectionError, ResponseParseError, TimeoutError.
   */
  async status(options: RequestSignal = {}): Promise<StatusInfo> {
    return withCancellation(options, (cancellation) =>
      this.#poller.poll(cancellation),
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
   * Waits until the job is successful, and fetches its results, unwrapped as the process describes them.
   * @throws What `wait` throws; ResponseParseError where the results cannot be read; ValidationError where the
   * job was submitted with `validate: true`.
   */
  async results(options: WaitOptions = {}): Promise<Outputs> {
    return this.#bounded(options, (cancellation) =>
      this.resultsWithin(cancellation, options),
    );
  }

  /**
   * Dismisses the job (OGC 18-062r2, section 13): the server cancels a running job; some servers remove one that has
   * ended. It is no error if the job was dismissed before.
   * @returns The status that the server reports; some report `running` until the job stops.
   * @throws NoSuchJobError; ApiError where the server cannot dismiss jobs, or not this one.
   */
  async dismiss(options: RequestSignal = {}): Promise<StatusInfo> {
    return withCancellation(options, (cancellation) =>
      this.#poller.dismiss(cancellation),
    );
  }

  /**
   * Yields each change of the status, from the last known one up to and including the terminal one; a failed or
   * dismissed job throws nothing here. Leaving the loop ends the polling.
   * @throws What `status` throws, where a failure lasts longer than the client's `giveUpAfterMs`; JobTimeoutError.
   */
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

  /** The same as `wait`, as a part of a larger operation. */
  async waitWithin(
    cancellation: Cancellation,
    options: WaitOptions,
  ): Promise<StatusInfo> {
    for await (const status of this.#changes(cancellation, options)) {
      options.onProgress?.(status);
      if (isTerminal(status.status))
        return requireSuccess(this.#poller, status);
    }
    throw new Error("A job's changes end with a terminal status.");
  }

  /** The same as `results`, as a part of a larger operation. The results are read once, however often they are asked for. */
  async resultsWithin(
    cancellation: Cancellation,
    options: WaitOptions,
  ): Promise<Outputs> {
    await this.waitWithin(cancellation, options);
    this.#results ??= readResultsPatiently(this.#poller, this.#readResults, {
      pauses: this.#pauses(options),
      giveUpAfterMs: this.#target.connection.options.giveUpAfterMs,
      cancellation,
    });
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
    void this.#poller.dismissUnattended().catch((failure: unknown) => {
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

  #pauses({ pollIntervalMs }: WaitOptions): PollingPauses {
    const { connection, pollIntervalMs: ofJob } = this.#target;
    const fixedMs =
      pollIntervalMs ?? ofJob ?? connection.options.pollIntervalMs;
    return new PollingPauses({ fixedMs });
  }

  /** Runs an operation within the caller's signal and time limit. */
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

  /** Dismisses the job where the caller stopped waiting and wants that. */
  #ended(cancellation: Cancellation, options: WaitOptions): void {
    if (cancellation.cancelled && options.dismissOnAbort === true) {
      this.dismissInBackground();
    }
  }

  #cancellation({ signal, timeoutMs = 0 }: WaitOptions): Cancellation {
    return new Cancellation({
      signal,
      timeoutMs,
      onTimeout: () =>
        new JobTimeoutError({ ...this.#poller.details, timeoutMs }),
    });
  }
}
