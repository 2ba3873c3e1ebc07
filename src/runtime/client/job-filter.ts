import { UNTOLD_STATUS } from "../documents/read-documents.js";
import type { StatusInfo } from "../documents/documents.js";
import type { CallOptions } from "../job/job-options.js";

/** Which jobs are wanted (OGC 18-062r2, section 11.2). Of several values, one must match; each is asked for by a request of its own. */
export interface JobFilter extends CallOptions {
  /** Ids of processes. */
  readonly processID?: string | readonly string[] | undefined;
  /** The standard's statuses, or a server's own words. */
  readonly status?: string | readonly string[] | undefined;
  /** Types of jobs: `process` in the standard. */
  readonly type?: string | readonly string[] | undefined;
  /** An instant (RFC 3339), or an interval such as `2026-01-01T00:00:00Z/..`. Only the server filters by it. */
  readonly datetime?: string | undefined;
  /** Seconds. Only the server filters by it. */
  readonly minDuration?: number | undefined;
  /** Seconds. Only the server filters by it. */
  readonly maxDuration?: number | undefined;
  /** Entries on each page that the server sends: 1 to 10,000. Default: the server's. */
  readonly limit?: number | undefined;
}

type FilterQuery = Readonly<Record<string, string | number | undefined>>;

/**
 * The filter as query parameters: one query for each combination of values. Of several values in one query, some
 * servers read a list with commas, as the standard has it, and others repeated parameters; each kind takes the form of
 * the other for something else, and none says so.
 */
export function filterQueries(filter: JobFilter): readonly FilterQuery[] {
  const { datetime, minDuration, maxDuration, limit } = filter;
  const queries = valuesOf(filter.processID).flatMap((processID) =>
    inOrderOfLife(valuesOf(filter.status)).flatMap((status) =>
      valuesOf(filter.type).map((type) => ({ processID, status, type })),
    ),
  );
  return queries.map((query) => {
    return { ...query, datetime, minDuration, maxDuration, limit };
  });
}

/** Without repetitions; one that is undefined where nothing is wanted, so that the parameter is left out. */
function valuesOf(
  wanted: string | readonly string[] | undefined,
): readonly (string | undefined)[] {
  const values = wanted === undefined ? [] : [wanted].flat();
  const different = [...new Set(values)].filter((value) => value !== "");
  return different.length === 0 ? [undefined] : different;
}

/** Earlier statuses first: a job that goes on between two queries is then found by both, not by none. */
function inOrderOfLife(
  statuses: readonly (string | undefined)[],
): readonly (string | undefined)[] {
  const rank = (status = ""): number => ["accepted", "running"].indexOf(status);
  return [
    ...statuses
      .filter((status) => rank(status) >= 0)
      .sort((a, b) => rank(a) - rank(b)),
    ...statuses.filter((status) => rank(status) < 0),
  ];
}

/**
 * Whether a job passes the filter. It is applied here again, because the reference server ignores it. What a server does
 * not tell of a job cannot exclude it; the server has filtered by it.
 */
export function matchesFilter(
  job: StatusInfo,
  { processID, status, type }: JobFilter,
): boolean {
  return (
    isOneOf(job.processID, processID) &&
    (isUntold(job) ||
      isOneOf(job.status, status) ||
      (job.originalStatus !== undefined &&
        isOneOf(job.originalStatus, status))) &&
    isOneOf(job.type, type)
  );
}

/** Whether the list told nothing of a job's status. */
export function isUntold({ originalStatus }: StatusInfo): boolean {
  return originalStatus === UNTOLD_STATUS;
}

function isOneOf(
  value: string | undefined,
  wanted: string | readonly string[] | undefined,
): boolean {
  const [first, ...others] = valuesOf(wanted);
  return (
    value === undefined ||
    first === undefined ||
    [first, ...others].includes(value)
  );
}
