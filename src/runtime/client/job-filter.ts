import type { StatusInfo } from "../documents/documents.js";
import type { RequestSignal } from "../job/job-options.js";

/** Which jobs are wanted (OGC 18-062r2, section 11.2). Of several values, one must match. */
export interface JobFilter extends RequestSignal {
  /** Ids of processes. */
  readonly processID?: string | readonly string[] | undefined;
  /** The standard's statuses, or a server's own. */
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

/** The filter as query parameters: lists are joined by commas. */
export function filterQuery(
  filter: JobFilter,
): Readonly<Record<string, string | number | undefined>> {
  const { datetime, minDuration, maxDuration, limit } = filter;
  return {
    processID: joined(filter.processID),
    status: joined(filter.status),
    type: joined(filter.type),
    datetime,
    minDuration,
    maxDuration,
    limit,
  };
}

/** Whether a job passes the filter. It is applied here again, because the reference server ignores it. */
export function matchesFilter(
  job: StatusInfo,
  { processID, status, type }: JobFilter,
): boolean {
  return (
    isOneOf(job.processID, processID) &&
    (isOneOf(job.status, status) ||
      (job.originalStatus !== undefined &&
        isOneOf(job.originalStatus, status))) &&
    isOneOf(job.type, type)
  );
}

function isOneOf(
  value: string | undefined,
  wanted: string | readonly string[] | undefined,
): boolean {
  // A member that the job does not have cannot exclude it.
  return (
    wanted === undefined ||
    value === undefined ||
    [wanted].flat().includes(value)
  );
}

/** Undefined: the parameter is left out. */
function joined(
  values: string | readonly string[] | undefined,
): string | undefined {
  const text = values === undefined ? "" : [values].flat().join(",");
  return text === "" ? undefined : text;
}
