import { hash } from "node:crypto";
import { ApiError, type ClientResponse } from "../../runtime/index.js";
import type { Answer } from "./source.js";

/** Headers that what is read from an answer depends on, besides its body. */
const HEADERS = ["link", "x-powered-by"] as const;

/** SHA-256 of what an answer says. */
export async function bodyDigest(response: ClientResponse): Promise<string> {
  return hash("sha256", await response.bytes());
}

/**
 * What is to be remembered of an answer.
 *
 * @param body - SHA-256 of its body.
 */
export function answerOf(
  url: URL,
  response: ClientResponse,
  body: string,
): Answer {
  const { etag, "last-modified": lastModified } = response.headers;
  return {
    url: url.href,
    digest: digestOf(response, body),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

function digestOf(response: ClientResponse, body: string): string {
  const head = [
    response.url,
    ...HEADERS.map((name) => response.headers[name] ?? ""),
    body,
  ];
  return hash("sha256", head.join("\n"));
}

/** What is to be remembered of an answer that is an error; undefined where there was none, or none to rely on. */
export function failedAnswer(url: URL, error: unknown): Answer | undefined {
  return error instanceof ApiError
    ? { url: url.href, digest: `status ${error.status}` }
    : undefined;
}
