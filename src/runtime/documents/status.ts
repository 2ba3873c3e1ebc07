import type { JobStatusCode, Link, StatusInfo } from "./documents.js";
import { hasMember, isRecord, isText, textOf, without } from "../base/json.js";
import { idOf } from "./job-id.js";
import { linksOf, linkTo } from "./links.js";

/**
 * The five statuses, each with its other names that servers use (Weaver, drafts of 2.0, openEO, ECMWF's data stores, batch
 * systems, gateways).
 */
const SPELLINGS: Readonly<Record<JobStatusCode, string>> = {
  accepted: "created queued pending submitted",
  running: "started processing in_progress inprogress",
  successful: "succeeded success finished completed complete done",
  failed:
    "exception error errored failure rejected expired timeout timed_out timedout killed terminated crashed",
  dismissed: "canceled cancelled aborted revoked deleted removed",
};

/** A status by its name in the standard; an unknown one stays as it is. */
export function statusCodeOf(status: string): StatusInfo["status"] {
  if (isKnownStatus(status)) return status;
  // No spelling is longer, while a server's text may be.
  const start = status.trim().slice(0, 40);
  const word = start.toLowerCase().replace(/[\s-]/g, "_");
  const known = Object.entries(SPELLINGS).find(([code, others]) =>
    [code, ...others.split(" ")].includes(word),
  );
  return known?.[0] ?? status;
}

/** Whether a status is one of the standard's five. */
export function isKnownStatus(status: string): status is JobStatusCode {
  return hasMember(SPELLINGS, status);
}

/** Whether a job never changes again. One in a status that nobody knows may still change, unless its document says that it has ended. */
export function isFinal({ status, finished }: StatusInfo): boolean {
  return isKnownStatus(status)
    ? status !== "accepted" && status !== "running"
    : isText(finished) && finished !== "";
}

/**
 * Reads a `statusInfo` (OGC 18-062r2, section 7.12) of any version: `id` for `jobID`, nulls, progress as
 * text, `percentCompleted`, no `type`.
 * @param knownId - Used where the document names no job, as in answers to DELETE.
 * @returns undefined: the document is not a status.
 */
export function readStatus(
  document: unknown,
  knownId?: string,
): StatusInfo | undefined {
  if (!isRecord(document)) return undefined;
  const jobID = idOf(document, knownId) ?? knownId;
  const said = statusWordOf(document);
  if (jobID === undefined || said === undefined) return undefined;
  const links = linksOf(document);
  const status = statusBy(said, links);
  const info: ReadStatus = Object.assign(without(document, READ_MEMBERS), {
    jobID,
    status,
  });
  const progress = progressOf(document);
  const message = textOf(document["message"]);
  if (status !== said) info["originalStatus"] = said;
  if (message !== undefined) info["message"] = message;
  if (progress !== undefined) info["progress"] = progress;
  if (Array.isArray(document["links"])) info["links"] = links;
  return info;
}

/** A status that nobody knows is one that is known where the job has what only such a job has: results, or exceptions. */
function statusBy(said: string, links: readonly Link[]): StatusInfo["status"] {
  const status = statusCodeOf(said);
  if (isKnownStatus(status)) return status;
  if (linkTo(links, "exceptions")) return "failed";
  return linkTo(links, "results") ? "successful" : status;
}

interface ReadStatus {
  readonly jobID: string;
  readonly status: StatusInfo["status"];
  [member: string]: unknown;
}

const READ_MEMBERS: readonly string[] = [
  "id",
  "jobID",
  "status",
  "progress",
  "message",
  "links",
];

/**
 * Whether an execute request that was answered with 200 returned a job instead of results: from a server
 * that executes asynchronously without answering 201, or that reports a job which has already finished.
 */
export function looksLikeStatus(document: unknown): boolean {
  if (!isRecord(document)) return false;
  const { status, jobID, id } = document;
  if (typeof status !== "string") return false;
  if (!isKnownStatus(statusCodeOf(status))) return false;
  return (
    typeof jobID === "string" ||
    (typeof id === "string" &&
      ["processID", "processingEntityType", "created", "progress"].some(
        (name) => name in document,
      ))
  );
}

/** Weaver answers a dismissal with an exception-like document whose code is `JobDismissed`. */
function statusWordOf(
  members: Readonly<Record<string, unknown>>,
): string | undefined {
  const { status, code } = members;
  if (typeof status === "string" && status !== "") return status;
  return code === "JobDismissed" ? "dismissed" : undefined;
}

function progressOf(
  members: Readonly<Record<string, unknown>>,
): number | undefined {
  const value = members["progress"] ?? members["percentCompleted"];
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value.trim().replace(/%$/, ""));
  return Number.isFinite(number) ? number : undefined;
}
