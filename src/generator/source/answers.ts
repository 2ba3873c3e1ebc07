import { hash } from "node:crypto";
import { ApiError, type ClientResponse } from "../../runtime/index.js";
import type { Answer } from "./source.js";

/** Headers that what is read from an answer depends on, besides its body. */
const HEADERS = ["link", "x-powered-by"] as const;

/** What is to be remembered of an answer. */
export async function answerOf(
  url: URL,
  response: ClientResponse,
): Promise<Answer> {
  const { etag, "last-modified": lastModified } = response.headers;
  return {
    url: url.href,
    digest: await digestOf(response),
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}

async function digestOf(response: ClientResponse): Promise<string> {
  const head = [
    response.url,
    ...HEADERS.map((name) => response.headers[name] ?? ""),
    hash("sha256", await response.bytes()),
  ];
  return hash("sha256", head.join("\n"));
}

/** What is to be remembered of an answer that is an error; undefined where there was none, or none to rely on. */
export function failedAnswer(url: URL, error: unknown): Answer | undefined {
  return error instanceof ApiError
    ? { url: url.href, digest: `status ${error.status}` }
    : undefined;
}
