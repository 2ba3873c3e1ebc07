import { isText } from "../base/json.js";
import type { StatusInfo } from "../documents/documents.js";
import { readStatus } from "../documents/status.js";
import type { Answer, Connection } from "../http/connection.js";
import { parseJson } from "../http/parse-json.js";

/**
 * The status of a job in an answer (OGC 18-062r2, section 7.12).
 * @param isIdSure - Whether the server itself called the job by this id; a `Location` may name it by another one.
 * @throws ResponseParseError: the answer is not a status, or that of another job.
 */
export function statusIn(
  connection: Connection,
  answer: Answer,
  jobId: string,
  isIdSure = true,
): StatusInfo {
  const status = readStatus(parseJson(connection, answer), jobId);
  if (status === undefined) {
    throw connection.parseError(answer, "this is no status of a job");
  }
  if (isIdSure && !isSameName(status.jobID, jobId)) {
    throw connection.parseError(
      answer,
      `this is the status of another job, not of ${jobId}`,
    );
  }
  return status;
}

/** A status as callers get it who poll themselves: with what the server asked for. */
export function withPause(
  status: StatusInfo,
  retryAfterMs: number | undefined,
): StatusInfo {
  return retryAfterMs === undefined ? status : { ...status, retryAfterMs };
}

/**
 * Whether two names may be of one thing: servers put something in front of the id of a process or a job, such as
 * `urn:uuid:`, or its revision behind it. Numbers beyond 2^53 are not exact in JSON.
 */
function isSameName(first: string, second: string): boolean {
  if (first === second) return true;
  const [long, short] =
    first.length < second.length ? [second, first] : [first, second];
  return (
    long.toLowerCase().includes(short.toLowerCase()) ||
    (/^\d{16,}$/.test(first) && Number(first) === Number(second))
  );
}

/** Whether a status is of a job of another process than this one; a server that names none does not tell. */
export function isOfAnotherProcess(
  { processID }: StatusInfo,
  processId: string | undefined,
): boolean {
  return (
    isText(processID) &&
    processId !== undefined &&
    !isSameName(processID, processId)
  );
}

/**
 * Whether two statuses under one id are of different jobs: of different processes, or created at different times.
 * Some servers use an id again, such as after they lost their jobs in a restart.
 */
export function isAnotherJob(
  before: StatusInfo | undefined,
  after: StatusInfo,
): boolean {
  if (before === undefined) return false;
  const { processID = after.processID, created = after.created } = before;
  if (processID !== after.processID && after.processID !== undefined) {
    // Some servers put something in front of the id of the process.
    return !after.processID.endsWith(`/${processID ?? ""}`);
  }
  if (created === undefined || after.created === undefined) return false;
  // With its zone once and without it the next time, one time is two times to a parser: no comparison then.
  const zone = /(Z|[+-]\d\d:?\d\d)?$/i;
  const hasSameZone = zone.exec(created)?.[0] === zone.exec(after.created)?.[0];
  const differenceMs = Math.abs(
    Date.parse(created) - Date.parse(after.created),
  );
  return hasSameZone && differenceMs > 1_000;
}
