import { Cancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isFinal } from "../documents/status.js";
import { ApiError } from "../errors/http-errors.js";
import type { Connection } from "../http/connection.js";
import { readRetryAfter } from "../http/retry.js";
import { LargePages } from "../lists/large-pages.js";
import { isAbsent } from "../job/job-location.js";
import type { RequestSignal } from "../job/job-options.js";
import { isAnotherJob } from "../job/job-status.js";
import { fetchStatus } from "../job/jobs.js";
import { PollingPauses } from "../job/polling.js";
import { sharedPollsOf } from "../job/shared-polls.js";
import { describe } from "../job/status-changes.js";
import { Patience } from "../job/waiting.js";
import { isUntold, matchesFilter, type JobFilter } from "./job-filter.js";
import { jobPages, jobReader } from "./lists.js";

/** Options of watching the jobs of a server. */
export interface WatchJobsOptions extends RequestSignal {
  /**
   * Milliseconds between two readings of the list, and at least as many as one takes. Default: the client's, else pauses
   * that grow as long as nothing changes.
   */
  readonly pollIntervalMs?: number | undefined;
}

/** A list may lack a job once, because it changed between two of its pages. So often, the job is gone. */
const MOST_MISSED = 3;

/** See `Client.watchJobs`. */
export async function* watchJobs(
  connection: Connection,
  filter: JobFilter,
  { signal, pollIntervalMs }: WatchJobsOptions,
): AsyncGenerator<StatusInfo, void> {
  const ofFilter = new Cancellation({ signal: filter.signal });
  const cancellation = new Cancellation({ signal, parent: ofFilter });
  const { options } = connection;
  const fixedMs = pollIntervalMs ?? options.pollIntervalMs;
  const pauses = new PollingPauses({ fixedMs });
  const jobs = new WatchedJobs(connection, filter);
  try {
    for (let patience: Patience | undefined; ;) {
      cancellation.throwIfCancelled();
      const beganAt = performance.now();
      patience ??= new Patience(
        jobs.isRead ? "poll" : "first poll",
        options.giveUpAfterMs,
      );
      let pauseMs: number;
      let tookMs = 0;
      try {
        const changes = await jobs.changes(cancellation);
        tookMs = performance.now() - beganAt;
        // Not `yield*`: before TypeScript 5.6, an array cannot be delegated to in such a generator.
        for (const status of changes) yield status;
        patience = undefined;
        const changed = changes.length > 0;
        const { retryAfterMs } = jobs;
        pauseMs = pauses.next({ changed, retryAfterMs }, Math.random());
      } catch (failure) {
        cancellation.throwIfCancelled();
        if (!patience?.allows(failure)) throw failure;
        const wishMs =
          failure instanceof ApiError ? failure.retryAfterMs : undefined;
        pauseMs = pauses.afterFailure(wishMs, Math.random());
      }
      await connection.pause(Math.max(pauseMs, tookMs), cancellation);
    }
  } finally {
    cancellation.dispose();
    ofFilter.dispose();
  }
}

/** A job as it was last seen. */
interface SeenJob {
  readonly status: StatusInfo;
  /** How many readings did not show it since. */
  readonly missed: number;
}

/** The jobs of a server that fit a filter, as they were last seen. */
class WatchedJobs {
  /** Whether the list was read once. */
  isRead = false;
  /** Milliseconds that the server asked to wait when the list was read. */
  retryAfterMs: number | undefined;
  readonly #connection: Connection;
  readonly #filter: JobFilter;
  readonly #pages: LargePages;
  readonly #read: ReturnType<typeof jobReader>;
  readonly #seen = new Map<string, SeenJob>();

  constructor(connection: Connection, filter: JobFilter) {
    this.#connection = connection;
    this.#filter = filter;
    this.#pages = new LargePages(connection);
    this.#read = jobReader(connection, filter);
  }

  /** Reads the list, and asks for the jobs themselves that it does not tell of. Returns the statuses that are news. */
  async changes(cancellation: Cancellation): Promise<readonly StatusInfo[]> {
    const listed = await this.#listed(cancellation);
    const untold = [...listed.values()].filter(isUntold);
    const unlisted = [...this.#seen].flatMap(
      ([id, { status }]): readonly StatusInfo[] =>
        listed.has(id) ? [] : [status],
    );
    const goingOn = unlisted.filter((status) => !isFinal(status));
    const asked = await Promise.all(
      [...untold, ...goingOn].map((status) => this.#ask(status, cancellation)),
    );
    const answers = new Map(asked);
    this.isRead = true;
    const statuses = [...listed.values(), ...goingOn].flatMap(
      (status): readonly StatusInfo[] => {
        const known = this.#known(status, answers);
        return known === undefined ? [] : [known];
      },
    );
    for (const { jobID } of unlisted) this.#miss(jobID);
    return statuses.filter((status) => this.#see(status));
  }

  async #listed(
    cancellation: Cancellation,
  ): Promise<ReadonlyMap<string, StatusInfo>> {
    const askedAt = performance.now();
    const jobs = new Map<string, StatusInfo>();
    // What is missing at first is told once; later, the next reading repeats a request that failed.
    const isOptional = this.isRead;
    const pages = jobPages(
      this.#connection,
      this.#filter,
      cancellation,
      (start) => this.#pages.of({ ...start, isOptional }, cancellation),
    );
    this.retryAfterMs = undefined;
    for await (const { items, headers } of pages) {
      this.retryAfterMs ??= readRetryAfter(headers, Date.now());
      for (const job of this.#read(items)) jobs.set(job.jobID, job);
    }
    if (isWhole(this.#filter)) {
      const told = [...jobs].filter(([, job]) => !isUntold(job));
      sharedPollsOf(this.#connection).take(new Map(told), askedAt);
    }
    return jobs;
  }

  /** What a job's own document says. Undefined: the server has it no longer. One that has ended is not asked for again. */
  async #ask(
    { jobID }: StatusInfo,
    cancellation: Cancellation,
  ): Promise<readonly [string, StatusInfo | undefined]> {
    const seen = this.#seen.get(jobID)?.status;
    if (seen && isFinal(seen)) return [jobID, seen];
    try {
      return [jobID, await fetchStatus(this.#connection, jobID, cancellation)];
    } catch (failure) {
      if (!isAbsent(failure)) throw failure;
      return [jobID, undefined];
    }
  }

  /** The status of a job: as its own document has it where that was asked for. Undefined: the server removed it. */
  #known(
    status: StatusInfo,
    answers: ReadonlyMap<string, StatusInfo | undefined>,
  ): StatusInfo | undefined {
    if (!answers.has(status.jobID)) return status;
    const answer = answers.get(status.jobID);
    if (answer === undefined) this.#seen.delete(status.jobID);
    // The id by which it was asked for, because some servers put something in front of it.
    return answer && { ...answer, jobID: status.jobID };
  }

  /** Counts that a list lacks a job that has ended, and forgets it in the end. */
  #miss(jobId: string): void {
    const seen = this.#seen.get(jobId);
    if (!seen || !isFinal(seen.status)) return;
    const missed = seen.missed + 1;
    if (missed > MOST_MISSED) this.#seen.delete(jobId);
    else this.#seen.set(jobId, { ...seen, missed });
  }

  /** Remembers a status. Returns whether it is news. */
  #see(status: StatusInfo): boolean {
    const { jobID } = status;
    const before = this.#seen.get(jobID)?.status;
    const isSame = before !== undefined && !isAnotherJob(before, status);
    // A list may be of an earlier time than the one before, and no job goes on after its end.
    if (isSame && (isFinal(before) || isEarlier(status, before))) {
      this.#seen.set(jobID, { status: before, missed: 0 });
      return false;
    }
    const isFitting = matchesFilter(status, this.#filter);
    // One that goes on and does not fit would be asked for by itself each time.
    if (isFitting || isFinal(status)) {
      this.#seen.set(jobID, { status, missed: 0 });
    } else this.#seen.delete(jobID);
    return isSame ? describe(status) !== describe(before) : isFitting;
  }
}

/** Whether a filter leaves every job. */
function isWhole(filter: JobFilter): boolean {
  const { processID, status, type, datetime } = filter;
  const { minDuration, maxDuration } = filter;
  return [processID, status, type, datetime, minDuration, maxDuration].every(
    (wanted) => wanted === undefined,
  );
}

function isEarlier(status: StatusInfo, before: StatusInfo): boolean {
  return Date.parse(status.updated ?? "") < Date.parse(before.updated ?? "");
}
