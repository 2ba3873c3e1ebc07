import { JOB_STATUSES } from "../documents.js";
import type { Job } from "../jobs/job.js";
import { badRequest } from "../problem.js";
import type { Query } from "../http/paging.js";

type Test = (job: Job) => boolean;

/** Selects jobs by the query parameters of OGC 18-062r2, 12 (requirements class "Job list"). All that are given must hold. */
export function filterJobs(
  jobs: readonly Job[],
  query: Query,
  now: Date = new Date(),
): readonly Job[] {
  const tests: (Test | undefined)[] = [
    oneOf("type", query, ["process"], () => "process"),
    oneOf("processID", query, undefined, (job) => job.process.id),
    oneOf("status", query, JOB_STATUSES, (job) => job.status),
    createdIn(query["datetime"]),
    duration("minDuration", query, now, (seconds, bound) => seconds >= bound),
    duration("maxDuration", query, now, (seconds, bound) => seconds <= bound),
  ];
  return jobs.filter((job) => tests.every((test) => test?.(job) ?? true));
}

function list(value: Query[string]): readonly string[] {
  return [value ?? []].flat().flatMap((one) => one.split(","));
}

function oneOf(
  name: string,
  query: Query,
  allowed: readonly string[] | undefined,
  property: (job: Job) => string,
): Test | undefined {
  const wanted = list(query[name]);
  if (wanted.length === 0) return undefined;
  const wrong = wanted.find((one) => allowed?.includes(one) === false);
  if (wrong !== undefined) {
    throw badRequest(
      `Parameter "${name}": "${wrong}" is not one of ${allowed?.join(", ") ?? ""}.`,
    );
  }
  return (job) => wanted.includes(property(job));
}

/** An instant, or an interval whose ends may be open: requirement 70. It selects by the time of creation. */
function createdIn(value: Query[string]): Test | undefined {
  if (value === undefined) return undefined;
  const ends = String(value).split("/");
  const [start = "", end = start] = ends;
  if (ends.length > 2) throw wrongInterval(value);
  const from = instant(start, value) ?? -Infinity;
  const to = instant(end, value) ?? Infinity;
  // A time without a fraction means the whole of its second; jobs are created in between.
  const last = end.includes(".") ? to : to + 999;
  return (job) => {
    const created = job.created.getTime();
    return created >= from && created <= last;
  };
}

function instant(text: string, whole: Query[string]): number | undefined {
  if (text === "" || text === "..") return undefined;
  const time = /^\d{4}-\d\d-\d\d([Tt ].+)?$/.test(text)
    ? Date.parse(text)
    : NaN;
  if (Number.isNaN(time)) throw wrongInterval(whole);
  return time;
}

function wrongInterval(value: Query[string]): Error {
  return badRequest(
    `Parameter "datetime": "${String(value)}" is neither a time (RFC 3339) nor an interval such as 2026-01-01T00:00:00Z/.. .`,
  );
}

/** Selects by how long jobs ran, in seconds; those that never started have no duration. */
function duration(
  name: string,
  query: Query,
  now: Date,
  compare: (seconds: number, bound: number) => boolean,
): Test | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  const bound = /^\d+(\.\d+)?$/.test(String(value)) ? Number(value) : NaN;
  if (Number.isNaN(bound)) {
    throw badRequest(
      `Parameter "${name}" must be a number of seconds, not "${String(value)}".`,
    );
  }
  return (job) => {
    if (job.started === undefined) return false;
    const end = job.finished ?? now;
    return compare((end.getTime() - job.started.getTime()) / 1000, bound);
  };
}
