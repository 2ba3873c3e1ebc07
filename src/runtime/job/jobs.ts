// What is loaded when there is a job to deal with: an execution was answered with one, or the caller knows one by its id.
import type { Cancellation } from "../base/cancellation.js";
import { showInNotebooks } from "../base/notebook.js";
import type { StatusInfo } from "../documents/documents.js";
import { hasRelation, readLinkHeader } from "../documents/links.js";
import { looksLikeStatus, readStatus } from "../documents/status.js";
import type { ResponseParseError } from "../errors/http-errors.js";
import type { JobErrorDetails } from "../errors/job-errors.js";
import type { Answer, Connection } from "../http/connection.js";
import { parseJson } from "../http/parse-json.js";
import { readRetryAfter } from "../http/retry.js";
import { pathSegment, resourceUrl } from "../http/urls.js";
import type { Expectation } from "../results/received.js";
import { requestDismissal } from "./dismiss.js";
import { statusIn, withPause } from "./job-status.js";
import type { JobTarget, ResultsReader } from "./job-target.js";
import { JobWithResults } from "./job-with-results.js";

/**
 * Begins to follow a job. No request is made.
 * @param handle - The caller's, which notebooks show from now on as the status of the job.
 */
export function followJob<Outputs>(
  target: JobTarget,
  read: ResultsReader<Outputs>,
  handle: { readonly details: JobErrorDetails },
): JobWithResults<Outputs> {
  showInNotebooks(handle, () =>
    import("./job-display.js").then((unit) => unit.jobDisplay(handle.details)),
  );
  return new JobWithResults(target, read);
}

/**
 * Whether an execution that was answered with 200 made a job.
 * @param document - The JSON of the answer. An output may be called as a member of a status; then it is a job only where
 * the server says that it executes asynchronously (`Preference-Applied`, RFC 7240).
 */
export function isJob(
  document: unknown,
  headers: Readonly<Record<string, string>>,
  { described, requested }: Expectation,
): boolean {
  const applied = headers["preference-applied"] ?? "";
  if (applied.includes("respond-async")) {
    return readStatus(document) !== undefined;
  }
  const isOutput = ["status", "jobID", "id"].some(
    (name) => described.includes(name) || requested.includes(name),
  );
  return !isOutput && looksLikeStatus(document);
}

/**
 * The error for an execution that was accepted, where nothing tells the id of the job.
 * @throws ResponseParseError: nor is the answer JSON, which says more.
 */
export function namelessJob(
  connection: Connection,
  answer: Answer,
): ResponseParseError {
  const { bytes, headers } = answer;
  if (bytes.length > 0 && headers["location"] === undefined) {
    parseJson(connection, answer);
  }
  return connection.parseError(
    answer,
    "the server accepted the execution and told no job id, neither in the body nor in Location",
  );
}

/** The URL of a job's status in a `Link` header (OGC 18-062r2, requirement 33). Undefined: there is none. */
export function monitorIn(header: string): string | undefined {
  const links = readLinkHeader(header);
  return links.find((link) => hasRelation(link, "monitor"))?.href;
}

/** See `Client.getJob`. */
export function fetchStatus(
  connection: Connection,
  jobId: string,
  cancellation: Cancellation,
): Promise<StatusInfo> {
  const url = usualUrl(connection, jobId);
  return connection.fetch(
    { method: "GET", url, resource: "job", cancellation },
    (answer) =>
      withPause(
        statusIn(connection, answer, jobId),
        readRetryAfter(answer.headers, Date.now()),
      ),
  );
}

/** See `Client.dismissJob`. */
export function dismissJob(
  connection: Connection,
  jobId: string,
  cancellation: Cancellation,
): Promise<StatusInfo> {
  const url = usualUrl(connection, jobId);
  return requestDismissal(connection, url, jobId, cancellation);
}

/** @throws InputError: no URL can hold the id. */
function usualUrl(connection: Connection, jobId: string): URL {
  return resourceUrl(`jobs/${pathSegment("job", jobId)}`, connection.apiUrl);
}
