import type { Cancellation } from "../base/cancellation.js";
import { decodeText } from "../base/text.js";
import type { StatusInfo } from "../documents/documents.js";
import { readStatus } from "../documents/status.js";
import { ApiError, NoSuchJobError } from "../errors/http-errors.js";
import type { Answer, Connection } from "../http/connection.js";
import { isAbsent } from "./job-location.js";

/**
 * Dismisses a job by DELETE (OGC 18-062r2, section 13). 410 means that it was dismissed before. So does 404 after more
 * than one attempt: an earlier one may have dismissed the job, and its answer was lost.
 * @param isUnseen - The server accepted the job just now and may not have stored it, which is another reason for a 404.
 */
export async function requestDismissal(
  connection: Connection,
  url: URL,
  jobId: string,
  cancellation: Cancellation,
  isUnseen = false,
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
        (failure instanceof NoSuchJobError &&
          failure.attempts > 1 &&
          !isUnseen));
    if (!isDone) throw failure;
    return { jobID: jobId, status: "dismissed" };
  }
}

/** How often a job is dismissed that the server does not have yet. */
const MOST_DISMISSALS = 4;

/**
 * Dismisses a job that this program made and that no poll has seen: pygeoapi answers an execution before it has stored
 * the job, and one of several servers behind one address may not know yet what the others know.
 * @param request - Dismisses it, see {@link requestDismissal}.
 * @param isSeen - Waits until a poll sees the job.
 */
export async function dismissUnseen(
  jobId: string,
  request: (isUnseen: boolean) => Promise<StatusInfo>,
  isSeen: () => Promise<boolean>,
): Promise<StatusInfo> {
  for (let attempt = 1; attempt < MOST_DISMISSALS; attempt += 1) {
    try {
      return await request(true);
    } catch (failure) {
      if (!isAbsent(failure)) throw failure;
      if (await isSeen()) continue;
      // An earlier attempt may have dismissed it, and its answer was lost.
      if (failure.attempts > 1) return { jobID: jobId, status: "dismissed" };
      throw failure;
    }
  }
  return request(false);
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
