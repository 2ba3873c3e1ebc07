import type { Cancellation } from "../base/cancellation.js";
import type { RequestKind } from "./retry.js";

/** One exchange with a server: no redirects, no retries, no credentials but those in the headers. */
export interface TransportRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly kind: RequestKind;
  readonly cancellation: Cancellation;
  /** Milliseconds without a byte after which a download fails. 0: none. */
  readonly idleTimeoutMs: number;
}

/** An answer whose body is still on its way. Exactly one of the three methods must be called. */
export interface TransportResponse {
  readonly status: number;
  /** Where the answer came from, where the transport followed redirects by itself. */
  readonly url?: URL | undefined;
  /** Names in lower case; several headers of one name are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body. Rejects with BodyTooLargeError as soon as it is over the limit. */
  bytes(maxBytes: number): Promise<Uint8Array>;
  stream(): ReadableStream<Uint8Array>;
  /** Drops the body and frees the connection. */
  discard(): Promise<void>;
}

/** What carries requests: undici in Node, `fetch` elsewhere. Failures reject with ConnectionError, a cancelled request with any error. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Waits for requests under way, then frees every connection. */
  close(): Promise<void>;
  /** Breaks requests under way and frees every connection. */
  destroy(): Promise<void>;
}
