import type { StatusInfo } from "../documents/documents.js";
import { readStatus } from "../documents/status.js";
import type { Answer, Connection } from "../http/connection.js";

/**
 * The status of a job in an answer (OGC 18-062r2, section 7.12).
 * @throws ResponseParseError: the answer is not a status.
 */
export function statusIn(
  connection: Connection,
  answer: Answer,
  jobId: string,
): StatusInfo {
  const status = readStatus(connection.parseJson(answer), jobId);
  if (status === undefined) {
    throw connection.parseError(answer, "this is no status of a job");
  }
  return status;
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
