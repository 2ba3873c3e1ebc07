import type { Cancellation } from "../base/cancellation.js";
import type { WarningHandler } from "../base/warnings.js";
import type { ClientOptions, RequestKind } from "../config/client-options.js";
import type { SentRequest } from "./connection-masker.js";

/**
 * Judges a request to a place that a server named, by the host of its URL, and where they are known by the addresses behind
 * it; request-policy.ts says how. It throws ConfigError where the request must not be sent.
 * @param addressesOf - The addresses of a host when it was first connected to. Undefined: not known.
 * @param addresses - The addresses of the request's host. Undefined: not known, or not yet.
 */
export type RequestGuard = (
  addressesOf?: (hostname: string) => readonly string[] | undefined,
  addresses?: readonly string[],
) => void;

/** One exchange with a server: without redirects and retries, and with no credentials other than those in the headers. */
export interface TransportRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly kind: RequestKind;
  /** Whether the answer may be long, so that it is worth to have it compressed. The status of a job is not. */
  readonly isLarge: boolean;
  /** How many times the call was sent, this time included; see {@link RequestEvent}. */
  readonly attempt: number;
  /** Whether it goes to the server of `apiUrl`, so that the client's credentials and headers go with it. */
  readonly isOwn: boolean;
  /** The transport calls it before it sends the request. Undefined: it may be sent. */
  readonly guard?: RequestGuard | undefined;
  readonly cancellation: Cancellation;
  /**
   * Milliseconds without a byte after which the exchange fails, or by which its body may be late; see {@link Pace}. The
   * answer to an execution may begin later. 0: no limit.
   */
  readonly idleTimeoutMs: number;
}

/** Bytes up to which a discarded body is read, for 5 s at most, so that its connection can be kept for the next request. */
export const DISCARDED_BYTES: number = 131_072;

/**
 * An answer whose body has not been read yet. Exactly one of the three methods must be called. They give the body
 * without its content codings (RFC 9110, section 8.4); the headers are those that were sent.
 */
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

/** The client that a transport belongs to, as far as the transport uses it. */
export interface TransportOwner {
  readonly options: ClientOptions;
  readonly warn: WarningHandler;
  /** See `Connection.masked`. */
  readonly masked: <T>(value: T, sent?: SentRequest) => T;
  /** See `Connection.failed`. */
  readonly failed: (failure: unknown, sent?: SentRequest) => Promise<unknown>;
  /** Headers that hooks have added, by name: they may be secrets. */
  readonly hookHeaders: Record<string, string>;
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
