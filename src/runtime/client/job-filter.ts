import type { StatusInfo } from "../documents/documents.js";
import type { RequestSignal } from "../job/job-options.js";

/** Which jobs are wanted (OGC 18-062r2, section 11.2). */
export interface JobFilter extends RequestSignal {
  readonly processID?: string | readonly string[] | undefined;
  readonly status?: string | readonly string[] | undefined;
  readonly type?: string | readonly string[] | undefined;
  /** An instant (RFC 3339), or an interval such as `2026-01-01T00:00:00Z/..`. Left to the server. */
  readonly datetime?: string | undefined;
  /** Seconds. Left to the server. */
  readonly minDuration?: number | undefined;
  /** Seconds. Left to the server. */
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

/** Applies the filter again: the reference server takes it and ignores it. */
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
  // What a job does not tell can't exclude it.
  return (
    wanted === undefined ||
    value === undefined ||
    [wanted].flat().includes(value)
  );
}

function joined(
  values: string | readonly string[] | undefined,
): string | undefined {
  const text = values === undefined ? "" : [values].flat().join(",");
  return text === "" ? undefined : text;
}
