import { Cancellation, withCancellation } from "../base/cancellation.js";
import type {
  JobList,
  ProcessList,
  ProcessSummary,
  StatusInfo,
} from "../documents/documents.js";
import {
  readListedJob,
  readProcessSummary,
  UNTOLD_STATUS,
} from "../documents/read-documents.js";
import { readMembers } from "../documents/members.js";
import type { Connection } from "../http/connection.js";
import { resourceUrl } from "../http/urls.js";
import type { CallOptions } from "../job/job-options.js";
import {
  filterQueries,
  isUntold,
  matchesFilter,
  type JobFilter,
} from "./job-filter.js";
import type { Page } from "../lists/page.js";
import { collect, pagesOf } from "../lists/paging.js";
import { entryId, type ListStart } from "../lists/read-list.js";
import { withQuery } from "../http/with-query.js";

/** Options of reading a list. */
export interface ListOptions extends CallOptions {
  /** Entries on each page that the server sends: 1 to 10,000. Default: the server's. */
  readonly limit?: number | undefined;
}

/** All processes, of all pages (OGC 18-062r2, section 7.8). */
export async function fetchProcesses(
  connection: Connection,
  options: ListOptions,
): Promise<ProcessList> {
  const { items, first, links } = await withCancellation(
    options,
    (cancellation) =>
      collect(processPages(connection, options, cancellation), "processes"),
  );
  const processes = items.flatMap(readProcessSummary);
  return {
    ...readMembers(first, {}, ["processes", "links"]),
    processes,
    links,
  };
}

/** Yields the processes one by one, page after page. */
export async function* eachProcess(
  connection: Connection,
  options: ListOptions,
): AsyncGenerator<ProcessSummary, void> {
  const cancellation = new Cancellation(options);
  try {
    const list = processPages(connection, options, cancellation);
    for await (const { items } of list) {
      // Not `yield*`: before TypeScript 5.6, an array cannot be delegated to in such a generator.
      for (const process of items.flatMap(readProcessSummary)) yield process;
    }
  } finally {
    cancellation.dispose();
  }
}

/** Jobs of all pages (OGC 18-062r2, section 11), filtered here as well. */
export async function fetchJobs(
  connection: Connection,
  filter: JobFilter,
): Promise<JobList> {
  const { items, first, links } = await withCancellation(
    filter,
    (cancellation) =>
      collect(jobPages(connection, filter, cancellation), "jobs"),
  );
  const jobs = jobReader(connection, filter)(items);
  return { ...readMembers(first, {}, ["jobs", "links"]), jobs, links };
}

/** Yields jobs one by one, page after page. */
export async function* eachJob(
  connection: Connection,
  filter: JobFilter,
): AsyncGenerator<StatusInfo, void> {
  const cancellation = new Cancellation(filter);
  const readJobs = jobReader(connection, filter);
  try {
    for await (const { items } of jobPages(connection, filter, cancellation)) {
      for (const job of readJobs(items)) yield job;
    }
  } finally {
    cancellation.dispose();
  }
}

function processPages(
  connection: Connection,
  { limit }: ListOptions,
  cancellation: Cancellation,
): AsyncGenerator<Page, void> {
  const url = withQuery(resourceUrl("processes", connection.apiUrl), { limit });
  return pagesOf(connection, { url, member: "processes", limit }, cancellation);
}

/**
 * The pages of one list for each combination of values; a job that is in several of them comes once.
 * @param read - Reads the pages of one list.
 */
export async function* jobPages(
  connection: Connection,
  filter: JobFilter,
  cancellation: Cancellation,
  read: (start: ListStart) => AsyncGenerator<Page, void> = (start) =>
    pagesOf(connection, start, cancellation),
): AsyncGenerator<Page, void> {
  const { limit } = filter;
  const queries = filterQueries(filter);
  const known = new Set<string>();
  for (const query of queries) {
    const url = withQuery(resourceUrl("jobs", connection.apiUrl), query);
    const start = { url, member: "jobs", limit };
    for await (const page of read(start)) {
      const items = page.items.filter((item) => {
        const before = known.size;
        return known.add(entryId(item) ?? "").size > before;
      });
      const document =
        queries.length === 1 ? page.document : withoutNumbers(page.document);
      yield { ...page, document, items };
    }
  }
}

/** The numbers of a page are those of its own query: how many jobs there are. */
function withoutNumbers(document: Page["document"]): Page["document"] {
  return Object.fromEntries(
    Object.entries(document).filter(([, value]) => typeof value !== "number"),
  );
}

/** What reads the entries of a list of jobs, filtered. It warns once where the list does not tell a status. */
export function jobReader(
  connection: Connection,
  filter: JobFilter,
): (items: readonly unknown[]) => StatusInfo[] {
  let isWarned = false;
  return (items) => {
    const jobs = items
      .flatMap(
        (item): StatusInfo | readonly StatusInfo[] => readListedJob(item) ?? [],
      )
      .filter((job) => matchesFilter(job, filter));
    const untold = jobs.find(isUntold);
    if (untold !== undefined && !isWarned) {
      isWarned = true;
      connection.warn({
        code: "unknown-status",
        message: `The list of jobs does not tell the status of every job, such as ${untold.jobID}; these jobs have "${UNTOLD_STATUS}" as their originalStatus. Ask for the status of one by getJob.`,
      });
    }
    return jobs;
  };
}
