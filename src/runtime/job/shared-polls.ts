import { Cancellation, unlessCancelled } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import type { StatusInfo } from "../documents/documents.js";
import { isFinal, readStatus } from "../documents/status.js";
import { ApiError } from "../errors/http-errors.js";
import type { Connection } from "../http/connection.js";
import { parseJson } from "../http/parse-json.js";
import { readRetryAfter } from "../http/retry.js";
import { resourceUrl } from "../http/urls.js";
import { isAnotherJob, isOfAnotherProcess } from "./job-status.js";

/** With fewer jobs that are waited for, each is asked for by itself, as if there were no list. */
const FEWEST_JOBS = 8;
/** A page that shows fewer of them is not worth its request. */
const FEWEST_SHOWN = 4;
/** Entries that a page is asked for (requirement 9 of OGC 18-062r2 allows up to 10,000). */
const PAGE_LIMIT = 1_000;
/** A list that takes longer, in milliseconds, is slower than the jobs' own documents. */
const SLOW_LIST_MS = 5_000;
/** Milliseconds until a list is tried again that failed or showed too little. */
const OFF_MS = 60_000;
/** A page serves the jobs that are due within this part of the time since they were last asked for. */
const FRESH_PART = 1 / 8;

/** Of a hundred jobs that have ended, one that a list shows as going on betrays it. */
const MOST_ENDED = 100;

/** One page of the job list: the entries with a status by their ids. */
interface JobsPage {
  /** When it was requested, as `performance.now` gives it. */
  readonly askedAt: number;
  readonly jobs: ReadonlyMap<string, StatusInfo>;
  readonly retryAfterMs: number | undefined;
}

/** What a page says of a job. */
export interface ListedStatus {
  readonly status: StatusInfo;
  readonly retryAfterMs: number | undefined;
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
 * Asks for many jobs at once, by a page of the server's job list (OGC 18-062r2, section 11). The list is never the only
 * witness of an end or of another status: it says that a job goes on, with which progress and message. For everything
 * else, and where the list fails, the job itself is asked for.
 */
export class SharedPolls {
  readonly #connection: Connection;
  /** The ids of the jobs that are waited for, and how often each is. */
  readonly #waiting = new Map<string, number>();
  #page: Promise<JobsPage | undefined> | undefined;
  #askedAt = -Infinity;
  /** Whether a page is on its way: the jobs that are due meanwhile wait for it. */
  #isReading = false;
  #offUntil = -Infinity;
  /** When jobs ended, by their ids, as their own documents say. */
  readonly #ended = new Map<string, number>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Counts a job as waited for. Returns what must be called when it is not any more. */
  join(jobId: string): () => void {
    this.#waiting.set(jobId, (this.#waiting.get(jobId) ?? 0) + 1);
    return () => {
      const count = (this.#waiting.get(jobId) ?? 1) - 1;
      if (count > 0) this.#waiting.set(jobId, count);
      else this.#waiting.delete(jobId);
    };
  }

  /**
   * Of how many polls of a job one asks for its own document, because a list may lag behind for ever: of four where there
   * are few jobs, and of more where there are many, so that sixteen jobs or so are asked for at a time.
   */
  get pollsOfOne(): number {
    return Math.min(64, Math.max(4, Math.floor(this.#waiting.size / 16)));
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
    const freshMs = (now - lastAskedAt) * FRESH_PART;
    const isFresh = this.#isReading || now - this.#askedAt <= freshMs;
    if (!this.#page || !isFresh) {
      this.#askedAt = now;
      this.#page = this.#read(now);
    }
    const page = await unlessCancelled(this.#page, cancellation);
    const listed = page?.jobs.get(jobId);
    const isLate = page && page.askedAt < lastAskedAt;
    if (!page || !listed || isLate || this.#offUntil === Infinity) {
      return undefined;
    }
    return goesOn(last, listed)
      ? { status: joined(last, listed), retryAfterMs: page.retryAfterMs }
      : undefined;
  }

  /** Reads a page. Undefined, and no list for a while or for ever: it is of no use. Never rejects. */
  async #read(askedAt: number): Promise<JobsPage | undefined> {
    const connection = this.#connection;
    const cancellation = new Cancellation({ timeoutMs: SLOW_LIST_MS });
    this.#isReading = true;
    const url = resourceUrl("jobs", connection.apiUrl);
    url.searchParams.set("limit", String(PAGE_LIMIT));
    try {
      const page = await connection.fetch(
        { method: "GET", url, cancellation, maxRetries: 0 },
        (answer) => ({
          askedAt,
          jobs: jobsIn(parseJson(connection, answer)),
          retryAfterMs: readRetryAfter(answer.headers, Date.now()),
        }),
      );
      if (this.#isStale(page)) this.#offUntil = Infinity;
      const shown = [...this.#waiting.keys()].filter((id) => page.jobs.has(id));
      if (shown.length < FEWEST_SHOWN) {
        this.#offUntil = Math.max(this.#offUntil, askedAt + OFF_MS);
      }
      return page;
    } catch (failure) {
      this.#offUntil = isRefusal(failure) ? Infinity : askedAt + OFF_MS;
      return undefined;
    } finally {
      this.#isReading = false;
      cancellation.dispose();
    }
  }

  /** Whether a page shows a job as going on that had ended before the page was asked for. */
  #isStale({ askedAt, jobs }: JobsPage): boolean {
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

/** An id that comes twice is of two jobs, or of one in two states: it says nothing. */
function jobsIn(document: unknown): ReadonlyMap<string, StatusInfo> {
  const entries: unknown = isRecord(document) ? document["jobs"] : document;
  const jobs = new Map<string, StatusInfo>();
  const repeated = new Set<string>();
  for (const entry of Array.isArray(entries) ? entries : []) {
    const status = isRecord(entry) ? readStatus(entry) : undefined;
    if (status === undefined) continue;
    if (jobs.has(status.jobID)) repeated.add(status.jobID);
    jobs.set(status.jobID, status);
  }
  for (const id of repeated) jobs.delete(id);
  return jobs;
}

/** Whether a list shows the same job in the same status, not earlier than it was seen, and as fully as its own document. */
function goesOn(last: StatusInfo, listed: StatusInfo): boolean {
  const isSame =
    listed.status === last.status &&
    listed.originalStatus === last.originalStatus &&
    !isAnotherJob(last, listed) &&
    !isOfAnotherProcess(listed, last.processID);
  const isWhole =
    (last.progress === undefined || listed.progress !== undefined) &&
    (last.message === undefined || listed.message !== undefined);
  return (
    isSame &&
    isWhole &&
    (listed.progress ?? 0) >= (last.progress ?? 0) &&
    !(Date.parse(listed.updated ?? "") < Date.parse(last.updated ?? ""))
  );
}

function joined(last: StatusInfo, listed: StatusInfo): StatusInfo {
  const { links } = last;
  return links ? { ...last, ...listed, links } : { ...last, ...listed };
}
