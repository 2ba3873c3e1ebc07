import { decodeText } from "../base/text.js";
import { oneLine, type Problem } from "../documents/problem.js";
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
 * @param masked - A text without the secrets in it.
 */
export async function failedAnswerError(
  answer: FailedAnswer,
  masked: (text: string) => string,
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
      problem: await problemIn(masked(decodeText(body))),
      headers,
      attempts,
      retryAfterMs: readRetryAfter(answer.headers, Date.now()),
    },
    resource,
  );
}

/**
 * What a server says about a failure. Where the readers of its forms cannot be loaded, the first line of the text.
 * @param said - The body of an answer, or a document that is part of another one.
 */
export async function problemIn(said: unknown): Promise<Problem | undefined> {
  if (said === undefined || said === "") return undefined;
  try {
    const { readFailure } = await import("./other-exchanges.js");
    return readFailure(said);
  } catch {
    const text = typeof said === "string" ? said : JSON.stringify(said);
    return { title: oneLine(text) };
  }
}
