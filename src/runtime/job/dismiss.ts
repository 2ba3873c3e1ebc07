import type { Cancellation } from "../base/cancellation.js";
import type { Connection, Answer } from "../http/connection.js";
import type { StatusInfo } from "../documents/documents.js";
import { ApiError, NoSuchJobError } from "../errors/http-errors.js";
import { readStatus } from "../documents/status.js";
import { decodeText } from "../base/text.js";

/**
 * DELETE of a job (OGC 18-062r2, section 13). 410 says that it was dismissed before; so does 404, where an earlier attempt
 * of this very request may have done it and its answer was lost.
 */
export async function requestDismissal(
  connection: Connection,
  {
    url,
    jobId,
    cancellation,
  }: {
    readonly url: URL;
    readonly jobId: string;
    readonly cancellation: Cancellation;
  },
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

/** The body of a dismissal may be empty, or a page: the status code says enough. */
function dismissalIn(
  connection: Connection,
  answer: Answer,
  jobId: string,
): StatusInfo {
  const text = decodeText(answer.bytes).trim();
  const document = text.startsWith("{") ? connection.parseJson(answer) : {};
  return readStatus(document, jobId) ?? { jobID: jobId, status: "dismissed" };
}
