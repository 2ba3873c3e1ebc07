import type { LinkResolver } from "./linked-url.js";
import { ApiError } from "../errors/http-errors.js";
import type { RequestGuard, TransportResponse } from "./transport.js";
import { publicUrl, resolveUrl, samePath } from "./urls.js";

/** The request that is sent next. */
export interface Target {
  readonly method: string;
  readonly url: URL;
  readonly body: string | undefined;
  /** See {@link RequestGuard}. Undefined: the caller named the URL, or allows it. */
  readonly guard?: RequestGuard | undefined;
}

const MOST_REDIRECTS = 10;

/**
 * The request that a redirect asks for (RFC 9110, section 15.4). After 303 it is a GET, and so it is after
 * 301 and 302 to a POST, unless they lead to the same path (with another scheme or host, or with a slash at
 * the end): then the server expects the same request again.
 * @param redirects - How many redirects have been followed before.
 * @param resolve - Resolves its `Location`.
 * @returns undefined: the answer is not a redirect.
 * @throws ApiError: it leads to something that is not an http URL, or there were too many redirects.
 */
export function followRedirect(
  target: Target,
  response: Pick<TransportResponse, "status" | "headers">,
  redirects: number,
  resolve: LinkResolver = resolveUrl,
): Target | undefined {
  const { status, headers } = response;
  const location = headers["location"];
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) {
    return undefined;
  }
  const refused = (title: string): ApiError =>
    new ApiError({
      method: target.method,
      url: publicUrl(target.url),
      status,
      problem: { title },
      headers,
      attempts: 1,
    });
  const url = resolve(location, target.url);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw refused("it redirects to something that is no http URL");
  }
  if (redirects >= MOST_REDIRECTS) {
    throw refused(`more than ${String(MOST_REDIRECTS)} redirects`);
  }
  const asksWithGet =
    status === 303 ||
    (status < 303 && target.method === "POST" && !samePath(url, target.url));
  return asksWithGet && target.method !== "HEAD"
    ? { method: "GET", url, body: undefined }
    : { ...target, url };
}
