import type { Cancellation } from "../base/cancellation.js";
import type { Answer, Connection, OpenAnswer } from "../http/connection.js";
import type { ExecuteRequest, StatusInfo } from "../documents/documents.js";
import { encodeJson } from "./execute-request.js";
import { ResponseParseError } from "../errors/http-errors.js";
import { idFromLocation, jobPlaces } from "../job/job-location.js";
import { isRecord } from "../base/json.js";
import { hasRelation, readLinkHeader } from "../documents/links.js";
import { isJsonMediaType } from "../documents/media-type.js";
import { readResults } from "../results/read-results.js";
import type { Expectation, ReceivedResults } from "../results/received.js";
import { receiveResults } from "../results/results.js";
import { readRetryAfter } from "../http/retry.js";
import { idOf, looksLikeStatus, readStatus } from "../documents/status.js";
import { pathSegment } from "../http/urls.js";

/** How a process shall be run. */
export type ExecutionMode = "async" | "sync" | "auto";

/** What became of an execute request. */
export type Execution =
  | {
      readonly kind: "job";
      readonly status: StatusInfo;
      readonly places: readonly URL[];
      readonly retryAfterMs: number | undefined;
    }
  | {
      readonly kind: "results";
      readonly received: ReceivedResults;
      /** The document that links are relative to. */
      readonly base: URL;
      /** The job behind a synchronous execution, where the server made one (requirement 33). */
      readonly jobId: string | undefined;
      readonly places: readonly URL[];
    };

/** What is sent, and what is known about the answer. */
export interface ExecutionCall {
  readonly processId: string;
  readonly request: ExecuteRequest;
  readonly mode: ExecutionMode;
  /** As described; absent: unknown. */
  readonly jobControlOptions?: readonly string[] | undefined;
  readonly expectation: Expectation;
  readonly cancellation: Cancellation;
}

/**
 * Sends an execute request (OGC 18-062r2, section 7.11) and finds out what the server made of it.
 * It is sent again only where the server can't have accepted it.
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
 * `Prefer: respond-async` in the one form that every server understands: pygeoapi ignores it with anything
 * beside it. A process that can't run asynchronously is not asked to.
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
    return jobOf(connection, processId, answer);
  }
  if (open.status !== 204 && isJsonMediaType(open.headers["content-type"])) {
    // A 200 may be a job: from servers that know no 201, or that finished in time and report the job.
    const answer = await connection.whole(open);
    const document = connection.parseJson(answer);
    if (isJob(document, answer, expectation)) {
      return jobOf(connection, processId, answer);
    }
    const received = readResults(answer, expectation, connection);
    return resultsOf(connection, open, received);
  }
  const received = await receiveResults(open, false, expectation, connection);
  return resultsOf(connection, open, received);
}

/** `Location` alone says nothing: pygeoapi sends it with every answer. */
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

/** A job from the body's `jobID` or `id`, else from `Location`: some servers send no body, others no header. */
function jobOf(
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

/** The status in the body, if there is one; an empty body or a page is none, and no failure either. */
function statusDocument(connection: Connection, answer: Answer): unknown {
  if (answer.bytes.length === 0) return undefined;
  try {
    return connection.parseJson(answer);
  } catch (failure) {
    const { location } = answer.headers;
    const isTold =
      failure instanceof ResponseParseError && location !== undefined;
    if (!isTold) throw failure;
    return undefined;
  }
}

/** Weaver repeats it in the body. */
function bodyLocation(document: unknown): string | undefined {
  const location = isRecord(document) ? document["location"] : undefined;
  return typeof location === "string" ? location : undefined;
}

function resultsOf(
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
