import type { JobStatusCode, Link, StatusInfo } from "./documents.js";
import { hasMember, isRecord } from "../base/json.js";
import { ID_MEMBERS, idOf } from "./job-id.js";
import { linkTo } from "./links.js";
import {
  readLinks,
  readMembers,
  readNumber,
  readText,
  readWord,
  type MemberReaders,
} from "./members.js";

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

/** A status by its name in the standard. Undefined: nobody knows the word. */
export function statusCodeOf(word: string): JobStatusCode | undefined {
  if (hasMember(SPELLINGS, word)) return word as JobStatusCode;
  // No spelling is longer, while a server's text may be.
  const start = word.trim().slice(0, 40);
  const known = start.toLowerCase().replace(/[\s-]/g, "_");
  const codes = Object.keys(SPELLINGS) as JobStatusCode[];
  return codes.find(
    (code) => code === known || SPELLINGS[code].split(" ").includes(known),
  );
}

/** Whether a job never changes again. */
export function isFinal({ status }: StatusInfo): boolean {
  return status !== "accepted" && status !== "running";
}

/**
 * Whether a status is a guess: nobody knows the server's word, and the job links to neither results nor exceptions. One
 * that has ended may then have failed as well.
 */
export function isGuessed({ originalStatus, links }: StatusInfo): boolean {
  return (
    originalStatus !== undefined &&
    statusBy(originalStatus, links ?? []) === undefined
  );
}

/** The status that this program found out itself, with what else the server told before. */
export function statusAs(
  status: JobStatusCode,
  jobID: string,
  before: StatusInfo | undefined,
): StatusInfo {
  const { originalStatus: _, ...info } = { ...before, jobID, status };
  return info;
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
  const word = statusWordOf(document);
  if (jobID === undefined || word === undefined) return undefined;
  const members = readMembers(document, STATUS_MEMBERS, NAMING_MEMBERS);
  const { links = [], finished } = members;
  const status = statusBy(word, links) ?? (finished ? "successful" : "running");
  const progress = members.progress ?? readNumber(document["percentCompleted"]);
  // Completed where it is, because each poll makes one.
  const info: { -readonly [Name in keyof StatusInfo]: StatusInfo[Name] } =
    Object.assign(members, { jobID, status });
  if (status !== word) info.originalStatus = word;
  if (progress !== undefined) info.progress = progress;
  return info;
}

/** A word that nobody knows is one that is known where the job has what only such a job has: results, or exceptions. */
function statusBy(
  word: string,
  links: readonly Link[],
): JobStatusCode | undefined {
  const known = statusCodeOf(word);
  if (known !== undefined) return known;
  if (linkTo(links, "exceptions")) return "failed";
  return linkTo(links, "results") ? "successful" : undefined;
}

const STATUS_MEMBERS: MemberReaders<
  Omit<StatusInfo, "jobID" | "status" | "originalStatus" | "retryAfterMs">
> = {
  processID: readText,
  type: readWord,
  message: readText,
  progress: readNumber,
  created: readWord,
  started: readWord,
  finished: readWord,
  updated: readWord,
  links: readLinks,
};

const NAMING_MEMBERS = [...ID_MEMBERS, "status"];

/**
 * Whether an execute request that was answered with 200 returned a job instead of results: from a server
 * that executes asynchronously without answering 201, or that reports a job which has already finished.
 */
export function looksLikeStatus(document: unknown): boolean {
  if (!isRecord(document)) return false;
  const { status, jobID, id } = document;
  if (typeof status !== "string") return false;
  if (statusCodeOf(status) === undefined) return false;
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
