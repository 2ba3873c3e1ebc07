import {
  Cancellation,
  nothing,
  unlessCancelled,
} from "../base/cancellation.js";
import { isRecord, readJson, textOf } from "../base/json.js";
import { decodeText } from "../base/text.js";
import type { ExecuteRequest, StatusInfo } from "../documents/documents.js";
import { isJsonMediaType } from "../documents/media-type.js";
import { idOf } from "../documents/job-id.js";
import { loadUnit } from "../errors/errors.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { readRetryAfter } from "../http/retry.js";
import { NEEDLESS_BODY_MS } from "../http/patience.js";
import { pathSegment } from "../http/urls.js";
import { idFromLocation } from "../job/id-from-location.js";
import type { Expectation, ReceivedResults } from "../results/received.js";
import {
  jsonBodyOf,
  readDocument,
  receiveResults,
} from "../results/results.js";
import { encodeJson } from "./execute-request.js";

/** How a process shall be run: `async` as a job, `sync` within the one request, `auto` as the server decides. */
export type ExecutionMode = "async" | "sync" | "auto";

/** What the server made of an execute request: a job, which has ended already where the results came at once. */
export interface Execution {
  /** Its `jobID` is empty where the server made no job. */
  readonly status: StatusInfo;
  /** The JSON that the server sent about a new job, which says more than `status` where it is the document of a status. */
  readonly document?: unknown;
  /** The URL at which the answer says that the job is. Undefined: it says none. */
  readonly location?: string | undefined;
  /** The URL that `location` is relative to. */
  readonly base?: URL | undefined;
  /** Milliseconds that the server asked to wait before the first poll (`Retry-After`). */
  readonly retryAfterMs?: number | undefined;
  /** The results, where they came at once. */
  readonly results?: AnsweredResults | undefined;
}

/** Results, and the document that links in them are relative to. */
export interface AnsweredResults {
  readonly received: ReceivedResults;
  readonly base: URL;
}

/** What is sent, and what is known about the answer. */
export interface ExecutionCall {
  readonly processId: string;
  readonly request: ExecuteRequest;
  readonly mode: ExecutionMode;
  /** As the process describes them. Default: not known. */
  readonly jobControlOptions?: readonly string[] | undefined;
  readonly expectation: Expectation;
  readonly cancellation: Cancellation;
}

/**
 * Sends an execute request (OGC 18-062r2, section 7.11) and finds out what the server made of it.
 * It is sent again only where the server cannot have accepted it.
 */
export async function execute(
  connection: Connection,
  call: ExecutionCall,
): Promise<Execution> {
  const { processId, request, cancellation } = call;
  const headers = preferenceOf(call.mode, call.jobControlOptions);
  if (headers.prefer && call.jobControlOptions) {
    // A job is to be expected. What follows it is loaded meanwhile; who needs it hears of a failure.
    void import("../job/jobs.js").catch(nothing);
  }
  const url = new URL(
    `processes/${pathSegment("process", processId)}/execution`,
    connection.apiUrl,
  );
  return connection.send(
    {
      method: "POST",
      url,
      headers,
      body: await encodeJson(request),
      kind: "execution",
      resource: "process",
      cancellation,
    },
    (open) => readExecution(connection, call, open),
  );
}

/**
 * `Prefer: respond-async` (RFC 7240), alone, because pygeoapi ignores it together with anything else. A process that
 * can only run synchronously is not asked to.
 */
export function preferenceOf(
  mode: ExecutionMode,
  jobControlOptions: readonly string[] | undefined,
): { readonly prefer?: string } {
  const canBeAsync =
    !jobControlOptions?.includes("sync-execute") ||
    jobControlOptions.includes("async-execute");
  return mode === "async" && canBeAsync ? { prefer: "respond-async" } : {};
}

async function readExecution(
  connection: Connection,
  call: ExecutionCall,
  open: OpenAnswer,
): Promise<Execution> {
  const { expectation, processId } = call;
  const { status } = open;
  if (status === 201 || status === 202) {
    const answer = await answerOfJob(connection, open, call.cancellation);
    return acceptedJob(connection, processId, answer);
  }
  let received: ReceivedResults;
  if (status !== 204 && isJsonMediaType(open.headers["content-type"])) {
    // A 200 may report a job, from servers that do not use 201, or that ended the job before they answered.
    const answer = await connection.whole(open);
    const body = jsonBodyOf(answer);
    if (await reportsJob(body.value, answer, expectation, processId)) {
      return acceptedJob(connection, processId, answer);
    }
    received = await readDocument(body, answer, expectation, connection);
  } else {
    received = await receiveResults(open, false, expectation, connection);
  }
  return immediateResults(processId, open, received);
}

/** The answer that reports a new job. Where `Location` names the job, a body that breaks off or does not come loses nothing. */
async function answerOfJob(
  connection: Connection,
  open: OpenAnswer,
  caller: Cancellation,
): Promise<Answer> {
  const whole = connection.whole(open);
  if (open.headers["location"] === undefined) return whole;
  const limit = new Cancellation({
    parent: caller,
    timeoutMs: NEEDLESS_BODY_MS,
  });
  try {
    return await unlessCancelled(whole, limit);
  } catch {
    caller.throwIfCancelled();
    return { ...open, bytes: new Uint8Array() };
  } finally {
    limit.dispose();
  }
}

/**
 * Whether a 200 with JSON reports a job. `Location` does not tell: pygeoapi sends it with every answer. What has no
 * member of a status and no id is none; for the others, the readers of statuses are loaded.
 */
async function reportsJob(
  document: unknown,
  { headers }: Answer,
  expectation: Expectation,
  processId: string,
): Promise<boolean> {
  if (!isRecord(document) || !("status" in document)) return false;
  const jobId = idOf(document);
  if (jobId === undefined) return false;
  const lastStatus = statusFor(jobId, processId);
  const { isJob } = await loadUnit(import("../job/jobs.js"), {
    jobId,
    processId,
    lastStatus,
  });
  return isJob(document, headers, expectation);
}

/** The job, by `jobID` or `id` in the body, else by `Location`: some servers send no body, others no header. */
async function acceptedJob(
  connection: Connection,
  processId: string,
  answer: Answer,
): Promise<Execution> {
  const { url: base, headers } = answer;
  const text = decodeText(answer.bytes);
  const document = readJson(text);
  const members = isRecord(document) ? document : {};
  const jobId =
    idOf(members, text) ?? idFromLocation(headers["location"], base);
  if (jobId === undefined) {
    const { namelessJob } = await loadUnit(import("../job/jobs.js"));
    throw namelessJob(connection, answer);
  }
  return {
    status: statusFor(jobId, processId),
    document,
    // Weaver repeats the header in the body.
    location: headers["location"] ?? textOf(members["location"]),
    base,
    retryAfterMs: readRetryAfter(headers, Date.now()),
  };
}

/** What is known of a new job before the document of its status is read. */
function statusFor(jobID: string, processID: string): StatusInfo {
  return { jobID, status: "accepted", processID };
}

/** Results that came at once, and the job behind them if a link or `Location` names it (requirement 33). */
async function immediateResults(
  processID: string,
  { headers, url: base }: OpenAnswer,
  received: ReceivedResults,
): Promise<Execution> {
  const location = (await monitorIn(headers["link"])) ?? headers["location"];
  const jobID = idFromLocation(location, base) ?? "";
  return {
    status: { jobID, status: "successful", processID },
    location,
    base,
    results: { received, base },
  };
}

/** The link to the job's status. Where what reads it does not load, the results are not lost: their job is unknown. */
async function monitorIn(
  header: string | undefined,
): Promise<string | undefined> {
  if (header === undefined) return undefined;
  const unit = await loadUnit(import("../job/jobs.js")).catch(nothing);
  return unit?.monitorIn(header);
}
