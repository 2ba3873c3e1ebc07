import { sleep, type Cancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isRecord, isText } from "../base/json.js";
import { idOf } from "../documents/job-id.js";
import {
  isFinal,
  isGuessed,
  readStatus,
  statusAs,
} from "../documents/status.js";
import { ApiError, ResponseParseError } from "../errors/http-errors.js";
import {
  JobMismatchError,
  JobVanishedError,
  type JobErrorDetails,
} from "../errors/job-errors.js";
import type { Connection, OpenAnswer } from "../http/connection.js";
import { readRetryAfter } from "../http/retry.js";
import { publicUrl } from "../http/urls.js";
import { dismissUnseen, requestDismissal } from "./dismiss.js";
import {
  isAbsent,
  isResultsPath,
  jobPlaces,
  resultsPlaces,
} from "./job-location.js";
import {
  isAnotherJob,
  isOfAnotherProcess,
  statusIn,
  withPause,
} from "./job-status.js";
import type { JobTarget } from "./job-target.js";
import type { PollingPauses } from "./polling.js";
import { sharedPollsOf } from "./shared-polls.js";
import { Patience } from "./waiting.js";

/** The answer to a poll. */
export interface PolledStatus {
  readonly status: StatusInfo;
  /** Milliseconds that the server asks to wait before the next poll (`Retry-After`). */
  readonly retryAfterMs: number | undefined;
  /** Milliseconds since a page of the job list said so. Undefined: the job's own document says so. */
  readonly ageMs?: number;
}

/** Polls one job: at the place where the server has it, and again after failures that may pass. */
export class JobPoller {
  /** The last status that the server reported. */
  last: StatusInfo | undefined;
  readonly #job: JobTarget;
  readonly #madeAt: number = performance.now();
  /** URLs at which the job may be found, best first. Empty: none is known, so it cannot be polled. */
  readonly #known: readonly URL[];
  /** Whether the server called the job by this id itself, or the caller did; a `Location` may hold another one. */
  readonly #isIdSure: boolean;
  #isWarned = false;
  /** The place where the job was found. */
  #place: URL | undefined;
  /** When the job was last asked for, as `performance.now` gives it. */
  #askedAt = 0;
  /** Counts the polls, of which the job list answers most. Jobs that began together are not asked for together. */
  #polls = Math.floor(Math.random() * 1_024);
  /** How often the server has accepted to dismiss the job. */
  #dismissals = 0;

  constructor(job: JobTarget) {
    const { connection, jobId, location, base } = job;
    this.#job = job;
    this.last = readStatus(job.document, jobId) ?? job.status;
    this.#isIdSure =
      !job.isNew ||
      (isRecord(job.document) && idOf(job.document) !== undefined);
    this.#known =
      jobId === ""
        ? []
        : jobPlaces(connection.apiUrl, jobId, location, base, connection.link);
  }

  get connection(): Connection {
    return this.#job.connection;
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
    return resultsPlaces(jobs, this.last, this.connection.link);
  }

  /** Polls once, with the retries that every request has. */
  async poll(cancellation: Cancellation): Promise<StatusInfo> {
    if (this.#known.length === 0 && this.last) return this.last;
    const { status, retryAfterMs } = await this.#pollPlaces(cancellation);
    return withPause(status, retryAfterMs);
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
    const listed = await this.#pollList(cancellation);
    if (listed) return listed;
    for (;;) {
      try {
        // Without retries of its own, because this loop repeats the request.
        return await this.#pollPlaces(cancellation, 0);
      } catch (failure) {
        cancellation.throwIfCancelled();
        const end = this.#endIn(failure);
        if (end) return { status: end, retryAfterMs: undefined };
        const acceptedAt = this.#isUnseen ? this.#madeAt : undefined;
        if (!patience.allows(failure, acceptedAt)) throw failure;
        const retryAfterMs =
          failure instanceof ApiError ? failure.retryAfterMs : undefined;
        await sleep(
          pauses.afterFailure(retryAfterMs, Math.random()),
          cancellation,
        );
      }
    }
  }

  /** See `Job.dismiss`. A job that the server has accepted and not stored yet is dismissed as soon as a poll sees it. */
  async dismiss(
    cancellation: Cancellation,
    pauses: PollingPauses,
  ): Promise<StatusInfo> {
    const { jobId, connection } = this.#job;
    if (this.#known.length === 0) {
      return this.last ?? { jobID: jobId, status: "successful" };
    }
    const request = (isUnseen: boolean): Promise<StatusInfo> =>
      this.#atPlaces((url) =>
        requestDismissal(connection, url, jobId, cancellation, isUnseen),
      );
    this.last = this.#isUnseen
      ? await dismissUnseen(jobId, request, () =>
          this.#isSeen(cancellation, pauses),
        )
      : await request(false);
    this.#dismissals += 1;
    return this.last;
  }

  /** Whether the server accepted the job just now and has not shown it yet. */
  get #isUnseen(): boolean {
    return this.#job.isNew && !this.#place;
  }

  /** Waits until a poll sees a job that is not known to the server yet. */
  async #isSeen(
    cancellation: Cancellation,
    pauses: PollingPauses,
  ): Promise<boolean> {
    await sleep(pauses.next({ changed: false }, Math.random()), cancellation);
    try {
      await this.pollPatiently(cancellation, pauses);
      return true;
    } catch (failure) {
      cancellation.throwIfCancelled();
      if (failure instanceof JobVanishedError) return false;
      throw failure;
    }
  }

  /** What the server's job list says of a job that goes on; see `SharedPolls`. Undefined: poll the job itself. */
  async #pollList(
    cancellation: Cancellation,
  ): Promise<PolledStatus | undefined> {
    const { last } = this;
    const askedAt = performance.now();
    const dismissals = this.#dismissals;
    // Until its own document was seen once, nobody knows whether the list has all of it.
    if (!last || !this.#place || isFinal(last) || dismissals > 0) {
      this.#askedAt = askedAt;
      return undefined;
    }
    const { connection, jobId } = this.#job;
    const shared = sharedPollsOf(connection);
    this.#polls += 1;
    const listed =
      this.#polls % shared.pollsOfOne === 0
        ? undefined
        : await shared.listed(jobId, last, this.#askedAt, cancellation);
    this.#askedAt = askedAt;
    // What came meanwhile, from `status` or `dismiss`, is newer.
    if (!listed || this.last !== last || dismissals !== this.#dismissals) {
      return undefined;
    }
    this.#remember(listed.status);
    return listed;
  }

  /** Polls at each place, until one of them has the job; later only there. */
  async #pollPlaces(
    cancellation: Cancellation,
    maxRetries?: number,
  ): Promise<PolledStatus> {
    const { connection } = this.#job;
    const dismissals = this.#dismissals;
    try {
      return await this.#atPlaces(async (url) => {
        const polled = await connection.send(
          { method: "GET", url, resource: "job", cancellation, maxRetries },
          (open) => this.#read(open, url),
        );
        const { status } = polled;
        if (isAnotherJob(this.last, status)) throw this.#gone();
        this.#place = url;
        // What the server said before it dismissed the job is no news any more.
        const isPast = dismissals !== this.#dismissals && !isFinal(status);
        if (isPast && this.last) return { ...polled, status: this.last };
        this.#remember(status);
        if (isFinal(status)) sharedPollsOf(connection).ended(status.jobID);
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
      const status = statusAs("successful", jobId, this.last);
      return { status: { ...status, links }, retryAfterMs: undefined };
    }
    const answer = await connection.whole(open);
    return {
      status: statusIn(connection, answer, jobId, this.#isIdSure),
      retryAfterMs: readRetryAfter(answer.headers, Date.now()),
    };
  }

  #remember(status: StatusInfo): void {
    this.last = status;
    if (!isGuessed(status) || this.#isWarned) return;
    this.#isWarned = true;
    const { connection, jobId, processId } = this.#job;
    connection.warn({
      code: "unknown-status",
      message: `Job ${jobId} has the status ${JSON.stringify(status.originalStatus)}, which is not one of the standard's; it is waited for until it has another one, results, or a time at which it finished.`,
      processId,
    });
  }

  /** The end of a job that the server has removed because it was dismissed: 410, and an exception that says so, as Weaver has it. */
  #dismissalIn(failure: unknown): StatusInfo | undefined {
    if (!(failure instanceof ApiError) || failure.status !== 410) {
      return undefined;
    }
    const { type, code, title, detail } = failure.problem ?? {};
    const isDismissed = [type, code, title].some(
      (said) => isText(said) && /dismissed/i.test(said),
    );
    return isDismissed ? this.#dismissed(detail) : undefined;
  }

  /**
   * The end of a job that the server accepted to dismiss: it may remove the job, as pygeoapi does, whose version 0.15
   * answers 500 instead of 404.
   */
  #endIn(failure: unknown): StatusInfo | undefined {
    const { last } = this;
    const isGone =
      failure instanceof JobVanishedError ||
      (failure instanceof ApiError && failure.status === 500);
    if (!isGone) return undefined;
    if (last && isFinal(last)) return last;
    return this.#dismissals > 0 ? this.#dismissed() : undefined;
  }

  /** Remembers that the job is dismissed. */
  #dismissed(detail?: string): StatusInfo {
    const end = statusAs("dismissed", this.#job.jobId, this.last);
    return (this.last =
      detail === undefined ? end : { message: detail, ...end });
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
