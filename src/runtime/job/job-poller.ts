import { Cancellation, sleep } from "../base/cancellation.js";
import type { Answer, Connection } from "../http/connection.js";
import { requestDismissal } from "./dismiss.js";
import type { StatusInfo } from "../documents/documents.js";
import {
  ApiError,
  ConnectionError,
  ResponseParseError,
  TimeoutError,
} from "../errors/http-errors.js";
import { JobVanishedError } from "../errors/job-errors.js";
import { isAbsent, resultsUrl } from "./job-location.js";
import type { PollingPauses } from "./polling.js";
import type { Problem } from "../documents/problem.js";
import { isTransientStatus, readRetryAfter } from "../http/retry.js";
import { readStatus } from "../documents/status.js";

/** The job that is asked for. */
export interface PolledJob {
  readonly connection: Connection;
  readonly jobId: string;
  readonly processId: string | undefined;
  readonly places: readonly URL[];
  readonly status: StatusInfo | undefined;
  readonly isNew: boolean;
}

/** A status, and when the server wants to be asked again. */
export interface Look {
  readonly status: StatusInfo;
  readonly retryAfterMs: number | undefined;
}

/** Some servers show a job only a moment after they accepted it. */
const APPEARANCE_MS = 5_000;
const DISMISSAL_MS = 30_000;
/** A page of a proxy under maintenance passes sooner than this; a wrong address never does. */
const WRONG_ANSWERS_MS = 60_000;

/** Asks for one job: at the right place, and with patience. */
export class JobPoller {
  /** The status that was seen last. */
  last: StatusInfo | undefined;
  readonly #job: PolledJob;
  readonly #since: number = Date.now();
  #place: URL | undefined;

  constructor(job: PolledJob) {
    this.#job = job;
    this.last = job.status;
  }

  /** Where the job's results are. */
  resultsUrl(): URL | undefined {
    const place = this.#place ?? this.#job.places[0];
    return place === undefined ? undefined : resultsUrl(place, this.last);
  }

  /** Asks once, with the retries of every request. */
  async look(cancellation: Cancellation): Promise<StatusInfo> {
    const { places } = this.#job;
    if (places.length === 0 && this.last !== undefined) return this.last;
    return (await this.#lookAround(cancellation, undefined)).status;
  }

  /**
   * Asks until there is an answer. Broken connections, failures of the server and answers that can't be read
   * count as no answer, as long as they last no longer than the client's `giveUpAfterMs`.
   */
  async lookPatiently(
    cancellation: Cancellation,
    pauses: PollingPauses,
  ): Promise<Look> {
    const { options } = this.#job.connection;
    const giveUpAfterMs = options.giveUpAfterMs ?? 600_000;
    const start = Date.now();
    for (;;) {
      try {
        return await this.#lookAround(cancellation, 0);
      } catch (failure) {
        cancellation.throwIfCancelled();
        // pygeoapi removes the jobs that it dismisses.
        if (
          failure instanceof JobVanishedError &&
          this.last?.status === "dismissed"
        ) {
          return { status: this.last, retryAfterMs: undefined };
        }
        const mayPass = isPassing(failure) || this.#mayAppear(failure);
        const patience =
          failure instanceof ResponseParseError
            ? Math.min(giveUpAfterMs, WRONG_ANSWERS_MS)
            : giveUpAfterMs;
        if (!mayPass || Date.now() - start >= patience) throw failure;
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

  /** What the server says about a failed job, where its status does not (OGC 18-062r2, requirement 46). */
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

  async #lookAround(
    cancellation: Cancellation,
    maxRetries: number | undefined,
  ): Promise<Look> {
    const known = this.#place;
    const places = known === undefined ? this.#job.places : [known];
    let absent: ApiError | undefined;
    for (const url of places) {
      try {
        const look = await this.#ask(url, cancellation, maxRetries);
        if (isAnotherJob(this.last, look.status)) throw this.#gone(undefined);
        this.#place = url;
        this.last = look.status;
        return look;
      } catch (failure) {
        if (!isAbsent(failure)) throw failure;
        absent ??= failure;
      }
    }
    throw this.#gone(absent);
  }

  async #ask(
    url: URL,
    cancellation: Cancellation,
    maxRetries: number | undefined,
  ): Promise<Look> {
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

  #gone(cause: ApiError | undefined): Error {
    const { jobId, processId, isNew } = this.#job;
    if (this.#place === undefined && !isNew && cause !== undefined)
      return cause;
    const lastStatus = this.last;
    return new JobVanishedError({ jobId, processId, lastStatus, cause });
  }

  #mayAppear(failure: unknown): boolean {
    const isUnseen = this.#job.isNew && this.#place === undefined;
    return (
      isUnseen &&
      failure instanceof JobVanishedError &&
      Date.now() - this.#since < APPEARANCE_MS
    );
  }
}

/** Dismisses a job on behalf of nobody who waits for it. */
export async function dismissUnattended(poller: JobPoller): Promise<void> {
  const cancellation = new Cancellation({ timeoutMs: DISMISSAL_MS });
  try {
    await poller.dismiss(cancellation);
  } finally {
    cancellation.dispose();
  }
}

/** The status in an answer. */
export function statusIn(
  connection: Connection,
  answer: Answer,
  jobId: string,
): StatusInfo {
  const status = readStatus(connection.parseJson(answer), jobId);
  if (status === undefined) {
    throw connection.parseError(answer, "this is no status of a job");
  }
  return status;
}

function isPassing(failure: unknown): boolean {
  if (failure instanceof ApiError) return isTransientStatus(failure.status);
  return (
    failure instanceof ConnectionError ||
    failure instanceof TimeoutError ||
    failure instanceof ResponseParseError
  );
}

/** Servers reuse ids: a job under the same id that was made at another time, or of another process, is another job. */
function isAnotherJob(
  before: StatusInfo | undefined,
  after: StatusInfo,
): boolean {
  if (before === undefined) return false;
  const { processID = after.processID, created = after.created } = before;
  if (processID !== after.processID && after.processID !== undefined) {
    return !after.processID.endsWith(`/${processID ?? ""}`);
  }
  if (created === undefined || after.created === undefined) return false;
  const zone = /(Z|[+-]\d\d:?\d\d)?$/i;
  const hasSameZone = zone.exec(created)?.[0] === zone.exec(after.created)?.[0];
  const apart = Math.abs(Date.parse(created) - Date.parse(after.created));
  return hasSameZone && apart > 1_000;
}
