import { readProblem } from "../documents/problem.js";
import { apiErrorOf, type Resource } from "../errors/api-error.js";
import type { ApiError } from "../errors/http-errors.js";
import { readRetryAfter } from "./retry.js";
import { publicUrl } from "./urls.js";

/**
 * The error for an answer with an HTTP status of 400 and above.
 * @param head - The answer without its body. Cookies, which are secrets, do not become part of the error.
 * @param body - The body as text, without secrets.
 */
export function failedAnswerError(
  head: {
    readonly method: string;
    readonly url: URL;
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly attempts: number;
  },
  body: string,
  resource: Resource,
): ApiError {
  const { method, url, status, attempts } = head;
  const headers = Object.fromEntries(
    Object.entries(head.headers).filter(([name]) => name !== "set-cookie"),
  );
  return apiErrorOf(
    {
      method,
      url: publicUrl(url),
      status,
      problem: readProblem(body),
      headers,
      attempts,
      retryAfterMs: readRetryAfter(head.headers, Date.now()),
    },
    resource,
  );
}
