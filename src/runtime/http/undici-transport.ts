import { installedPackage } from "../base/installed-package.js";
import { builtinModule, environmentVariable } from "../base/platform.js";
import { isRecord } from "../base/json.js";
import { loadUnit } from "../errors/errors.js";
import { Resumption } from "./resumption.js";
import type { RetryPolicy } from "./retry.js";
import type {
  Transport,
  TransportRequest,
  TransportResponse,
} from "./transport.js";
import type {
  AgentOptions,
  Dispatcher,
  Dispatch,
  DispatchOptions,
  Lookup,
  Undici,
} from "./undici.js";
import { HostAddresses } from "./undici-lookup.js";
import { UndiciResponse } from "./undici-response.js";

/** Options of {@link openUndici}. */
export interface UndiciTransportOptions {
  /** Connections for each server; further requests wait for one. */
  readonly maxConnections: number;
  readonly retryPolicy: RetryPolicy;
}

/**
 * Makes the transport for Node, where undici is installed in a version that can be used.
 * @returns undefined: it is not.
 */
export function openUndici(
  options: UndiciTransportOptions,
): Transport | undefined {
  return createUndiciTransport(installedPackage("undici"), options);
}

/**
 * Makes the transport for Node. It uses the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name.
 * @param found - What the package undici exports.
 * @returns undefined: the package lacks what is used here, such as undici 6.
 */
export function createUndiciTransport(
  found: unknown,
  { maxConnections, retryPolicy }: UndiciTransportOptions,
): Transport | undefined {
  if (!isUndici(found)) return undefined;
  const hosts = new HostAddresses();
  const makeAgent = agentMaker(found, hosts.lookup(false));
  const codings = acceptedCodings();
  const documents = makeAgent({ connections: maxConnections });
  // A new connection for each execution: the server may close one that was kept alive at the moment of
  // sending, and then it would be unknown whether the job was started.
  const executions = makeAgent({ pipelining: 0 });
  // Each connection to a host that a server named is judged when it is made.
  const makeGuarded = agentMaker(found, hosts.lookup(true));
  const guarded = makeGuarded({ connections: maxConnections });
  const resumed = (dispatcher: Dispatcher): Dispatcher =>
    // The first interceptor is nearest to the network.
    dispatcher.compose(withoutEarlyResponses, found.interceptors.retry());
  const downloads = resumed(documents);
  const guardedDownloads = resumed(guarded);
  const agents = [documents, executions, guarded];

  return {
    send: (asked) => {
      const outgoing = asked.isLarge ? compressible(asked, codings) : asked;
      const { guard, kind, url } = outgoing;
      if (guard !== undefined) hosts.guard(url, guard);
      if (kind === "download") {
        const dispatcher = guard ? guardedDownloads : downloads;
        return download(dispatcher, outgoing, retryPolicy);
      }
      if (guard !== undefined) return exchange(guarded, outgoing);
      return exchange(kind === "execution" ? executions : documents, outgoing);
    },
    close: async () => {
      await Promise.all(agents.map((agent) => agent.close()));
    },
    destroy: async () => {
      await Promise.all(agents.map((agent) => agent.destroy()));
    },
  };
}

/** Whether a package has all that is used of undici, and the handlers of its version 7, which older versions do not call. */
function isUndici(found: unknown): found is Undici {
  if (!isRecord(found)) return false;
  const { Agent, EnvHttpProxyAgent, DecoratorHandler, interceptors } = found;
  return (
    typeof Agent === "function" &&
    typeof EnvHttpProxyAgent === "function" &&
    isRecord(interceptors) &&
    typeof interceptors["retry"] === "function" &&
    typeof DecoratorHandler === "function" &&
    "onRequestStart" in DecoratorHandler.prototype
  );
}

type AgentLimits = Pick<AgentOptions, "connections" | "pipelining">;

/** Without undici's own time limits of 300 s, which would abort long synchronous executions: each request has its own. */
function agentMaker(
  { Agent, EnvHttpProxyAgent }: Undici,
  lookup: Lookup | undefined,
): (limits: AgentLimits) => Dispatcher {
  const proxy = PROXY_VARIABLES.map(environmentVariable).find(
    (value) => value !== undefined,
  );
  const Constructor =
    proxy === undefined || proxy === "" ? Agent : EnvHttpProxyAgent;
  const connect = lookup === undefined ? {} : { connect: { lookup } };
  return (limits) =>
    new Constructor({
      ...limits,
      ...connect,
      headersTimeout: 0,
      bodyTimeout: 0,
    });
}

const PROXY_VARIABLES = [
  "HTTP_PROXY",
  "http_proxy",
  "HTTPS_PROXY",
  "https_proxy",
] as const;

/** What Node decodes, as `Accept-Encoding` (RFC 9110, section 12.5.3). undici asks for no coding by itself. */
function acceptedCodings(): string {
  const zlib = builtinModule<object>("node:zlib") ?? {};
  return `gzip, deflate, br${"createZstdDecompress" in zlib ? ", zstd" : ""}`;
}

/** The request, as one whose answer may be compressed. Headers that it has already take precedence. */
function compressible(
  outgoing: TransportRequest,
  codings: string,
): TransportRequest {
  const headers = { "accept-encoding": codings, ...outgoing.headers };
  return { ...outgoing, headers };
}

/**
 * Passes over 1xx responses, after which the answer follows (RFC 9110, section 15.2). undici's own interceptor, which
 * resumes downloads, takes the first of them for the answer.
 */
function withoutEarlyResponses(dispatch: Dispatch): Dispatch {
  return (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller) => {
        handler.onRequestStart(controller);
      },
      onResponseStart: (controller, status, headers) => {
        if (status >= 200) handler.onResponseStart(controller, status, headers);
      },
      onResponseData: (controller, chunk) => {
        handler.onResponseData(controller, chunk);
      },
      onResponseEnd: (controller, trailers) => {
        handler.onResponseEnd(controller, trailers);
      },
      onResponseError: (controller, error) => {
        handler.onResponseError(controller, error);
      },
    });
}

function exchange(
  dispatcher: Dispatcher,
  outgoing: TransportRequest,
  options: Partial<DispatchOptions> = {},
): Promise<TransportResponse> {
  const { method, url, headers, body } = outgoing;
  return new Promise((resolve, reject) => {
    const started = (response: TransportResponse): void => {
      const isCoded = response.headers["content-encoding"] !== undefined;
      resolve(isCoded ? decoded(response, outgoing) : response);
    };
    dispatcher.dispatch(
      {
        ...options,
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        body: body ?? null,
      },
      new UndiciResponse(outgoing, started, reject),
    );
  });
}

async function decoded(
  response: TransportResponse,
  outgoing: TransportRequest,
): Promise<TransportResponse> {
  const unit = await loadUnit(import("./content-codings.js"));
  return unit.decodedResponse(response, outgoing);
}

async function download(
  dispatcher: Dispatcher,
  outgoing: TransportRequest,
  retryPolicy: RetryPolicy,
): Promise<TransportResponse> {
  const resumption = new Resumption(outgoing, retryPolicy);
  const response = await exchange(dispatcher, outgoing, {
    retryOptions: resumption.options,
    headersTimeout: outgoing.idleTimeoutMs,
    bodyTimeout: outgoing.idleTimeoutMs,
  });
  const isCoded = !(response instanceof UndiciResponse);
  resumption.started(response.headers, isCoded);
  return response;
}
