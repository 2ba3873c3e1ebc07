import type { Cancellation } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import type { ExecuteRequest, StatusInfo } from "../documents/documents.js";
import { hasRelation, readLinkHeader } from "../documents/links.js";
import { isJsonMediaType } from "../documents/media-type.js";
import { idOf, looksLikeStatus, readStatus } from "../documents/status.js";
import { ResponseParseError } from "../errors/http-errors.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import { readRetryAfter } from "../http/retry.js";
import { pathSegment } from "../http/urls.js";
import { idFromLocation, jobPlaces } from "../job/job-location.js";
import type { Expectation, ReceivedResults } from "../results/received.js";
import { readDocument, receiveResults } from "../results/results.js";
import { encodeJson } from "./execute-request.js";

/** How a process shall be run: `async` as a job, `sync` within the one request, `auto` as the server decides. */
export type ExecutionMode = "async" | "sync" | "auto";

/** What the server made of an execute request: a job, or the results at once. */
export type Execution =
  | {
      readonly kind: "job";
      readonly status: StatusInfo;
      /** URLs at which the job may be found, best first. */
      readonly places: readonly URL[];
      /** Milliseconds that the server asked to wait before the first poll (`Retry-After`). */
      readonly retryAfterMs: number | undefined;
    }
  | {
      readonly kind: "results";
      readonly received: ReceivedResults;
      /** The document that links are relative to. */
      readonly base: URL;
      /** The job behind a synchronous execution, where the server made one (requirement 33). */
      readonly jobId: string | undefined;
      /** URLs at which that job may be found, best first; empty where there is none. */
      readonly places: readonly URL[];
    };

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
      body: encodeJson(request),
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
    jobControlOptions === undefined ||
    jobControlOptions.length === 0 ||
    jobControlOptions.includes("async-execute");
  return mode === "async" && canBeAsync ? { prefer: "respond-async" } : {};
}

async function readExecution(
  connection: Connection,
  call: ExecutionCall,
  open: OpenAnswer,
): Promise<Execution> {
  const { expectation, processId } = call;
  if (open.status === 201 || open.status === 202) {
    const answer = await connection.whole(open);
    return acceptedJob(connection, processId, answer);
  }
  if (open.status !== 204 && isJsonMediaType(open.headers["content-type"])) {
    // A 200 may report a job, from servers that do not use 201, or that ended the job before they answered.
    const answer = await connection.whole(open);
    const document = connection.parseJson(answer);
    if (isJob(document, answer, expectation)) {
      return acceptedJob(connection, processId, answer);
    }
    const received = await readDocument(
      document,
      answer,
      expectation,
      connection,
    );
    return immediateResults(connection, open, received);
  }
  const received = await receiveResults(open, false, expectation, connection);
  return immediateResults(connection, open, received);
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
  if (!looksLikeStatus(document)) return false;
  const isOutput = ["status", "jobID", "id"].some(
    (name) => described.includes(name) || requested.includes(name),
  );
  return !isOutput;
}

/** The job, by `jobID` or `id` in the body, else by `Location`: some servers send no body, others no header. */
function acceptedJob(
  connection: Connection,
  processId: string,
  answer: Answer,
): Execution {
  const { location } = answer.headers;
  const document = statusDocument(connection, answer);
  const fromBody = isRecord(document) ? idOf(document) : undefined;
  const jobId = fromBody ?? idFromLocation(location, answer.url);
  if (jobId === undefined) {
    throw connection.parseError(
      answer,
      "the server accepted the execution and told no job id, neither in the body nor in Location",
    );
  }
  const status = readStatus(document, jobId) ?? {
    jobID: jobId,
    status: "accepted",
    processID: processId,
  };
  const place = location ?? bodyLocation(document);
  return {
    kind: "job",
    status,
    places: jobPlaces(
      connection.apiUrl,
      jobId,
      place === undefined ? undefined : { href: place, base: answer.url },
    ),
    retryAfterMs: readRetryAfter(answer.headers, Date.now()),
  };
}

/**
 * The status in the body. Undefined: the body is empty, or is not JSON while `Location` names the job, so that it is
 * not needed.
 */
function statusDocument(connection: Connection, answer: Answer): unknown {
  if (answer.bytes.length === 0) return undefined;
  try {
    return connection.parseJson(answer);
  } catch (failure) {
    const { location } = answer.headers;
    const isNamed =
      failure instanceof ResponseParseError && location !== undefined;
    if (!isNamed) throw failure;
    return undefined;
  }
}

/** The `location` in a body: Weaver repeats the header there. */
function bodyLocation(document: unknown): string | undefined {
  const location = isRecord(document) ? document["location"] : undefined;
  return typeof location === "string" ? location : undefined;
}

/** Results that came at once, and the job behind them if a link or `Location` names it. */
function immediateResults(
  connection: Connection,
  { headers, url }: OpenAnswer,
  received: ReceivedResults,
): Execution {
  const monitor = readLinkHeader(headers["link"]).find((link) =>
    hasRelation(link, "monitor"),
  );
  const place = monitor?.href ?? headers["location"];
  const jobId = idFromLocation(place, url);
  const places =
    place === undefined || jobId === undefined
      ? []
      : jobPlaces(connection.apiUrl, jobId, { href: place, base: url });
  return { kind: "results", received, base: url, jobId, places };
}
