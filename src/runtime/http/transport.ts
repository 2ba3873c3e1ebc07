import type { Cancellation } from "../base/cancellation.js";
import type { RequestKind } from "./retry.js";

/** One exchange with a server: without redirects and retries, and with no credentials other than those in the headers. */
export interface TransportRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly kind: RequestKind;
  readonly cancellation: Cancellation;
  /** Milliseconds without a byte after which a download fails. 0: no limit. */
  readonly idleTimeoutMs: number;
}

/** An answer whose body has not been read yet. Exactly one of the three methods must be called. */
export interface TransportResponse {
  readonly status: number;
  /** URL of the answer, where the transport followed redirects by itself. */
  readonly url?: URL | undefined;
  /** Names are in lower case; several headers of one name are joined by a comma (RFC 9110, section 5.3). */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body. Rejects with BodyTooLargeError as soon as it has more than `maxBytes` bytes. */
  bytes(maxBytes: number): Promise<Uint8Array>;
  /** The body as it arrives. */
  stream(): ReadableStream<Uint8Array>;
  /** Ignores the body and releases the connection. */
  discard(): Promise<void>;
}

/** Sends requests, by undici in Node and by `fetch` elsewhere. */
export interface Transport {
  /** Rejects with ConnectionError where the exchange fails, and with any error where it is cancelled. */
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Waits for the requests in progress, then releases every connection. */
  close(): Promise<void>;
  /** Aborts the requests in progress and releases every connection. */
  destroy(): Promise<void>;
}
