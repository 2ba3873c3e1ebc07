import type { Cancellation } from "../base/cancellation.js";
import { decodeText } from "../base/text.js";
import type { StatusInfo } from "../documents/documents.js";
import { readStatus } from "../documents/status.js";
import { ApiError, NoSuchJobError } from "../errors/http-errors.js";
import type { Answer, Connection } from "../http/connection.js";

/**
 * Dismisses a job by DELETE (OGC 18-062r2, section 13). 410 means that it was dismissed before. So does 404 after more
 * than one attempt: an earlier one may have dismissed the job, and its answer was lost.
 */
export async function requestDismissal(
  connection: Connection,
  url: URL,
  jobId: string,
  cancellation: Cancellation,
): Promise<StatusInfo> {
  try {
    return await connection.fetch(
      { method: "DELETE", url, resource: "job", cancellation },
      (answer) => dismissalIn(connection, answer, jobId),
    );
  } catch (failure) {
    const isDone =
      failure instanceof ApiError &&
      (failure.status === 410 ||
        (failure instanceof NoSuchJobError && failure.attempts > 1));
    if (!isDone) throw failure;
    return { jobID: jobId, status: "dismissed" };
  }
}

/** The status in the answer to a dismissal. The body may be empty, or a page: then the status code says enough. */
function dismissalIn(
  connection: Connection,
  answer: Answer,
  jobId: string,
): StatusInfo {
  const text = decodeText(answer.bytes).trim();
  const document = text.startsWith("{") ? connection.parseJson(answer) : {};
  return readStatus(document, jobId) ?? { jobID: jobId, status: "dismissed" };
}
