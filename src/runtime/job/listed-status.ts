import type { StatusInfo } from "../documents/documents.js";
import { isAnotherJob, isOfAnotherProcess } from "./job-status.js";

// What an entry of the job list (OGC 18-062r2, section 11) is worth beside the job's own document.

/** Whether a list shows the same job not earlier than it was seen, and as fully as its own document. */
export function tellsAsMuch(last: StatusInfo, listed: StatusInfo): boolean {
  const isWhole =
    (last.progress === undefined || listed.progress !== undefined) &&
    (last.message === undefined || listed.message !== undefined);
  return (
    isWhole &&
    !isAnotherJob(last, listed) &&
    !isOfAnotherProcess(listed, last.processID) &&
    !(Date.parse(listed.updated ?? "") < Date.parse(last.updated ?? ""))
  );
}

/** Whether the job goes on in the same status. Progress that decreases is of an earlier time, whatever else is said. */
export function goesOn(last: StatusInfo, listed: StatusInfo): boolean {
  return (
    tellsAsMuch(last, listed) &&
    listed.status === last.status &&
    listed.originalStatus === last.originalStatus &&
    (listed.progress ?? 0) >= (last.progress ?? 0)
  );
}

/** The status of a job that goes on: what the list tells, and what only its own document told. */
export function joined(last: StatusInfo, listed: StatusInfo): StatusInfo {
  const { links } = last;
  return links ? { ...last, ...listed, links } : { ...last, ...listed };
}
