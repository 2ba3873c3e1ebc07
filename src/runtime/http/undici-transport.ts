import {
  Agent,
  EnvHttpProxyAgent,
  interceptors,
  type Dispatcher,
} from "undici";
import { Resumption } from "./resumption.js";
import type { RetryPolicy } from "./retry.js";
import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from "./transport.js";
import { UndiciResponse } from "./undici-response.js";

/** Options of {@link createUndiciTransport}. */
export interface UndiciTransportOptions {
  /** Connections for each server; further requests wait for one. */
  readonly maxConnections: number;
  readonly retryPolicy: RetryPolicy;
}

/** Makes the transport for Node. It uses the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name. */
export function createUndiciTransport({
  maxConnections,
  retryPolicy,
}: UndiciTransportOptions): Transport {
  const documents = makeAgent({ connections: maxConnections });
  // A new connection for each execution: the server may close one that was kept alive at the moment of
  // sending, and then it would be unknown whether the job was started.
  const executions = makeAgent({ pipelining: 0 });
  const downloads = documents.compose(interceptors.retry());

  return {
    send: (outgoing) => {
      switch (outgoing.kind) {
        case "document":
          return exchange(documents, outgoing);
        case "execution":
          return exchange(executions, outgoing);
        case "download":
          return download(downloads, outgoing, retryPolicy);
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

/** Without undici's own time limits of 300 s, which would abort long synchronous executions: each request has its own. */
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

function exchange(
  dispatcher: Dispatcher,
  outgoing: TransportRequest,
  options: object = {},
): Promise<TransportResponse> {
  const { method, url, headers, body } = outgoing;
  return new Promise((resolve, reject) => {
    const response = new UndiciResponse(outgoing, resolve, reject);
    dispatcher.dispatch(
      {
        ...options,
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        body: body ?? null,
      },
      response,
    );
  });
}

async function download(
  dispatcher: Dispatcher,
  outgoing: TransportRequest,
  retryPolicy: RetryPolicy,
): Promise<TransportResponse> {
  const resumption = new Resumption(outgoing, retryPolicy);
  const response = await exchange(dispatcher, outgoing, {
    ...resumption.options,
    headersTimeout: outgoing.idleTimeoutMs,
    bodyTimeout: outgoing.idleTimeoutMs,
  });
  resumption.started(response.headers);
  return response;
}
