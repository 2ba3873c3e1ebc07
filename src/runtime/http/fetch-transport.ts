import { joinBytes } from "../base/bytes.js";
import { BodyTooLargeError } from "../errors/http-errors.js";
import { connectionErrorOf } from "./connection-error.js";
import { isBrowser } from "../base/platform.js";
import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from "./transport.js";
import { publicUrl } from "./urls.js";

/** Makes a transport from a `fetch` function: for browsers, and for programs with their own. It cannot close the connections. */
export function createFetchTransport(
  fetchFunction: typeof globalThis.fetch,
): Transport {
  const underWay = new Set<AbortController>();
  let idle: (() => void) | undefined;
  return {
    send: async (outgoing) => {
      const controller = new AbortController();
      underWay.add(controller);
      const unsubscribe = outgoing.cancellation.subscribe(() => {
        controller.abort(outgoing.cancellation.reason);
      });
      const release = (): void => {
        unsubscribe();
        underWay.delete(controller);
        if (underWay.size === 0) idle?.();
      };
      try {
        const response = await fetchFunction(outgoing.url.href, {
          method: outgoing.method,
          headers: { ...outgoing.headers },
          body: outgoing.body ?? null,
          redirect: isBrowser() && isHarmless(outgoing) ? "follow" : "manual",
          signal: controller.signal,
        });
        if (response.type === "opaqueredirect") throw hiddenRedirect();
        return responseOf(outgoing, response, release);
      } catch (error) {
        release();
        throw connectionErrorOf(error, outgoing);
      }
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

/**
 * A browser does not tell where a redirect leads, and sends all headers but `Authorization` to other servers too. So it
 * may follow redirects of a request that has neither credentials nor headers of the caller, and of no other.
 */
function isHarmless({ headers }: TransportRequest): boolean {
  return Object.keys(headers).every((name) => OWN_HEADERS.has(name));
}

/** Headers that this package adds by itself. */
const OWN_HEADERS: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "accept",
  "content-type",
  "prefer",
]);

/** An error like those of `fetch`, with the reason as its cause. Its code tells that a further attempt cannot succeed. */
function hiddenRedirect(): Error {
  const reason =
    "the server redirects, and a browser does not tell where to, so that credentials might go to another server; " +
    "use the URL that it redirects to as apiUrl";
  return Object.assign(new TypeError("The redirect is not followed."), {
    cause: Object.assign(new Error(reason), { code: "ERR_INVALID_REDIRECT" }),
  });
}

type FetchResponse = Awaited<ReturnType<typeof globalThis.fetch>>;

function responseOf(
  outgoing: TransportRequest,
  response: FetchResponse,
  release: () => void,
): TransportResponse {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  const chunks = chunksOf(outgoing, response, release);
  return {
    status: response.status,
    url: response.redirected ? new URL(response.url) : undefined,
    headers,
    bytes: async (maxBytes) => {
      const parts: Uint8Array[] = [];
      let length = 0;
      for await (const part of chunks) {
        length += part.length;
        if (length > maxBytes) {
          throw new BodyTooLargeError(publicUrl(outgoing.url), maxBytes);
        }
        parts.push(part);
      }
      return joinBytes(parts, length);
    },
    stream: () =>
      new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const next = await chunks.next();
            if (next.done === true) controller.close();
            else controller.enqueue(next.value);
          },
          async cancel() {
            await chunks.return(undefined);
          },
        },
        { highWaterMark: 0 },
      ),
    discard: async () => {
      release();
      await response.body?.cancel().catch(() => undefined);
    },
  };
}

async function* chunksOf(
  outgoing: TransportRequest,
  response: FetchResponse,
  release: () => void,
): AsyncGenerator<Uint8Array, undefined> {
  const reader = response.body?.getReader();
  let finished = false;
  try {
    while (reader !== undefined) {
      const next = await reader.read();
      if (next.done) break;
      yield next.value as Uint8Array;
    }
    finished = true;
  } catch (error) {
    outgoing.cancellation.throwIfCancelled();
    throw connectionErrorOf(error, outgoing);
  } finally {
    if (!finished) await reader?.cancel().catch(() => undefined);
    release();
  }
}
