import { Cancellation, unlessCancelled } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isFinal } from "../documents/status.js";
import { loadUnit } from "../errors/errors.js";
import { ApiError } from "../errors/http-errors.js";
import type { Connection } from "../http/connection.js";
import type { JobPages, ListedJobs, WaitingJobs } from "./job-pages.js";
import { goesOn, joined } from "./listed-status.js";

/** With fewer jobs that are waited for, each is asked for by itself, as if there were no list. */
const FEWEST_JOBS = 8;
/** Milliseconds after which no more pages are read in one round. A list whose first page takes longer is too slow. */
const SLOW_LIST_MS = 5_000;
/** Milliseconds until a list is tried again that failed or showed too little. */
const OFF_MS = 60_000;
/**
 * A round of pages serves the jobs that are due within a part of the time since they were last asked for: this part for
 * each page of the round, and not less or more than these.
 */
const FRESH_PART_OF_PAGE = 1 / 32;
const FRESH_PARTS = { least: 1 / 8, most: 1 / 2 };

/** Of a hundred jobs that have ended, one that a list shows as going on betrays it. */
const MOST_ENDED = 100;

/** A round of pages, and when it was, as `performance.now` gives it. */
interface Round extends ListedJobs {
  readonly askedAt: number;
  readonly readAt: number;
}

/** What a page says of a job. */
export interface ListedStatus {
  readonly status: StatusInfo;
  readonly retryAfterMs: number | undefined;
  /** Milliseconds since the list said so. */
  readonly ageMs: number;
}

/** A job that is waited for. */
export interface WaitingJob {
  /** The last status that the server reported. */
  readonly last: StatusInfo | undefined;
}

const POLLS: WeakMap<Connection, SharedPolls> = /* @__PURE__ */ new WeakMap();

/** The shared polls of a client. */
export function sharedPollsOf(connection: Connection): SharedPolls {
  const known = POLLS.get(connection);
  if (known) return known;
  const made = new SharedPolls(connection);
  POLLS.set(connection, made);
  return made;
}

/**
 * Asks for many jobs at once, by pages of the server's job list (OGC 18-062r2, section 11). The list is never the only
 * witness of an end or of another status: it says that a job goes on, with which progress and message. For everything
 * else, and where the list fails, the job itself is asked for.
 */
export class SharedPolls {
  readonly #connection: Connection;
  /** The jobs that are waited for by their ids, and how often each is. */
  readonly #waiting = new Map<string, { count: number; job: WaitingJob }>();
  #pages: JobPages | undefined;
  #round: Promise<Round | undefined> | undefined;
  #askedAt = -Infinity;
  /** How many pages the last round had. */
  #cost = 1;
  /** Whether a round is on its way: the jobs that are due meanwhile wait for it. */
  #isReading = false;
  #offUntil = -Infinity;
  /** When jobs ended, by their ids, as their own documents say. */
  readonly #ended = new Map<string, number>();
  /** Whether the list has shown an end before the job's own document did. */
  #keepsUp = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Counts a job as waited for. Returns what must be called when it is not any more. */
  join(jobId: string, job: WaitingJob): () => void {
    const waiting = this.#waiting.get(jobId) ?? { count: 0, job };
    this.#waiting.set(jobId, waiting);
    waiting.count += 1;
    return () => {
      waiting.count -= 1;
      if (waiting.count === 0) this.#waiting.delete(jobId);
    };
  }

  /**
   * Of how many polls of a job one asks for its own document, because a list may lag behind for ever: of four where there
   * are few jobs, and of more where there are many, so that eight jobs or so are asked for at a time, or one where the
   * list is known to keep up.
   */
  get pollsOfOne(): number {
    const { size } = this.#waiting;
    return this.#keepsUp
      ? Math.min(1_024, Math.max(4, size))
      : Math.min(128, Math.max(4, Math.floor(size / 8)));
  }

  /** Remembers that a job has ended, as its own document says. */
  ended(jobId: string): void {
    const [oldest = ""] = this.#ended.keys();
    if (this.#ended.size >= MOST_ENDED) this.#ended.delete(oldest);
    this.#ended.set(jobId, performance.now());
  }

  /**
   * What the list says of a job that is due. Undefined: ask for the job itself.
   * @param last - Its last status, from its own document.
   * @param lastAskedAt - When it was last asked for, as `performance.now` gives it.
   */
  async listed(
    jobId: string,
    last: StatusInfo,
    lastAskedAt: number,
    cancellation: Cancellation,
  ): Promise<ListedStatus | undefined> {
    const now = performance.now();
    if (this.#waiting.size < FEWEST_JOBS || now < this.#offUntil) {
      return undefined;
    }
    if (!this.#round || !this.#isFresh(now, lastAskedAt)) {
      const waiting = this.#goingOn();
      if (waiting.size < FEWEST_JOBS) return undefined;
      this.#askedAt = now;
      this.#round = this.#read(now, waiting);
    }
    const round = await unlessCancelled(this.#round, cancellation);
    const listed = round?.jobs.get(jobId);
    if (!round || !listed || this.#offUntil === Infinity) {
      return undefined;
    }
    if (isFinal(listed)) this.#keepsUp = true;
    if (!goesOn(last, listed)) return undefined;
    const { retryAfterMs, askedAt, readAt } = round;
    const ageMs = performance.now() - readAt;
    // The job's own document may be newer than a round that began before it was asked for: then there is no news.
    const status = askedAt < lastAskedAt ? last : joined(last, listed);
    return { status, retryAfterMs, ageMs };
  }

  /** Takes what the whole list said when it was read for another purpose: it stands for a round. */
  take(jobs: ListedJobs["jobs"], askedAt: number): void {
    if (this.#isReading || this.#waiting.size < FEWEST_JOBS) return;
    const round: Round = {
      jobs,
      askedAt,
      readAt: performance.now(),
      pages: 1,
      retryAfterMs: undefined,
      isWorthIt: true,
    };
    if (this.#isStale(round)) this.#offUntil = Infinity;
    this.#askedAt = askedAt;
    this.#round = Promise.resolve(round);
  }

  #isFresh(now: number, lastAskedAt: number): boolean {
    if (this.#isReading) return true;
    const { least, most } = FRESH_PARTS;
    const part = Math.max(
      least,
      Math.min(most, this.#cost * FRESH_PART_OF_PAGE),
    );
    return now - this.#askedAt <= (now - lastAskedAt) * part;
  }

  /** The jobs that are waited for and had not ended, with their last statuses. */
  #goingOn(): WaitingJobs {
    const jobs = new Map<string, StatusInfo | undefined>();
    for (const [id, { job }] of this.#waiting) {
      if (!job.last || !isFinal(job.last)) jobs.set(id, job.last);
    }
    return jobs;
  }

  /** Reads a round. Undefined, and no list for a while or for ever: it is of no use. Never rejects. */
  async #read(
    askedAt: number,
    waiting: WaitingJobs,
  ): Promise<Round | undefined> {
    const cancellation = new Cancellation({ timeoutMs: SLOW_LIST_MS });
    this.#isReading = true;
    try {
      this.#pages ??= await this.#load();
      const listed = await this.#pages.read(waiting, cancellation);
      const round = { ...listed, askedAt, readAt: performance.now() };
      this.#cost = round.pages;
      if (this.#isStale(round)) this.#offUntil = Infinity;
      if (!round.isWorthIt) {
        this.#offUntil = Math.max(this.#offUntil, askedAt + OFF_MS);
      }
      return round;
    } catch (failure) {
      this.#offUntil = isRefusal(failure) ? Infinity : askedAt + OFF_MS;
      return undefined;
    } finally {
      this.#isReading = false;
      cancellation.dispose();
    }
  }

  async #load(): Promise<JobPages> {
    const { JobPages } = await loadUnit(import("./job-pages.js"));
    return new JobPages(this.#connection);
  }

  /** Whether a round shows a job as going on that had ended before the round began. */
  #isStale({ askedAt, jobs }: Round): boolean {
    return [...this.#ended].some(([id, endedAt]) => {
      const listed = endedAt < askedAt ? jobs.get(id) : undefined;
      return listed !== undefined && !isFinal(listed);
    });
  }
}

/** Whether a server says that it has no such list, or not for this caller. */
function isRefusal(failure: unknown): boolean {
  return (
    failure instanceof ApiError &&
    (failure.status === 501 ||
      (failure.status >= 400 && failure.status < 500 && failure.status !== 429))
  );
}
