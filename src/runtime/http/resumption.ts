import { sleep } from "../base/cancellation.js";
import { mayRetry } from "./patience.js";
import {
  readRetryAfter,
  pauseBeforeRetryMs,
  type RetryPolicy,
} from "./retry.js";
import type { TransportRequest } from "./transport.js";
import type { RetryInterceptorOptions, UndiciHeaders } from "./undici.js";

/**
 * Resumes one download that breaks, from the byte where it broke, if a strong ETag proves that the rest is of the
 * same file (RFC 9110, sections 13.1.5 and 14). undici asks for the rest; this decides whether and when it does.
 */
export class Resumption {
  readonly #request: TransportRequest;
  readonly #policy: RetryPolicy;
  /** Whether the download has begun. What fails before is sent again by the connection, like every request. */
  #started = false;
  #resumable = false;

  constructor(outgoing: TransportRequest, policy: RetryPolicy) {
    this.#request = outgoing;
    this.#policy = policy;
  }

  /** The options of one request to a dispatcher with undici's `retry` interceptor. */
  get options(): RetryInterceptorOptions {
    return {
      throwOnError: false,
      retry: (error, { state }, callback) => {
        void this.#pause(error, state.counter).then((goOn) => {
          callback(goOn ? null : error);
        });
      },
    };
  }

  /**
   * Called with the headers of the first answer, before its body is read.
   * @param isCoded - Whether the body has a content coding. Ranges count the bytes as they were sent, so such a download
   * is not resumed.
   */
  started(headers: Readonly<Record<string, string>>, isCoded: boolean): void {
    this.#started = true;
    this.#resumable = !isCoded && /^"/.test(headers["etag"] ?? "");
  }

  /** Waits before an attempt to resume. Returns false where there must be none. */
  async #pause(error: unknown, attempt: number): Promise<boolean> {
    const { cancellation } = this.#request;
    if (!this.#started || !this.#resumable) return false;
    if (!mayRetry("resumption", error)) return false;
    const headers = joinHeaders(
      (error as { readonly headers?: UndiciHeaders }).headers ?? {},
    );
    const delay = pauseBeforeRetryMs(
      attempt,
      this.#policy,
      readRetryAfter(headers, Date.now()),
      Math.random(),
    );
    if (delay === undefined || cancellation.cancelled) return false;
    return sleep(delay, cancellation).then(
      () => true,
      () => false,
    );
  }
}

/** Joins several headers of one name by commas. Most answers have none, so their headers are not copied. */
export function joinHeaders(headers: UndiciHeaders): Record<string, string> {
  for (const name in headers) {
    if (Array.isArray(headers[name])) return copyJoined(headers);
  }
  return headers as Record<string, string>;
}

function copyJoined(headers: UndiciHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = [value].flat().join(", ");
  }
  return joined;
}
