import type { Answer, Connection } from "../http/connection.js";
import type { RequestSignal } from "../job/job-options.js";
import { decodeText } from "../base/text.js";
import { publicUrl } from "../http/urls.js";

/** Options of `Client.request`. */
export interface RequestOptions extends RequestSignal {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent besides the client's, and before them in rank. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Milliseconds for each attempt. Default: the client's. */
  readonly timeoutMs?: number;
  /** Largest body in bytes. Default: the client's. */
  readonly maxBytes?: number;
}

/** A successful answer, whose body is all here. */
export interface ClientResponse {
  readonly status: number;
  /** Where the answer came from, after redirects, without credentials. */
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
  bytes(): Promise<Uint8Array>;
}

/** An answer as users see it. */
export function clientResponse(
  connection: Connection,
  answer: Answer,
): ClientResponse {
  return {
    status: answer.status,
    url: publicUrl(answer.url),
    headers: answer.headers,
    text: () => Promise.resolve(decodeText(answer.bytes)),
    json: () =>
      new Promise((resolve) => {
        resolve(connection.parseJson(answer));
      }),
    bytes: () => Promise.resolve(answer.bytes),
  };
}
