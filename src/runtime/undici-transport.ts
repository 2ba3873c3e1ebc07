import { EventEmitter } from "node:events";
import { Agent, EnvHttpProxyAgent, interceptors, request } from "undici";
import type { Dispatcher } from "undici";
import type { Cancellation } from "./cancellation.js";
import { sleep } from "./cancellation.js";
import { BodyTooLargeError, ConnectionError } from "./errors.js";
import { isTransientStatus, readRetryAfter, retryDelayMs } from "./retry.js";
import type { RetryPolicy } from "./retry.js";
import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from "./transport.js";
import { publicUrl } from "./urls.js";

/** What a transport on undici is made with. */
export interface UndiciTransportOptions {
  /** Connections for each server; further requests wait for one. */
  readonly maxConnections: number;
  readonly retryPolicy: RetryPolicy;
}

/** Makes the transport for Node. It goes through a proxy where HTTP_PROXY, HTTPS_PROXY and NO_PROXY say so. */
export function createUndiciTransport(
  options: UndiciTransportOptions,
): Transport {
  const documents = makeAgent({ connections: options.maxConnections });
  // A connection of its own for each execution: one that was kept alive may be closed by the server at
  // the moment of sending, and nobody could tell whether the job was started.
  const executions = makeAgent({ pipelining: 0 });
  const downloads = documents.compose(interceptors.retry());
  const agents = {
    document: documents,
    execution: executions,
    download: downloads,
  };

  return {
    async send(outgoing) {
      const abort = new Abort(outgoing.cancellation);
      const resumption = new Resumption(outgoing, options.retryPolicy);
      try {
        const response = await request(outgoing.url, {
          dispatcher: agents[outgoing.kind],
          method: outgoing.method,
          headers: outgoing.headers,
          body: outgoing.body ?? null,
          signal: abort.emitter,
          headersTimeout: outgoing.idleTimeoutMs,
          bodyTimeout: outgoing.idleTimeoutMs,
          ...resumption.options,
        });
        const headers = joinHeaders(response.headers);
        resumption.started(headers);
        response.body.once("close", abort.release);
        return responseOf(outgoing, response, headers);
      } catch (error) {
        abort.release();
        throw connectionErrorOf(error, outgoing);
      }
    },
    close: async () => {
      await Promise.all([documents.close(), executions.close()]);
    },
    destroy: async () => {
      await Promise.all([documents.destroy(), executions.destroy()]);
    },
  };
}

/** Time limits are per request and the caller's: undici's own 300 s would cut long synchronous executions. */
function makeAgent(options: Agent.Options): Dispatcher {
  const agentOptions = { ...options, headersTimeout: 0, bodyTimeout: 0 };
  const { env } = process;
  const proxy =
    env["HTTP_PROXY"] ??
    env["http_proxy"] ??
    env["HTTPS_PROXY"] ??
    env["https_proxy"];
  return proxy === undefined || proxy === ""
    ? new Agent(agentOptions)
    : new EnvHttpProxyAgent(agentOptions);
}

/** An EventEmitter is what undici takes at a fraction of the cost of an AbortSignal. */
class Abort {
  readonly emitter: EventEmitter = new EventEmitter();
  readonly release: () => void;

  constructor(cancellation: Cancellation) {
    this.release = cancellation.subscribe(() => {
      this.emitter.emit("abort");
    });
  }
}

/** A download that breaks goes on where it stopped, if the server gave a validator to be sure that it is the same file. */
class Resumption {
  readonly #request: TransportRequest;
  readonly #policy: RetryPolicy;
  #started = false;
  #resumable = false;

  constructor(outgoing: TransportRequest, policy: RetryPolicy) {
    this.#request = outgoing;
    this.#policy = policy;
  }

  get options(): object {
    if (this.#request.kind !== "download") return {};
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

type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>;

function joinHeaders(headers: IncomingHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    joined[name] = typeof value === "string" ? value : value.join(", ");
  }
  return joined;
}

function responseOf(
  outgoing: TransportRequest,
  { statusCode, body }: Dispatcher.ResponseData,
  headers: Readonly<Record<string, string>>,
): TransportResponse {
  return {
    status: statusCode,
    headers,
    bytes: async (maxBytes) => {
      const announced = Number(headers["content-length"] ?? Number.NaN);
      try {
        if (announced <= maxBytes) return await body.bytes();
        return await readUpTo(body, maxBytes, outgoing.url);
      } catch (error) {
        body.destroy();
        if (error instanceof BodyTooLargeError) throw error;
        throw connectionErrorOf(error, outgoing);
      }
    },
    stream: () => streamOf(body, outgoing),
    discard: async () => {
      await body.dump({ limit: 128 * 1024 }).catch(() => undefined);
    },
  };
}

async function readUpTo(
  body: AsyncIterable<unknown>,
  maxBytes: number,
  url: URL,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes)
      throw new BodyTooLargeError(publicUrl(url), maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function streamOf(
  body: Dispatcher.ResponseData["body"],
  outgoing: TransportRequest,
): ReadableStream<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await chunks.next();
          if (next.done === true) controller.close();
          else controller.enqueue(next.value);
        } catch (error) {
          outgoing.cancellation.throwIfCancelled();
          throw connectionErrorOf(error, outgoing);
        }
      },
      cancel() {
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

function connectionErrorOf(
  error: unknown,
  { method, url }: TransportRequest,
): ConnectionError {
  const networkCode = codeOf(error);
  const shown = publicUrl(url);
  const said =
    error instanceof Error && error.message !== ""
      ? error.message
      : (networkCode ?? "no reason given");
  return new ConnectionError(`${method} ${shown} failed: ${said}`, {
    method,
    url: shown,
    networkCode,
    cause: error,
  });
}

/** The system's code; where several addresses were tried, that of the first. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const code: unknown =
    error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : undefined;
}
