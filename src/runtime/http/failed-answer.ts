import { labelledText } from "../documents/labelled-text.js";
import { readProblem } from "../documents/read-problem.js";
import { apiErrorOf, type Resource } from "../errors/api-error.js";
import type { ApiError } from "../errors/http-errors.js";
import { readRetryAfter } from "./retry.js";
import type { TransportResponse } from "./transport.js";
import { publicUrl } from "./urls.js";

const LONGEST_PROBLEM = 1_048_576;

/** An answer that reports a failure. */
export interface FailedAnswer {
  readonly method: string;
  readonly url: URL;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly attempts: number;
  readonly response: Pick<TransportResponse, "bytes">;
}

/**
 * The error for an answer with an HTTP status of 400 and above. Cookies, which are secrets, do not become part of it.
 * @param masked - A value without the secrets in it.
 */
export async function failedAnswerError(
  answer: FailedAnswer,
  masked: <T>(value: T) => T,
  resource: Resource = "other",
): Promise<ApiError> {
  const { method, url, status, attempts, response } = answer;
  // A body that cannot be read must not hide the status.
  const body = await response
    .bytes(LONGEST_PROBLEM)
    .catch(() => new Uint8Array());
  const headers = Object.fromEntries(
    Object.entries(answer.headers).filter(([name]) => name !== "set-cookie"),
  );
  return apiErrorOf(
    {
      method,
      url: publicUrl(url),
      status,
      // Before the text of the error is made of it, which may cut it off.
      problem: masked(
        readProblem(labelledText(body, headers["content-type"]), masked),
      ),
      headers,
      attempts,
      retryAfterMs: readRetryAfter(answer.headers, Date.now()),
    },
    resource,
  );
}
