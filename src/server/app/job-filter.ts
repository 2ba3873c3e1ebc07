import { JOB_STATUSES } from "../documents.js";
import type { Job } from "../jobs/job.js";
import { badRequest } from "../problem.js";
import type { Query } from "../http/paging.js";
import type { JobFilterRules } from "../profiles/profile.js";

type JobTest = (job: Job) => boolean;

/**
 * Selects jobs by the query parameters of OGC 18-062r2, 12 (requirements class "Job list"). A job must
 * match all parameters that are given.
 * @param rules - Without commas, a value that is no status of the server matches no job.
 * @param now - The end of the duration of jobs that are still running.
 * @throws Problem with status 400 - The value of a parameter is not valid.
 */
export function filterJobs(
  jobs: readonly Job[],
  query: Query,
  rules: JobFilterRules,
  now: Date = new Date(),
): readonly Job[] {
  const statuses = rules.commas ? JOB_STATUSES : undefined;
  const tests: (JobTest | undefined)[] = [
    oneOf("type", query, rules, ["process"], () => "process"),
    oneOf("processID", query, rules, undefined, (job) => job.process.id),
    oneOf("status", query, rules, statuses, (job) => rules.status(job)),
    createdIn(query["datetime"]),
    duration("minDuration", query, now, (seconds, bound) => seconds >= bound),
    duration("maxDuration", query, now, (seconds, bound) => seconds <= bound),
  ];
  return jobs.filter((job) => tests.every((test) => test?.(job) ?? true));
}

function listItems(
  value: Query[string],
  { commas }: JobFilterRules,
): readonly string[] {
  const items = [value ?? []].flat();
  return commas ? items.flatMap((one) => one.split(",")) : items;
}

function oneOf(
  name: string,
  query: Query,
  rules: JobFilterRules,
  allowed: readonly string[] | undefined,
  property: (job: Job) => string,
): JobTest | undefined {
  const wanted = listItems(query[name], rules);
  if (wanted.length === 0) return undefined;
  const wrong = wanted.find((one) => allowed?.includes(one) === false);
  if (wrong !== undefined) {
    throw badRequest(
      `Parameter "${name}": "${wrong}" is not one of ${allowed?.join(", ") ?? ""}.`,
    );
  }
  return (job) => wanted.includes(property(job));
}

/** Selects by the time of creation: an instant, or an interval that may be open at either end (requirement 70). */
function createdIn(value: Query[string]): JobTest | undefined {
  if (value === undefined) return undefined;
  const ends = String(value).split("/");
  const [start = "", end = start] = ends;
  if (ends.length > 2) throw wrongInterval(value);
  const from = instant(start, value) ?? -Infinity;
  const to = instant(end, value) ?? Infinity;
  // A time without a fraction of a second stands for the whole second, since jobs have milliseconds.
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

/** Selects by how long jobs ran, in seconds. A job that never started does not match. */
function duration(
  name: string,
  query: Query,
  now: Date,
  compare: (seconds: number, bound: number) => boolean,
): JobTest | undefined {
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
