import { withCancellation } from "../base/cancellation.js";
import { isText } from "../base/json.js";
import { labelledText } from "../documents/labelled-text.js";
import { ConfigError, InputError, messageOf } from "../errors/errors.js";
import type { Answer, Connection } from "../http/connection.js";
import { parseJson } from "../http/parse-json.js";
import { publicUrl, resourceUrl } from "../http/urls.js";
import type { RequestHeaders } from "../config/request-headers.js";
import type { RequestSignal } from "../job/job-options.js";
import { withQuery } from "../http/with-query.js";

/** The methods of the standard's operations; HEAD asks whether something is there. */
export type RequestMethod = "GET" | "POST" | "DELETE" | "HEAD";

/** Options of `Client.request`. */
export interface RequestOptions
  extends RequestSignal, Pick<RequestHeaders, "credentials"> {
  /** Query parameters, added to those of the target. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent in addition to the client's headers; they take precedence over these. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds for each attempt. Default: the client's. */
  readonly timeoutMs?: number;
  /** Largest body in bytes. Default: the client's. */
  readonly maxBytes?: number;
}

/** A successful answer, whose body has been read. */
export interface ClientResponse {
  readonly status: number;
  /** The URL that answered, after redirects, without credentials. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text, decoded as UTF-8. */
  text(): Promise<string>;
  /**
   * The body as JSON, whatever its content type says.
   * @throws ResponseParseError
   */
  json(): Promise<unknown>;
  /** The body as it was received. */
  bytes(): Promise<Uint8Array>;
}

/**
 * See `Client.request`.
 * @throws InputError: no method or target, or a body that JSON cannot hold.
 */
export async function sendRequest(
  connection: Connection,
  method: RequestMethod,
  target: string,
  { query = {}, headers, body, timeoutMs, maxBytes, signal }: RequestOptions,
): Promise<ClientResponse> {
  if (!isText(method) || !/^[a-z]+$/i.test(method)) {
    throw new InputError(`The method must be a text, such as "GET".`);
  }
  if (typeof headers === "function") {
    throw new ConfigError(
      "headers must be an object of texts here; a function belongs into the options of createClient.",
    );
  }
  if (!isText(target) && !((target as unknown) instanceof URL)) {
    throw new InputError(`The target must be a URL as a text, such as "jobs".`);
  }
  const url = withQuery(resourceUrl(target, connection.apiUrl), query);
  // They may be credentials, which an answer may repeat.
  if (headers !== undefined) await connection.loadMask();
  return withCancellation({ signal }, (cancellation) =>
    connection.fetch(
      {
        method,
        url,
        headers,
        body: body === undefined ? undefined : jsonOf(body),
        cancellation,
        timeoutMs,
        maxBytes,
      },
      (answer) => clientResponse(connection, answer),
    ),
  );
}

/** @throws InputError: JSON cannot hold it. */
function jsonOf(body: unknown): string {
  let cause: unknown;
  try {
    // Undefined for a function or a symbol, whatever the type says.
    const json = JSON.stringify(body) as string | undefined;
    if (json !== undefined) return json;
    cause = `JSON has no ${typeof body}`;
  } catch (failure) {
    cause = failure;
  }
  throw new InputError(
    `The body can't be written as JSON: ${messageOf(cause)}.`,
    { cause },
  );
}

/** An answer as users see it. */
function clientResponse(
  connection: Connection,
  answer: Answer,
): ClientResponse {
  return {
    status: answer.status,
    url: publicUrl(answer.url),
    headers: answer.headers,
    text: () =>
      Promise.resolve(
        labelledText(answer.bytes, answer.headers["content-type"]),
      ),
    json: () =>
      new Promise((resolve) => {
        resolve(parseJson(connection, answer));
      }),
    bytes: () => Promise.resolve(answer.bytes),
  };
}
