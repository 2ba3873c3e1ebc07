import { longTimeout, nothing } from "../base/cancellation.js";
import { loadUnit } from "../errors/errors.js";
import { bodyStream, wholeBody } from "./body-chunks.js";
import { connectionErrorOf, tooSlow } from "./connection-error.js";
import { isBrowser } from "../base/platform.js";
import { Pace } from "./pace.js";
import { NEEDLESS_BODY_MS } from "./patience.js";
import {
  DISCARDED_BYTES,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from "./transport.js";

/**
 * Makes a transport from a `fetch` function: for browsers, for Node without undici, and for programs with their own. It
 * cannot close the connections, and does not resume downloads. Node's `fetch` waits for 300 s at most.
 * @param isNetworkFailure - Whether what it throws is a broken network. Anything else reaches the caller as it is.
 * Default: all of it, as from the platform's own `fetch`.
 * @param timeoutHint - What to do where `fetch` itself gave up waiting. Default: nothing is said.
 */
export function createFetchTransport(
  fetchFunction: typeof globalThis.fetch,
  isNetworkFailure: (error: unknown) => boolean = () => true,
  timeoutHint = "",
): Transport {
  const underWay = new Set<AbortController>();
  let idle: (() => void) | undefined;
  return {
    send: (outgoing) => {
      const controller = new AbortController();
      underWay.add(controller);
      const released = (): void => {
        underWay.delete(controller);
        if (underWay.size === 0) idle?.();
      };
      // An abort is that of the time limit, or of a client that is closed.
      const failed = (error: unknown): unknown =>
        controller.signal.aborted || isNetworkFailure(error)
          ? connectionErrorOf(error, outgoing, timeoutHint)
          : error;
      return new FetchExchange(outgoing, controller, failed, released).start(
        fetchFunction,
      );
    },
    close: () =>
      new Promise((resolve) => {
        idle = resolve;
        if (underWay.size === 0) resolve();
      }),
    destroy: () => {
      for (const controller of underWay) controller.abort();
      return Promise.resolve();
    },
  };
}

type FetchResponse = Awaited<ReturnType<typeof globalThis.fetch>>;

/** One exchange, from the request to the end of the answer's body. */
class FetchExchange {
  readonly #outgoing: TransportRequest;
  readonly #controller: AbortController;
  readonly #failed: (error: unknown) => unknown;
  readonly #release: () => void;
  /** Ends what is waited for. */
  #ended: () => void = nothing;

  /**
   * @param failed - The error that the caller gets for what `fetch` threw.
   * @param released - Called when the exchange is over.
   */
  constructor(
    outgoing: TransportRequest,
    controller: AbortController,
    failed: (error: unknown) => unknown,
    released: () => void,
  ) {
    const { cancellation } = outgoing;
    this.#outgoing = outgoing;
    this.#controller = controller;
    this.#failed = failed;
    controller.signal.addEventListener("abort", () => {
      this.#ended();
    });
    const unsubscribe = cancellation.subscribe(() => {
      controller.abort(cancellation.reason);
    });
    this.#release = () => {
      unsubscribe();
      released();
    };
  }

  async start(fetchFunction: typeof fetch): Promise<TransportResponse> {
    const { url, method, headers, kind, body = null, guard } = this.#outgoing;
    try {
      guard?.();
      // An execution is answered when the process has ended.
      const { idleTimeoutMs } = this.#outgoing;
      const limitMs = kind === "execution" ? 0 : idleTimeoutMs;
      const response = await this.#inTime(limitMs, async () => {
        const answer = await fetchFunction(url.href, {
          method,
          headers: { ...headers },
          body,
          redirect:
            isBrowser() && isHarmless(this.#outgoing) ? "follow" : "manual",
          signal: this.#controller.signal,
        });
        if (answer.type === "opaqueredirect") {
          const unit = await loadUnit(import("./other-exchanges.js"));
          throw unit.hiddenRedirect();
        }
        // What is no answer fails here, where a failure gets an error of this package.
        return this.#answer(answer);
      });
      return await this.#decoded(response);
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  #answer(response: FetchResponse): TransportResponse {
    const headers: Record<string, string> = {};
    response.headers.forEach((value, name) => {
      headers[name.toLowerCase()] = value;
    });
    const chunks = this.#chunks(response);
    const bytes = (maxBytes: number): Promise<Uint8Array> =>
      wholeBody(chunks, maxBytes, this.#outgoing.url);
    return {
      status: response.status,
      url: response.redirected ? new URL(response.url) : undefined,
      headers,
      bytes,
      stream: () => bodyStream(chunks),
      discard: async () => {
        const giveUp = longTimeout(NEEDLESS_BODY_MS, () => {
          this.#controller.abort();
        });
        await bytes(DISCARDED_BYTES).catch(nothing);
        giveUp();
      },
    };
  }

  /** Every platform decodes these codings by itself; of others it may leave the body as it was sent. */
  async #decoded(response: TransportResponse): Promise<TransportResponse> {
    const coding = response.headers["content-encoding"] ?? "";
    if (/^(x-)?(gzip|deflate|br|identity|)$/i.test(coding)) return response;
    const unit = await loadUnit(import("./content-codings.js"));
    return unit.decodedFetchResponse(response, this.#outgoing);
  }

  async *#chunks({
    body,
  }: FetchResponse): AsyncGenerator<Uint8Array, undefined> {
    const reader = body?.getReader();
    const { kind, idleTimeoutMs } = this.#outgoing;
    // The document of an execution may wait for the process to end.
    const pace = new Pace(kind === "download" ? idleTimeoutMs : 0);
    try {
      while (reader !== undefined) {
        pace.wait();
        const next = await this.#inTime(idleTimeoutMs, async () => {
          const read = await reader.read();
          const part = read.done ? undefined : (read.value as Uint8Array);
          if (part && pace.isTooLate(part.length))
            throw tooSlow(idleTimeoutMs, "too few bytes");
          return part;
        });
        if (next === undefined) return;
        yield next;
      }
    } finally {
      // Has no effect after the end of the body.
      void reader?.cancel().catch(nothing);
      this.#release();
    }
  }

  /** What the platform does next, unless it takes longer than `limitMs`; 0: no limit. */
  async #inTime<T>(limitMs: number, step: () => Promise<T>): Promise<T> {
    const { cancellation } = this.#outgoing;
    const stop =
      limitMs > 0
        ? longTimeout(limitMs, () => {
            this.#controller.abort(tooSlow(limitMs, "no byte"));
          })
        : nothing;
    try {
      // Not every `fetch` heeds its signal: Node's own forgets it after a body that it could not decode.
      return await new Promise<T>((resolve, reject) => {
        this.#ended = () => {
          const { reason } = this.#controller.signal as { reason?: unknown };
          reject(
            reason instanceof Error ? reason : new Error("It was cancelled."),
          );
        };
        step().then(resolve, reject);
      });
    } catch (error) {
      cancellation.throwIfCancelled();
      throw this.#failed(error);
    } finally {
      stop();
    }
  }
}

/**
 * A browser does not tell where a redirect leads, and sends the body and all headers but `Authorization` to other servers
 * too. So it may follow redirects of a request that has neither inputs nor credentials nor headers of the caller, and of
 * no other.
 */
function isHarmless({ body, headers }: TransportRequest): boolean {
  return (
    body === undefined &&
    Object.keys(headers).every((name) => OWN_HEADERS.has(name))
  );
}

/** Headers that this package adds by itself. */
const OWN_HEADERS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "accept",
  "accept-encoding",
]);
