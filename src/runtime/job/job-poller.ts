import {
  NEVER_CANCELLED,
  sleep,
  type Cancellation,
} from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isRecord } from "../base/json.js";
import { decodeText } from "../base/text.js";
import { idOf } from "../documents/job-id.js";
import { isKnownStatus, readStatus } from "../documents/status.js";
import { describeProblem, type Problem } from "../documents/problem.js";
import { ApiError, ResponseParseError } from "../errors/http-errors.js";
import {
  JobMismatchError,
  JobVanishedError,
  type JobErrorDetails,
} from "../errors/job-errors.js";
import type { OpenAnswer } from "../http/connection.js";
import { readRetryAfter } from "../http/retry.js";
import { publicUrl } from "../http/urls.js";
import { requestDismissal } from "./dismiss.js";
import {
  isAbsent,
  isResultsPath,
  jobPlaces,
  resultsPlaces,
} from "./job-location.js";
import { isAnotherJob, isOfAnotherProcess, statusIn } from "./job-status.js";
import type { JobTarget } from "./job-target.js";
import type { PollingPauses } from "./polling.js";
import { problemIn } from "./problem-in.js";
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
  /** Whether the server called the job by this id itself, or the caller did; a `Location` may hold another one. */
  readonly #isIdSure: boolean;
  #isWarned = false;
  /** The place where the job was found. */
  #place: URL | undefined;

  constructor(job: JobTarget) {
    const { connection, jobId, location, base } = job;
    this.#job = job;
    this.last = readStatus(job.document, jobId) ?? job.status;
    this.#isIdSure =
      !job.isNew ||
      (isRecord(job.document) && idOf(job.document) !== undefined);
    this.#known =
      jobId === "" ? [] : jobPlaces(connection.apiUrl, jobId, location, base);
  }

  /** The job, as errors about it show it. */
  get details(): JobErrorDetails {
    const { jobId, processId, connection } = this.#job;
    return { jobId, processId, lastStatus: connection.masked(this.last) };
  }

  /** A URL as errors show it. */
  shown(url: URL): string {
    return this.#job.connection.masked(publicUrl(url));
  }

  /** Where the job's results may be, best first. Empty: the job has no place on the server. */
  resultsPlaces(): readonly URL[] {
    const others = this.#known.filter((url) => url !== this.#place);
    const jobs = this.#place ? [this.#place, ...others] : others;
    return resultsPlaces(jobs, this.last);
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
    const patience = new Patience(
      isNew || this.#place ? "poll" : "first poll",
      connection.options.giveUpAfterMs,
    );
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
   * What the server answers instead of the results of a job that failed (OGC 18-062r2, requirement 46): a failure, or an
   * exception whatever the HTTP status. It is asked for once; without it the job has failed all the same.
   */
  async insteadOfResults(): Promise<{
    readonly failure?: ApiError;
    readonly problem?: Problem | undefined;
  }> {
    const [url] = this.resultsPlaces();
    if (!url) return {};
    const call = {
      method: "GET",
      url,
      resource: "results",
      cancellation: NEVER_CANCELLED,
      maxRetries: 0,
    } as const;
    const { connection } = this.#job;
    try {
      const text = await connection.fetch(call, ({ bytes }) =>
        decodeText(bytes).trim(),
      );
      const problem = /^[[{]/.test(text)
        ? connection.masked(await problemIn(text))
        : undefined;
      return describeProblem(problem) === "" ? {} : { problem };
    } catch (failure) {
      return failure instanceof ApiError
        ? { failure, problem: failure.problem }
        : {};
    }
  }

  /** Polls at each place, until one of them has the job; later only there. */
  async #pollPlaces(
    cancellation: Cancellation,
    maxRetries?: number,
  ): Promise<PolledStatus> {
    const { connection } = this.#job;
    try {
      return await this.#atPlaces(async (url) => {
        const polled = await connection.send(
          { method: "GET", url, resource: "job", cancellation, maxRetries },
          (open) => this.#read(open, url),
        );
        const { status } = polled;
        if (isAnotherJob(this.last, status)) throw this.#gone();
        this.#place = url;
        this.#remember(status);
        if (isOfAnotherProcess(status, this.#job.processId)) {
          throw new JobMismatchError(this.details);
        }
        return polled;
      });
    } catch (failure) {
      const end = this.#dismissalIn(failure);
      if (end) return { status: end, retryAfterMs: undefined };
      throw isAbsent(failure) ? this.#gone(failure) : failure;
    }
  }

  /** The status in an answer. A job that redirects to its results has them (RFC 9110, section 15.4.4). */
  async #read(open: OpenAnswer, place: URL): Promise<PolledStatus> {
    const { connection, jobId } = this.#job;
    const { url } = open;
    if (isResultsPath(url) && !isResultsPath(place)) {
      await open.response.discard();
      const links = [{ href: url.href, rel: "results" }];
      const status = {
        ...this.last,
        jobID: jobId,
        status: "successful",
        links,
      };
      return { status, retryAfterMs: undefined };
    }
    const answer = await connection.whole(open);
    return {
      status: statusIn(connection, answer, jobId, this.#isIdSure),
      retryAfterMs: readRetryAfter(answer.headers, Date.now()),
    };
  }

  #remember(status: StatusInfo): void {
    this.last = status;
    if (isKnownStatus(status.status) || this.#isWarned) return;
    this.#isWarned = true;
    const { connection, jobId, processId } = this.#job;
    connection.warn({
      code: "unknown-status",
      message: `Job ${jobId} has the status ${JSON.stringify(status.status)}, which is not one of the standard's; it is waited for until it has another one, results, or a time at which it finished.`,
      processId,
    });
  }

  /** The end of a job that the server has removed because it was dismissed: 410, and an exception that says so, as Weaver has it. */
  #dismissalIn(failure: unknown): StatusInfo | undefined {
    if (!(failure instanceof ApiError) || failure.status !== 410) {
      return undefined;
    }
    const { problem = {} } = failure;
    const { type, code, title, detail } = problem;
    const isDismissed = [type, code, title].some((said) =>
      /dismissed/i.test(String(said)),
    );
    if (!isDismissed) return undefined;
    const { message = detail, ...last } = this.last ?? {};
    const { jobId: jobID } = this.#job;
    const end = { ...last, jobID, status: "dismissed" };
    this.last = message === undefined ? end : { ...end, message };
    return this.last;
  }

  #places(): readonly URL[] {
    return this.#place ? [this.#place] : this.#known;
  }

  /** What a request gives at the first place that has the job. Where none has it, the failure of the first one is thrown. */
  async #atPlaces<T>(request: (url: URL) => Promise<T>): Promise<T> {
    let first: Error | undefined;
    for (const url of this.#places()) {
      try {
        return await request(url);
      } catch (failure) {
        // As long as the job was not found, something else may be at a place.
        const isElsewhere =
          (isAbsent(failure) && failure.status !== 410) ||
          (failure instanceof ResponseParseError && !this.#place);
        if (!isElsewhere) throw failure;
        first ??= failure;
      }
    }
    throw first ?? this.#gone();
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
