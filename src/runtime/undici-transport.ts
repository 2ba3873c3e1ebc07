import type { EventEmitter } from "node:events";
import { Agent, EnvHttpProxyAgent, interceptors, request } from "undici";
import type { Dispatcher } from "undici";
import { BodyTooLargeError, ConnectionError } from "./errors.js";
import { joinHeaders, Resumption } from "./resumption.js";
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
      const resumption =
        outgoing.kind === "download"
          ? new Resumption(outgoing, options.retryPolicy)
          : undefined;
      const requestOptions = {
        dispatcher: agents[outgoing.kind],
        method: outgoing.method,
        headers: outgoing.headers,
        body: outgoing.body ?? null,
        // All that undici asks of a signal is there, at a fraction of the cost of an AbortSignal.
        signal: outgoing.cancellation as unknown as EventEmitter,
        headersTimeout: outgoing.idleTimeoutMs,
        bodyTimeout: outgoing.idleTimeoutMs,
      };
      try {
        const response = await request(
          outgoing.url,
          resumption === undefined
            ? requestOptions
            : { ...requestOptions, ...resumption.options },
        );
        const headers = joinHeaders(response.headers);
        resumption?.started(headers);
        return new UndiciResponse(outgoing, response, headers);
      } catch (error) {
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

class UndiciResponse implements TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly #outgoing: TransportRequest;
  readonly #body: Dispatcher.ResponseData["body"];

  constructor(
    outgoing: TransportRequest,
    { statusCode, body }: Dispatcher.ResponseData,
    headers: Readonly<Record<string, string>>,
  ) {
    this.status = statusCode;
    this.headers = headers;
    this.#outgoing = outgoing;
    this.#body = body;
  }

  async bytes(maxBytes: number): Promise<Uint8Array> {
    const announced = Number(this.headers["content-length"] ?? Number.NaN);
    try {
      return announced <= maxBytes
        ? await this.#body.bytes()
        : await this.#readUpTo(maxBytes);
    } catch (error) {
      this.#body.destroy();
      if (error instanceof BodyTooLargeError) throw error;
      throw connectionErrorOf(error, this.#outgoing);
    }
  }

  stream(): ReadableStream<Uint8Array> {
    const body = this.#body;
    const outgoing = this.#outgoing;
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

  async discard(): Promise<void> {
    await this.#body.dump({ limit: 128 * 1024 }).catch(() => undefined);
  }

  async #readUpTo(maxBytes: number): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of this.#body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > maxBytes) {
        throw new BodyTooLargeError(publicUrl(this.#outgoing.url), maxBytes);
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
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
