import type { Cancellation } from "../base/cancellation.js";
import { isRecord, readJson, textOf } from "../base/json.js";
import { decodeText } from "../base/text.js";
import type { ExecuteRequest, StatusInfo } from "../documents/documents.js";
import { hasRelation, readLinkHeader } from "../documents/links.js";
import { isJsonMediaType } from "../documents/media-type.js";
import { idOf, looksLikeStatus, readStatus } from "../documents/status.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { readRetryAfter } from "../http/retry.js";
import { pathSegment } from "../http/urls.js";
import { idFromLocation, jobPlaces } from "../job/job-location.js";
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
  /** URLs at which the job may be found, best first; empty where there is none. */
  readonly places: readonly URL[];
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
  const url = new URL(
    `processes/${pathSegment("process", processId)}/execution`,
    connection.apiUrl,
  );
  return connection.send(
    {
      method: "POST",
      url,
      headers: preference(call.mode, call.jobControlOptions),
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
 * cannot run asynchronously is not asked to.
 */
function preference(
  mode: ExecutionMode,
  jobControlOptions: readonly string[] | undefined,
): Readonly<Record<string, string>> {
  const canBeAsync =
    !jobControlOptions?.length || jobControlOptions.includes("async-execute");
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
    return acceptedJob(connection, processId, await connection.whole(open));
  }
  let received: ReceivedResults;
  if (status !== 204 && isJsonMediaType(open.headers["content-type"])) {
    // A 200 may report a job, from servers that do not use 201, or that ended the job before they answered.
    const answer = await connection.whole(open);
    const body = jsonBodyOf(answer);
    if (isJob(body.value, answer, expectation)) {
      return acceptedJob(connection, processId, answer);
    }
    received = await readDocument(body, answer, expectation, connection);
  } else {
    received = await receiveResults(open, false, expectation, connection);
  }
  return immediateResults(connection, processId, open, received);
}

/** Whether a 200 with JSON reports a job. `Location` does not tell: pygeoapi sends it with every answer. */
function isJob(
  document: unknown,
  answer: Answer,
  { described, requested }: Expectation,
): boolean {
  const applied = answer.headers["preference-applied"] ?? "";
  if (applied.includes("respond-async")) {
    return readStatus(document) !== undefined;
  }
  const isOutput = ["status", "jobID", "id"].some(
    (name) => described.includes(name) || requested.includes(name),
  );
  return !isOutput && looksLikeStatus(document);
}

/** The job, by `jobID` or `id` in the body, else by `Location`: some servers send no body, others no header. */
function acceptedJob(
  connection: Connection,
  processId: string,
  answer: Answer,
): Execution {
  const { url, headers } = answer;
  const document = statusDocument(connection, answer);
  const members = isRecord(document) ? document : {};
  const jobId = idOf(members) ?? idFromLocation(headers["location"], url);
  if (jobId === undefined) {
    throw connection.parseError(
      answer,
      "the server accepted the execution and told no job id, neither in the body nor in Location",
    );
  }
  return {
    status: readStatus(document, jobId) ?? {
      jobID: jobId,
      status: "accepted",
      processID: processId,
    },
    // Weaver repeats the header in the body.
    places: jobPlaces(
      connection.apiUrl,
      jobId,
      headers["location"] ?? textOf(members["location"]),
      url,
    ),
    retryAfterMs: readRetryAfter(headers, Date.now()),
  };
}

/**
 * The status in the body. Undefined: the body is empty, or is not JSON while `Location` names the job, so that it is
 * not needed.
 */
function statusDocument(connection: Connection, answer: Answer): unknown {
  if (answer.bytes.length === 0) return undefined;
  return answer.headers["location"] === undefined
    ? connection.parseJson(answer)
    : readJson(decodeText(answer.bytes));
}

/** Results that came at once, and the job behind them if a link or `Location` names it (requirement 33). */
function immediateResults(
  connection: Connection,
  processID: string,
  { headers, url: base }: OpenAnswer,
  received: ReceivedResults,
): Execution {
  const monitor = readLinkHeader(headers["link"]).find((link) =>
    hasRelation(link, "monitor"),
  );
  const place = monitor?.href ?? headers["location"];
  const jobID = idFromLocation(place, base) ?? "";
  return {
    status: { jobID, status: "successful", processID },
    places:
      jobID && place ? jobPlaces(connection.apiUrl, jobID, place, base) : [],
    results: { received, base },
  };
}
