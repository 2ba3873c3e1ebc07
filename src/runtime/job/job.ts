import {
  NEVER_CANCELLED,
  unlessCancelled,
  withCancellation,
  type Cancellation,
} from "../base/cancellation.js";
import { checkOptions } from "../config/plain-options.js";
import type { StatusInfo } from "../documents/documents.js";
import { loadUnit, messageOf } from "../errors/errors.js";
import type { JobErrorDetails } from "../errors/job-errors.js";
import { bounded, endBounded, limitsOf, type BoundedJob } from "./bounded.js";
import type { RequestSignal, WaitOptions } from "./job-options.js";
import type { JobTarget, ResultsReader } from "./job-target.js";
import type { JobWithResults } from "./job-with-results.js";
import { reportProgress } from "./progress.js";

/**
 * A job on the server (OGC 18-062r2, sections 7.12 and 7.13): its status, its results, its dismissal. Iterating over
 * it yields each change of its status, up to and including the terminal one.
 */
export class Job<Outputs> implements BoundedJob {
  /** The server's id; empty where a synchronous execution made no job. */
  readonly id: string;
  readonly processId: string | undefined;
  readonly #target: JobTarget;
  readonly #readResults: ResultsReader<Outputs>;
  /** What follows it, from the first time that it is followed. */
  #followed: JobWithResults<Outputs> | undefined;

  /** Made by process functions: `submit` and `job`. */
  constructor(target: JobTarget, readResults: ResultsReader<Outputs>) {
    this.id = target.jobId;
    this.processId = target.processId;
    this.#target = target;
    this.#readResults = readResults;
  }

  /** The last status that the server reported, without a request. Undefined: it has reported none yet. */
  get lastStatus(): StatusInfo | undefined {
    return this.#followed ? this.#followed.lastStatus : this.#target.status;
  }

  /**
   * Asks for the status.
   * @throws NoSuchJobError: the server never knew the job; JobVanishedError: it does not know it any more; ApiError,
   * ConnectionError, ResponseParseError, TimeoutError.
   */
  async status(options: RequestSignal = {}): Promise<StatusInfo> {
    await checkOptions(options);
    return withCancellation(options, async (cancellation) =>
      (await this.#follow(cancellation)).status(cancellation),
    );
  }

  /**
   * Waits until the job is successful. Failures of single requests do not end the waiting, unless
   * they last longer than the client's `giveUpAfterMs`.
   * @throws JobFailedError, JobDismissedError, JobVanishedError, JobTimeoutError, UnauthorizedError and what
   * `status` throws. An abort rejects with the signal's reason.
   */
  async wait(options: WaitOptions = {}): Promise<StatusInfo> {
    await checkOptions(options);
    return bounded(options, this, async (cancellation) =>
      (await this.#follow(cancellation)).wait(cancellation, options),
    );
  }

  /**
   * Waits until the job is successful, and fetches its results, unwrapped as the process describes them.
   * @throws What `wait` throws; ResponseParseError where the results cannot be read; ValidationError where the
   * job was submitted with `validate: true`.
   */
  async results(options: WaitOptions = {}): Promise<Outputs> {
    await checkOptions(options);
    return bounded(options, this, async (cancellation) =>
      (await this.#follow(cancellation)).allResults(cancellation, options),
    );
  }

  /**
   * Dismisses the job (OGC 18-062r2, section 13): the server cancels a running job; some servers remove one that has
   * ended. It is no error if the job was dismissed before. What waits for the job by this handle ends: `wait` and
   * `results` with JobDismissedError, `watch` with the status `dismissed`.
   * @returns The status that the server reports; some report `running` until the job stops.
   * @throws NoSuchJobError; ApiError where the server cannot dismiss jobs, or not this one.
   */
  async dismiss(options: RequestSignal = {}): Promise<StatusInfo> {
    await checkOptions(options);
    return withCancellation(options, async (cancellation) =>
      (await this.#follow(cancellation)).dismiss(cancellation),
    );
  }

  /**
   * Yields each change of the status, from the last known one up to and including the terminal one; a failed or
   * dismissed job throws nothing here. Leaving the loop ends the polling.
   * @throws What `status` throws, where a failure lasts longer than the client's `giveUpAfterMs`; JobTimeoutError.
   */
  async *watch(options: WaitOptions = {}): AsyncGenerator<StatusInfo, void> {
    await checkOptions(options);
    const cancellation = limitsOf(options, this);
    try {
      const followed = await this.#follow(cancellation);
      yield* followed.changes(cancellation, options);
    } finally {
      endBounded(cancellation, options, this);
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
    const { id: jobID, processId: processID, lastStatus } = this;
    const status = lastStatus?.status ?? "unknown";
    return processID === undefined
      ? { jobID, status }
      : { jobID, processID, status };
  }

  /** The job, as errors about it show it. */
  get details(): JobErrorDetails {
    const { id: jobId, processId, lastStatus } = this;
    const { connection } = this.#target;
    return { jobId, processId, lastStatus: connection.masked(lastStatus) };
  }

  /** See `Connection.failed`. */
  failed(failure: unknown): Promise<unknown> {
    return this.#target.connection.failed(failure);
  }

  /** Reads the status that the server answered the execution with, so that `lastStatus` has all of it. No request is made. */
  async begin(cancellation: Cancellation): Promise<this> {
    if (!this.#target.isAnswered) await this.#follow(cancellation);
    return this;
  }

  /**
   * The same as `results`, as a part of the call that made the job. No other caller has this handle, so that results that
   * came at once are read here, and nothing is loaded for them. What they link to is fetched, which may fail as any request
   * may.
   */
  async resultsWithin(
    cancellation: Cancellation,
    options: WaitOptions,
  ): Promise<Outputs> {
    const { isAnswered, status, connection } = this.#target;
    if (!isAnswered) {
      const followed = await this.#follow(cancellation);
      return followed.allResults(cancellation, options);
    }
    if (status) reportProgress(status, options, connection);
    try {
      return await this.#readResults(undefined, cancellation);
    } catch (failure) {
      const followed = await this.#follow(cancellation).catch(() => {
        cancellation.throwIfCancelled();
        throw failure;
      });
      return followed.allResults(cancellation, options, failure);
    }
  }

  /** Dismisses the job without waiting for it, within a time limit of its own; a failure becomes a warning. */
  dismissInBackground(): void {
    void this.#follow(NEVER_CANCELLED)
      .then((followed) => followed.dismissInTime())
      .catch((failure: unknown) => {
        this.#target.connection.warn({
          code: "background-failure",
          message: `Job ${this.id} could not be dismissed: ${messageOf(failure)}`,
          processId: this.processId,
        });
      });
  }

  /**
   * Loads what follows jobs.
   * @throws LoadError, with the job's id and last status.
   */
  async #follow(cancellation: Cancellation): Promise<JobWithResults<Outputs>> {
    if (this.#followed) return this.#followed;
    await this.#target.check?.();
    const jobs = loadUnit(import("./jobs.js"), this.details);
    const { followJob } = await unlessCancelled(jobs, cancellation);
    return (this.#followed ??= followJob(
      this.#target,
      this.#readResults,
      this,
    ));
  }
}
