import {
  NEVER_CANCELLED,
  sleep,
  type Cancellation,
} from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { readStatus } from "../documents/status.js";
import type { Problem } from "../documents/problem.js";
import { ApiError } from "../errors/http-errors.js";
import {
  JobVanishedError,
  type JobErrorDetails,
} from "../errors/job-errors.js";
import { readRetryAfter } from "../http/retry.js";
import { requestDismissal } from "./dismiss.js";
import { isAbsent, jobPlaces, resultsUrl } from "./job-location.js";
import { isAnotherJob, statusIn } from "./job-status.js";
import type { JobTarget } from "./job-target.js";
import type { PollingPauses } from "./polling.js";
import { Patience } from "./waiting.js";

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
  /** URLs at which the job may be found, best first. Empty: none is known, so it cannot be polled. */
  readonly #known: readonly URL[];
  /** The place where the job was found. */
  #place: URL | undefined;

  constructor(job: JobTarget) {
    const { connection, jobId, location, base } = job;
    this.#job = job;
    this.last = readStatus(job.document, jobId) ?? job.status;
    this.#known =
      jobId === "" ? [] : jobPlaces(connection.apiUrl, jobId, location, base);
  }

  /** The job, as errors about it show it. */
  get details(): JobErrorDetails {
    const { jobId, processId } = this.#job;
    return { jobId, processId, lastStatus: this.last };
  }

  /** Where the job's results are. */
  resultsUrl(): URL | undefined {
    const [place] = this.#places();
    return place && resultsUrl(place, this.last);
  }

  /** Polls once, with the retries that every request has. */
  async poll(cancellation: Cancellation): Promise<StatusInfo> {
    if (this.#known.length === 0 && this.last) return this.last;
    return (await this.#pollPlaces(cancellation)).status;
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
        const isUnseen = isNew && !this.#place;
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
    const { jobId, connection } = this.#job;
    if (this.#known.length === 0) {
      return this.last ?? { jobID: jobId, status: "successful" };
    }
    this.last = await this.#atPlaces((url) =>
      requestDismissal(connection, url, jobId, cancellation),
    );
    return this.last;
  }

  /**
   * What the server says about a failed job where its status says nothing: the exception that it answers instead of
   * results (OGC 18-062r2, requirement 46). It is asked for once; without it the job has failed all the same.
   */
  async exception(): Promise<Problem | undefined> {
    const url = this.resultsUrl();
    if (!url || this.last?.message !== undefined) return undefined;
    const call = {
      method: "GET",
      url,
      resource: "results",
      cancellation: NEVER_CANCELLED,
      maxRetries: 0,
    } as const;
    return this.#job.connection
      .fetch(call, () => undefined)
      .catch((failure: unknown) =>
        failure instanceof ApiError ? failure.problem : undefined,
      );
  }

  /** Polls at each place, until one of them has the job; later only there. */
  async #pollPlaces(
    cancellation: Cancellation,
    maxRetries?: number,
  ): Promise<PolledStatus> {
    const { connection, jobId } = this.#job;
    try {
      return await this.#atPlaces(async (url) => {
        const polled = await connection.fetch(
          { method: "GET", url, resource: "job", cancellation, maxRetries },
          (answer) => ({
            status: statusIn(connection, answer, jobId),
            retryAfterMs: readRetryAfter(answer.headers, Date.now()),
          }),
        );
        if (isAnotherJob(this.last, polled.status)) throw this.#gone();
        this.#place = url;
        this.last = polled.status;
        return polled;
      });
    } catch (failure) {
      throw isAbsent(failure) ? this.#gone(failure) : failure;
    }
  }

  #places(): readonly URL[] {
    return this.#place ? [this.#place] : this.#known;
  }

  /** What a request gives at the first place that has the job. Where none has it, the failure of the first one is thrown. */
  async #atPlaces<T>(request: (url: URL) => Promise<T>): Promise<T> {
    let absent: ApiError | undefined;
    for (const url of this.#places()) {
      try {
        return await request(url);
      } catch (failure) {
        if (!isAbsent(failure)) throw failure;
        absent ??= failure;
      }
    }
    throw absent ?? this.#gone();
  }

  /**
   * The error for a job that is at none of its places: it vanished if this program made it or saw it before; else
   * the server never knew it, and its own answer says so.
   */
  #gone(cause?: ApiError): Error {
    const isUnknown = !this.#place && !this.#job.isNew;
    return isUnknown && cause
      ? cause
      : new JobVanishedError({ ...this.details, cause });
  }
}
