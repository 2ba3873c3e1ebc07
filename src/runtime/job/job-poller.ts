import { Cancellation, sleep } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import type { Problem } from "../documents/problem.js";
import { ApiError } from "../errors/http-errors.js";
import {
  JobVanishedError,
  type JobErrorDetails,
} from "../errors/job-errors.js";
import { DISMISSAL_MS, Patience } from "../http/patience.js";
import { readRetryAfter } from "../http/retry.js";
import { requestDismissal } from "./dismiss.js";
import { isAbsent, resultsUrl } from "./job-location.js";
import { isAnotherJob, statusIn } from "./job-status.js";
import type { JobTarget } from "./job-target.js";
import type { PollingPauses } from "./polling.js";

/** The answer to a poll. */
export interface PolledStatus {
  readonly status: StatusInfo;
  /** Milliseconds that the server asks to wait before the next poll (`Retry-After`). */
  readonly retryAfterMs: number | undefined;
}

/** Polls one job: at the place where the server has it, and again after failures that may pass. */
export class JobPoller {
  /** The last status that the server reported. */
  last: StatusInfo | undefined;
  readonly #job: JobTarget;
  readonly #madeAt: number = Date.now();
  /** The place where the job was found. */
  #place: URL | undefined;

  constructor(job: JobTarget) {
    this.#job = job;
    this.last = job.status;
  }

  /** The job, as errors about it show it. */
  get details(): JobErrorDetails {
    const { jobId, processId } = this.#job;
    return { jobId, processId, lastStatus: this.last };
  }

  /** Where the job's results are. */
  resultsUrl(): URL | undefined {
    const place = this.#place ?? this.#job.places[0];
    return place === undefined ? undefined : resultsUrl(place, this.last);
  }

  /** Polls once, with the retries that every request has. */
  async poll(cancellation: Cancellation): Promise<StatusInfo> {
    const { places } = this.#job;
    if (places.length === 0 && this.last !== undefined) return this.last;
    return (await this.#pollPlaces(cancellation, undefined)).status;
  }

  /** Polls until there is an answer, or until the failures last longer than patience.ts allows. */
  async pollPatiently(
    cancellation: Cancellation,
    pauses: PollingPauses,
  ): Promise<PolledStatus> {
    const { isNew, connection } = this.#job;
    const patience = new Patience("poll", connection.options.giveUpAfterMs);
    for (;;) {
      try {
        // Without retries of its own, because this loop repeats the request.
        return await this.#pollPlaces(cancellation, 0);
      } catch (failure) {
        cancellation.throwIfCancelled();
        // pygeoapi removes the jobs that it dismisses.
        if (
          failure instanceof JobVanishedError &&
          this.last?.status === "dismissed"
        ) {
          return { status: this.last, retryAfterMs: undefined };
        }
        const isUnseen = isNew && this.#place === undefined;
        if (!patience.allows(failure, isUnseen ? this.#madeAt : undefined)) {
          throw failure;
        }
        const retryAfterMs =
          failure instanceof ApiError ? failure.retryAfterMs : undefined;
        await sleep(
          pauses.afterFailure(retryAfterMs, Math.random()),
          cancellation,
        );
      }
    }
  }

  /** See `Job.dismiss`. */
  async dismiss(cancellation: Cancellation): Promise<StatusInfo> {
    const { jobId, connection, places } = this.#job;
    let absent: unknown;
    for (const url of this.#place === undefined ? places : [this.#place]) {
      try {
        const call = { url, jobId, cancellation };
        this.last = await requestDismissal(connection, call);
        return this.last;
      } catch (failure) {
        if (!isAbsent(failure)) throw failure;
        absent ??= failure;
      }
    }
    if (absent instanceof Error) throw absent;
    return this.last ?? { jobID: jobId, status: "successful" };
  }

  /** Dismisses a job that nobody waits for, within a time limit of its own. */
  async dismissUnattended(): Promise<void> {
    const cancellation = new Cancellation({ timeoutMs: DISMISSAL_MS });
    try {
      await this.dismiss(cancellation);
    } finally {
      cancellation.dispose();
    }
  }

  /**
   * What the server says about a failed job where its status says nothing: the exception that it answers instead of
   * results (OGC 18-062r2, requirement 46). It is asked for once; without it the job has failed all the same.
   */
  async exception(): Promise<Problem | undefined> {
    const url = this.resultsUrl();
    if (url === undefined || this.last?.message !== undefined) return undefined;
    const cancellation = new Cancellation();
    try {
      await this.#job.connection.fetch(
        {
          method: "GET",
          url,
          resource: "results",
          cancellation,
          maxRetries: 0,
        },
        () => undefined,
      );
    } catch (failure) {
      if (failure instanceof ApiError) return failure.problem;
    }
    return undefined;
  }

  /** Polls at each place, until one of them has the job; later only there. */
  async #pollPlaces(
    cancellation: Cancellation,
    maxRetries: number | undefined,
  ): Promise<PolledStatus> {
    const known = this.#place;
    const places = known === undefined ? this.#job.places : [known];
    let absent: ApiError | undefined;
    for (const url of places) {
      try {
        const polled = await this.#pollAt(url, cancellation, maxRetries);
        if (isAnotherJob(this.last, polled.status)) throw this.#gone(undefined);
        this.#place = url;
        this.last = polled.status;
        return polled;
      } catch (failure) {
        if (!isAbsent(failure)) throw failure;
        absent ??= failure;
      }
    }
    throw this.#gone(absent);
  }

  async #pollAt(
    url: URL,
    cancellation: Cancellation,
    maxRetries: number | undefined,
  ): Promise<PolledStatus> {
    const { connection, jobId } = this.#job;
    const call = {
      method: "GET",
      url,
      resource: "job",
      cancellation,
      ...(maxRetries === undefined ? {} : { maxRetries }),
    } as const;
    return connection.fetch(call, (answer) => ({
      status: statusIn(connection, answer, jobId),
      retryAfterMs: readRetryAfter(answer.headers, Date.now()),
    }));
  }

  /**
   * The error for a job that is at none of its places: it vanished if this program made it or saw it before; else
   * the server never knew it, and its own answer says so.
   */
  #gone(cause: ApiError | undefined): Error {
    const isUnknown = this.#place === undefined && !this.#job.isNew;
    if (isUnknown && cause !== undefined) return cause;
    return new JobVanishedError({ ...this.details, cause });
  }
}
