import { oneLine, type Problem } from "../documents/problem.js";
import { apiErrorOf, type Resource } from "../errors/api-error.js";
import type { ApiError } from "../errors/http-errors.js";
import { readRetryAfter } from "./retry.js";
import { publicUrl } from "./urls.js";

/**
 * The error for an answer with an HTTP status of 400 and above.
 * @param head - The answer without its body. Cookies, which are secrets, do not become part of the error.
 * @param body - The body as text, without secrets.
 */
export async function failedAnswerError(
  head: {
    readonly method: string;
    readonly url: URL;
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly attempts: number;
  },
  body: string,
  resource: Resource,
): Promise<ApiError> {
  const { method, url, status, attempts } = head;
  const headers = Object.fromEntries(
    Object.entries(head.headers).filter(([name]) => name !== "set-cookie"),
  );
  return apiErrorOf(
    {
      method,
      url: publicUrl(url),
      status,
      problem: await problemIn(body),
      headers,
      attempts,
      retryAfterMs: readRetryAfter(head.headers, Date.now()),
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
