import { sleep } from "../base/cancellation.js";
import {
  isTransientStatus,
  readRetryAfter,
  retryDelayMs,
  type RetryPolicy,
} from "./retry.js";
import type { TransportRequest } from "./transport.js";

/** A download that breaks goes on where it stopped, if the server gave a validator to be sure that it is the same file. */
export class Resumption {
  readonly #request: TransportRequest;
  readonly #policy: RetryPolicy;
  #started = false;
  #resumable = false;

  constructor(outgoing: TransportRequest, policy: RetryPolicy) {
    this.#request = outgoing;
    this.#policy = policy;
  }

  get options(): object {
    return {
      retryOptions: {
        throwOnError: false,
        retry: (
          error: Error & {
            readonly statusCode?: number;
            readonly headers?: unknown;
          },
          context: { readonly state: { readonly counter: number } },
          callback: (error: Error | null) => void,
        ) => {
          void this.#pause(error, context.state.counter).then((goOn) => {
            callback(goOn ? null : error);
          });
        },
      },
    };
  }

  started(headers: Readonly<Record<string, string>>): void {
    this.#started = true;
    this.#resumable = /^"/.test(headers["etag"] ?? "");
  }

  async #pause(
    error: { readonly statusCode?: number; readonly headers?: unknown },
    attempt: number,
  ): Promise<boolean> {
    const { cancellation } = this.#request;
    // What fails before it starts is sent again by the connection, like every request.
    if (!this.#started || !this.#resumable) return false;
    if (
      error.statusCode !== undefined &&
      !isTransientStatus(error.statusCode)
    ) {
      return false;
    }
    const headers = joinHeaders((error.headers ?? {}) as IncomingHeaders);
    const delay = retryDelayMs(
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

/** Headers as undici gives them. */
export type IncomingHeaders = Readonly<
  Record<string, string | string[] | undefined>
>;

/** Several headers of one name as one. Most answers have none, and nothing to copy. */
export function joinHeaders(headers: IncomingHeaders): Record<string, string> {
  for (const name in headers) {
    if (Array.isArray(headers[name])) return copyJoined(headers);
  }
  return headers as Record<string, string>;
}

function copyJoined(headers: IncomingHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = [value].flat().join(", ");
  }
  return joined;
}
