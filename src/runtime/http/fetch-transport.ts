import { longTimeout, nothing } from "../base/cancellation.js";
import { loadUnit } from "../errors/errors.js";
import { bodyStream, wholeBody } from "./body-chunks.js";
import { connectionErrorOf } from "./connection-error.js";
import { isBrowser } from "../base/platform.js";
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
 */
export function createFetchTransport(
  fetchFunction: typeof globalThis.fetch,
  isNetworkFailure: (error: unknown) => boolean = () => true,
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
      return new FetchExchange(
        outgoing,
        controller,
        isNetworkFailure,
        released,
      ).start(fetchFunction);
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
  readonly #isNetworkFailure: (error: unknown) => boolean;
  readonly #release: () => void;

  /** @param released - Called when the exchange is over. */
  constructor(
    outgoing: TransportRequest,
    controller: AbortController,
    isNetworkFailure: (error: unknown) => boolean,
    released: () => void,
  ) {
    const { cancellation } = outgoing;
    this.#outgoing = outgoing;
    this.#controller = controller;
    this.#isNetworkFailure = isNetworkFailure;
    const unsubscribe = cancellation.subscribe(() => {
      controller.abort(cancellation.reason);
    });
    this.#release = () => {
      unsubscribe();
      released();
    };
  }

  async start(fetchFunction: typeof fetch): Promise<TransportResponse> {
    const { url, method, headers, body = null, guard } = this.#outgoing;
    try {
      guard?.();
      const response = await this.#inTime(async () => {
        const answer = await fetchFunction(url.href, {
          method,
          headers: { ...headers },
          body,
          redirect:
            isBrowser() && isHarmless(this.#outgoing) ? "follow" : "manual",
          signal: this.#controller.signal,
        });
        if (answer.type === "opaqueredirect") throw hiddenRedirect();
        return answer;
      });
      return await this.#decoded(this.#answer(response));
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
      discard: () => bytes(DISCARDED_BYTES).then(nothing, nothing),
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
    try {
      while (reader !== undefined) {
        const next = await this.#inTime(() => reader.read());
        if (next.done) return;
        yield next.value as Uint8Array;
      }
    } finally {
      // Has no effect after the end of the body.
      await reader?.cancel().catch(nothing);
      this.#release();
    }
  }

  /** What the platform does next, unless it takes longer than `idleTimeoutMs`. */
  async #inTime<T>(step: () => Promise<T>): Promise<T> {
    const { cancellation, idleTimeoutMs } = this.#outgoing;
    const stop =
      idleTimeoutMs > 0
        ? longTimeout(idleTimeoutMs, () => {
            this.#controller.abort(tooSlow(idleTimeoutMs));
          })
        : nothing;
    try {
      return await step();
    } catch (error) {
      cancellation.throwIfCancelled();
      // An abort is that of the time limit, or of a client that is closed.
      const { aborted } = this.#controller.signal;
      if (!aborted && !this.#isNetworkFailure(error)) throw error;
      throw connectionErrorOf(error, this.#outgoing, TIMEOUT_HINT);
    } finally {
      stop();
    }
  }
}

/** Node's `fetch` has time limits that no option changes. */
const TIMEOUT_HINT =
  "; Node's own fetch waits for 300 s at most: to wait longer, install the package undici and leave out the option fetch";

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

/** Its code tells that a further attempt cannot succeed. */
function hiddenRedirect(): Error {
  return codedError(
    "the server redirects, and a browser does not tell where to; use that URL as apiUrl",
    "ERR_INVALID_REDIRECT",
  );
}

function tooSlow(ms: number): Error {
  return codedError(`no byte came for ${String(ms)} ms`, "ETIMEDOUT");
}

function codedError(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}
