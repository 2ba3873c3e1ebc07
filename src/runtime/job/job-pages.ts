import type { Cancellation } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import type { StatusInfo } from "../documents/documents.js";
import { readStatus } from "../documents/status.js";
import type { Connection } from "../http/connection.js";
import { readRetryAfter } from "../http/retry.js";
import { resourceUrl } from "../http/urls.js";
import { withQuery } from "../http/with-query.js";
import type { Page } from "../lists/page.js";
import { LargePages } from "../lists/large-pages.js";
import { tellsAsMuch } from "./listed-status.js";

// Loaded when many jobs are waited for, together with the operations of a client, which read lists as well.

/** A page that shows fewer of the jobs that are waited for is not worth its request. */
const FEWEST_SHOWN = 4;
/** How many jobs must be waited for, for each further page in which they are looked for. */
const JOBS_FOR_A_PAGE = 50;
/** Milliseconds until it is tried again where in the list the jobs are. */
const EXPLORE_AGAIN_MS = 60_000;
/** Where a round costs more requests than this part of the jobs, and more than a few, it is tried whether less is possible. */
const DEAR_PART = 1 / 8;
const DEAR = 4;
/** Of more different statuses, a list that is filtered by one of them shows too little. */
const MOST_STATUSES = 2;
/** What the pages of the job list said. */
export interface ListedJobs {
  /** The entries that have a status, by the ids of their jobs. */
  readonly jobs: ReadonlyMap<string, StatusInfo>;
  /** Milliseconds that the server asks to wait before the next request. */
  readonly retryAfterMs: number | undefined;
  /** How many pages were read. */
  readonly pages: number;
  /** Whether they show more of the jobs that are waited for than they cost requests. */
  readonly isWorthIt: boolean;
}

/** Jobs that are waited for, by their ids, each with its last status. Undefined: it is not known yet. */
export type WaitingJobs = ReadonlyMap<string, StatusInfo | undefined>;

/** Where in one list the jobs are. */
interface Place {
  /** The first page that shows some of them. */
  readonly start: URL;
  /** How many pages follow each other from there to the last one that shows some of them. */
  readonly pages: number;
  /** Entries on the last page of the list, where nothing came after it although more was asked for. */
  readonly lastLength: number | undefined;
}

/** What has been read in one round. */
class Reading {
  readonly jobs = new Map<string, StatusInfo>();
  /** The jobs that are waited for and not shown yet. */
  readonly wanted: Map<string, StatusInfo | undefined>;
  retryAfterMs: number | undefined;
  pages = 0;
  readonly #count: number;

  constructor(waiting: WaitingJobs) {
    this.wanted = new Map(waiting);
    this.#count = waiting.size;
  }

  /** How many requests of jobs the pages save, less those that they cost. */
  get saved(): number {
    return this.#count - this.cost;
  }

  /** How many requests all the jobs cost: the pages, and one for each job that no page shows. */
  get cost(): number {
    return this.pages + this.wanted.size;
  }

  /** Takes what a page says. Returns how many jobs it shows that are waited for. */
  add({ items, headers }: Page): number {
    this.pages += 1;
    const wishMs = readRetryAfter(headers, Date.now());
    if (wishMs !== undefined) {
      this.retryAfterMs = Math.max(wishMs, this.retryAfterMs ?? 0);
    }
    const before = this.wanted.size;
    for (const [id, listed] of statusesIn(items)) {
      this.jobs.set(id, listed);
      const last = this.wanted.get(id);
      if (!last || tellsAsMuch(last, listed)) this.wanted.delete(id);
    }
    return before - this.wanted.size;
  }
}

/**
 * Reads those pages of a server's job list (OGC 18-062r2, section 11) on which the jobs are that are waited for: it learns
 * where they are, among thousands of other jobs as well, and whether the server filters its list.
 */
export class JobPages {
  readonly #connection: Connection;
  /** Where the jobs were, by the URLs of the lists. */
  readonly #places = new Map<string, Place>();
  readonly #reader: LargePages;
  #isFiltered = false;
  #exploredAt = -Infinity;
  /** How many jobs were waited for then. */
  #exploredFor = 0;
  #isDear = false;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#reader = new LargePages(connection);
  }

  /**
   * Reads a round of pages. Where the jobs are is looked for in the whole list and in the filtered one, and later only in
   * that which costs less.
   * @throws What a request throws, where not even one page came.
   */
  async read(
    waiting: WaitingJobs,
    cancellation: Cancellation,
  ): Promise<ListedJobs> {
    const now = performance.now();
    const isExploring =
      waiting.size >= 2 * this.#exploredFor ||
      (this.#isDear && now - this.#exploredAt > EXPLORE_AGAIN_MS);
    if (isExploring) {
      this.#places.clear();
      this.#exploredAt = now;
      this.#exploredFor = waiting.size;
      this.#isFiltered = false;
    }
    let reading = await this.#round(waiting, cancellation);
    if (isExploring && isDear(reading, waiting)) {
      reading = await this.#filteredRound(reading, waiting, cancellation);
    }
    this.#isDear = isDear(reading, waiting);
    const { jobs, retryAfterMs, pages, saved } = reading;
    const isWorthIt = saved >= FEWEST_SHOWN;
    if (!isWorthIt) this.#exploredFor = 0;
    return { jobs, retryAfterMs, pages, isWorthIt };
  }

  /** Tries the filtered list. Where it is not better, what the whole list said counts, and it will be read later on. */
  async #filteredRound(
    whole: Reading,
    waiting: WaitingJobs,
    cancellation: Cancellation,
  ): Promise<Reading> {
    // Of a list without statuses, no part has any.
    if (whole.jobs.size === 0 || filtersFor(waiting).length === 0) return whole;
    this.#isFiltered = true;
    // Whatever a server answers to a filter that it does not know, the list without one is read.
    const filtered = await this.#round(waiting, cancellation).catch(
      (): undefined => undefined,
    );
    if (filtered && filtered.cost < whole.cost) return filtered;
    this.#isFiltered = false;
    return whole;
  }

  /** Reads the whole list, or the filtered ones. */
  async #round(
    waiting: WaitingJobs,
    cancellation: Cancellation,
  ): Promise<Reading> {
    const reading = new Reading(waiting);
    const list = resourceUrl("jobs", this.#connection.apiUrl);
    const queries = this.#isFiltered ? filtersFor(waiting) : [{}];
    for (const query of queries) {
      await this.#pages(withQuery(list, query), reading, cancellation);
    }
    return reading;
  }

  /** Reads the pages of one list, as far as they show jobs that are waited for. */
  async #pages(
    list: URL,
    reading: Reading,
    cancellation: Cancellation,
  ): Promise<void> {
    const known = this.#places.get(list.href);
    const most =
      known?.pages ?? 1 + Math.floor(reading.wanted.size / JOBS_FOR_A_PAGE);
    let count = 0;
    let start: URL | undefined;
    let first = 0;
    let last = 0;
    let lastLength = known?.lastLength;
    let length = 0;
    let isCut = false;
    try {
      const url = known?.start ?? list;
      const from = { url, member: "jobs", isOptional: true };
      for await (const page of this.#reader.of(from, cancellation)) {
        count += 1;
        if (reading.add(page) >= FEWEST_SHOWN) {
          if (!start) first = count;
          start ??= page.place;
          last = count;
        }
        // One page more than the last time, because lists grow, unless this one is known to be the last one.
        const isLast = page.items.length <= (known?.lastLength ?? 0);
        const isFound = reading.wanted.size < FEWEST_SHOWN;
        isCut = isFound || (count >= most && (last < count || isLast));
        if (isCut) break;
        length = page.items.length;
      }
      if (!isCut) lastLength = length;
    } catch (failure) {
      // Of a page that is gone, or of a round that takes too long, the others are left.
      if (!known && reading.pages === 0) throw failure;
    }
    if (start) {
      const pages = last - first + 1;
      this.#places.set(list.href, { start, pages, lastLength });
    } else this.#places.delete(list.href);
  }
}

/** Whether the jobs still cost many requests. */
function isDear({ cost }: Reading, { size }: WaitingJobs): boolean {
  return cost > Math.max(DEAR, size * DEAR_PART);
}

/**
 * Filters that leave the jobs: by their process where it is one, and by their statuses, in the server's own words and each
 * by itself, because of several values some servers read a list and others repeated parameters. Those that are accepted
 * come first, so that a job which starts between two requests is in the second list.
 */
function filtersFor(
  waiting: WaitingJobs,
): readonly Readonly<Record<string, string | undefined>>[] {
  const jobs = [...waiting.values()]
    .flatMap((job): readonly StatusInfo[] => (job ? [job] : []))
    .sort((one, other) => (one.status < other.status ? -1 : 1));
  const processes = new Set(jobs.map(({ processID }) => processID));
  const [processID] = processes.size === 1 ? processes : [];
  const words = new Set(
    jobs.map(({ status, originalStatus }) => originalStatus ?? status),
  );
  if (words.size <= MOST_STATUSES) {
    return [...words].map((status) => ({ processID, status }));
  }
  return processID === undefined ? [] : [{ processID }];
}

/** The statuses of entries by their ids. An id that comes twice is of two jobs, or of one in two states: it says nothing. */
function statusesIn(
  items: readonly unknown[],
): ReadonlyMap<string, StatusInfo> {
  const jobs = new Map<string, StatusInfo>();
  const repeated = new Set<string>();
  for (const item of items) {
    const status = isRecord(item) ? readStatus(item) : undefined;
    if (status === undefined) continue;
    if (jobs.has(status.jobID)) repeated.add(status.jobID);
    jobs.set(status.jobID, status);
  }
  for (const id of repeated) jobs.delete(id);
  return jobs;
}
