// What is loaded for `Client.fetch`: libraries that take a `fetch` function read files with it.
import { Cancellation } from "../base/cancellation.js";
import { isText } from "../base/json.js";
import { ApiError } from "../errors/http-errors.js";
import type { Connection, OpenAnswer } from "../http/connection.js";
import { publicUrl, resourceUrl } from "../http/urls.js";
import { streamWithin } from "../results/file-sources.js";

/** What the platform's `fetch` takes. */
export type FetchInput = Parameters<typeof globalThis.fetch>[0];

/** Options of the platform's `fetch`. */
export type FetchInit = Parameters<typeof globalThis.fetch>[1];

/** Statuses of answers that have no body, for which a Response takes none. */
const BODILESS = [204, 205, 304];

/** See `Client.fetch`. */
export async function fetchWithClient(
  connection: Connection,
  input: FetchInput,
  init: FetchInit,
): Promise<Response> {
  const isUrl = isText(input) || input instanceof URL;
  const target = isUrl
    ? resourceUrl(input.toString(), connection.apiUrl)
    : input;
  const request = new Request(target, init);
  const { method } = request;
  const url = resourceUrl(request.url, connection.apiUrl);
  const headers: Record<string, string> = {};
  // `forEach`, because the iterators are not part of TypeScript's library DOM before version 6.
  request.headers.forEach((value, name) => {
    headers[name] = value;
  });
  // A part of a coded body could not be decoded (as in the standard of `fetch`).
  if ("range" in headers) headers["accept-encoding"] = "identity";
  const body = /^(GET|HEAD)$/.test(method) ? undefined : await request.text();
  // The caller's headers may be credentials, which an answer may repeat.
  await connection.loadMask();
  // The signal of the request itself is the platform's, and keeps no reason in older ones.
  const cancellation = new Cancellation({
    signal: init?.signal ?? request.signal,
  });
  try {
    const call = { method, url, headers, body, cancellation } as const;
    const open = await connection.send(
      { ...call, kind: "download" },
      (answer) => Promise.resolve(answer),
    );
    return await responseOf(open, cancellation, connection);
  } catch (failure) {
    cancellation.dispose();
    if (failure instanceof ApiError) return failedResponse(failure);
    throw failure;
  }
}

/** An answer whose body is read by whoever has the response. */
async function responseOf(
  { response, status, headers, url, method }: OpenAnswer,
  cancellation: Cancellation,
  connection: Connection,
): Promise<Response> {
  if (BODILESS.includes(status) || method === "HEAD") {
    await response.discard();
    cancellation.dispose();
    return atUrl(new Response(null, { status, headers: { ...headers } }), url);
  }
  const origin = { door: connection, href: url.href };
  const body = streamWithin(cancellation, origin, () =>
    Promise.resolve(response.stream()),
  );
  return atUrl(new Response(body, { status, headers: { ...headers } }), url);
}

/** The answer with a failure, as `fetch` gives it. Its body is what the server said, as a problem (RFC 7807). */
function failedResponse({ status, headers, problem, url }: ApiError): Response {
  const body = problem && JSON.stringify(problem);
  const type = { "content-type": "application/problem+json" };
  const {
    "content-length": _length,
    "content-encoding": _coding,
    ...others
  } = headers;
  const init = { status, headers: body ? { ...others, ...type } : others };
  return atUrl(new Response(body ?? null, init), url);
}

/** A response with the URL that it came from, without credentials. */
function atUrl(response: Response, url: URL | string): Response {
  return Object.defineProperty(response, "url", { value: publicUrl(url) });
}
