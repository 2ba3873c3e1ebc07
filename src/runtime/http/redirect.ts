import { InputError } from "../errors/errors.js";
import { ApiError } from "../errors/http-errors.js";
import type { TransportResponse } from "./transport.js";
import { publicUrl, resolveUrl, samePath } from "./urls.js";

/** The request that is sent next. */
export interface Target {
  readonly method: string;
  readonly url: URL;
  readonly body: string | undefined;
}

const MOST_REDIRECTS = 10;

/**
 * Where a redirect leads (RFC 9110, section 15.4). Undefined: the answer is no redirect.
 * 303 asks for the place with GET; so do 301 and 302 after a POST, unless they lead to the same path
 * (another scheme, host or a slash at the end), where the server wants the same request again.
 */
export function followRedirect(
  target: Target,
  response: Pick<TransportResponse, "status" | "headers">,
  redirects: number,
): Target | undefined {
  const { status, headers } = response;
  const location = headers["location"];
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) {
    return undefined;
  }
  const url = resolveUrl(location, target.url);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InputError(
      `${publicUrl(target.url)} redirects to something that is no http URL.`,
    );
  }
  if (redirects >= MOST_REDIRECTS) {
    throw new ApiError({
      method: target.method,
      url: publicUrl(target.url),
      status,
      problem: { title: `more than ${String(MOST_REDIRECTS)} redirects` },
      headers,
      attempts: 1,
    });
  }
  const asksWithGet =
    status === 303 ||
    (status < 303 && target.method === "POST" && !samePath(url, target.url));
  return asksWithGet && target.method !== "HEAD"
    ? { method: "GET", url, body: undefined }
    : { ...target, url };
}
