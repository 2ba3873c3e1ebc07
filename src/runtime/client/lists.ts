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
} from "../documents/read-documents.js";
import type { Connection } from "../http/connection.js";
import { withQuery } from "../http/urls.js";
import type { RequestSignal } from "../job/job-options.js";
import { filterQuery, matchesFilter, type JobFilter } from "./job-filter.js";
import { collect, pagesOf } from "./paging.js";

/** Options of reading a list. */
export interface ListOptions extends RequestSignal {
  /** Entries on each page that the server sends: 1 to 10,000. Default: the server's. */
  readonly limit?: number | undefined;
}

/** Which list is requested, and with which query. */
interface ListRequest {
  readonly path: "processes" | "jobs";
  readonly query: Readonly<Record<string, string | number | undefined>>;
}

/** All processes, of all pages (OGC 18-062r2, section 7.8). */
export async function fetchProcesses(
  connection: Connection,
  options: ListOptions,
): Promise<ProcessList> {
  const { items, first, links } = await withCancellation(
    options,
    (cancellation) =>
      collect(
        pages(connection, processRequest(options), cancellation),
        "processes",
      ),
  );
  return { ...first, processes: items.flatMap(readProcessSummary), links };
}

/** Yields the processes one by one, page after page. */
export async function* eachProcess(
  connection: Connection,
  options: ListOptions,
): AsyncGenerator<ProcessSummary, void> {
  const cancellation = new Cancellation(options);
  try {
    const list = pages(connection, processRequest(options), cancellation);
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
      collect(pages(connection, jobRequest(filter), cancellation), "jobs"),
  );
  return { ...first, jobs: matchingJobs(items, filter), links };
}

/** Yields jobs one by one, page after page. */
export async function* eachJob(
  connection: Connection,
  filter: JobFilter,
): AsyncGenerator<StatusInfo, void> {
  const cancellation = new Cancellation(filter);
  try {
    const list = pages(connection, jobRequest(filter), cancellation);
    for await (const { items } of list) {
      for (const job of matchingJobs(items, filter)) yield job;
    }
  } finally {
    cancellation.dispose();
  }
}

function processRequest({ limit }: ListOptions): ListRequest {
  return { path: "processes", query: { limit } };
}

function jobRequest(filter: JobFilter): ListRequest {
  return { path: "jobs", query: filterQuery(filter) };
}

function pages(
  connection: Connection,
  { path, query }: ListRequest,
  cancellation: Cancellation,
): ReturnType<typeof pagesOf> {
  const url = withQuery(connection.resource(path), query);
  return pagesOf(connection, url, path, cancellation);
}

function matchingJobs(
  items: readonly unknown[],
  filter: JobFilter,
): readonly StatusInfo[] {
  return items
    .flatMap((item) => readListedJob(item) ?? [])
    .filter((job) => matchesFilter(job, filter));
}
