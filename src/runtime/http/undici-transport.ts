import { installedPackage } from "../base/installed-package.js";
import { builtinModule, environmentVariable } from "../base/platform.js";
import { nothing } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import type { RetryOptions } from "../config/client-options.js";
import { loadUnit } from "../errors/errors.js";
import { ConnectionLimit } from "./connection-limit.js";
import { Resumption } from "./resumption.js";
import { retryPolicyOf, type RetryPolicy } from "./retry.js";
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
  /** Of downloads, which are resumed here. */
  readonly retries: RetryOptions | undefined;
}

/**
 * Makes the transport for Node, where undici is installed in a version that can be used.
 * @returns undefined: it is not.
 */
export function openUndici(
  options: UndiciTransportOptions,
): Transport | undefined {
  return (
    createUndiciTransport(installedParts(), options) ??
    createUndiciTransport(installedPackage("undici"), options)
  );
}

/**
 * The files of undici in which the parts are that are used here: loading all of it takes twice as long.
 * @returns Without the parts that are not installed in these files. Undefined: a proxy is needed, which is most of it.
 */
function installedParts(): unknown {
  if (isProxied()) return undefined;
  const part = (name: string): unknown =>
    installedPackage(`undici/lib/${name}.js`);
  return {
    Agent: part("dispatcher/agent"),
    DecoratorHandler: part("handler/decorator-handler"),
    interceptors: { retry: part("interceptor/retry") },
  };
}

/**
 * Makes the transport for Node. It uses the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name.
 * @param found - What the package undici exports.
 * @returns undefined: the package lacks what is used here, such as undici 6.
 */
export function createUndiciTransport(
  found: unknown,
  { maxConnections, retries }: UndiciTransportOptions,
): Transport | undefined {
  if (!isUndici(found)) return undefined;
  const retryPolicy = retryPolicyOf(retries);
  const hosts = new HostAddresses();
  const makeAgent = agentMaker(found, hosts.lookup(false));
  const codings = acceptedCodings();
  const documents = makeAgent({ connections: maxConnections });
  // A new connection for each execution, and whatever else is not sent again: the server may close one that was kept alive at the moment of
  // sending, and then it would be unknown whether the job was started.
  const executions = makeAgent({ pipelining: 0 });
  const files = makeAgent({});
  // Each connection to a host that a server named is judged when it is made.
  const makeGuarded = agentMaker(found, hosts.lookup(true));
  const guardedDocuments = makeGuarded({ connections: maxConnections });
  const guardedFiles = makeGuarded({});
  const agents = [documents, executions, files, guardedDocuments, guardedFiles];
  const resumed = (dispatcher: Dispatcher): Dispatcher =>
    // The first interceptor is nearest to the network.
    dispatcher.compose(withoutEarlyResponses, found.interceptors.retry());
  const downloads = resumed(files);
  const guardedDownloads = resumed(guardedFiles);
  // These two kinds are not limited by undici, because what nobody reads must not keep the others waiting.
  const executionLimit = new ConnectionLimit(maxConnections);
  const downloadLimit = new ConnectionLimit(maxConnections);
  const underWay = new Set<object>();
  let idle: () => void = nothing;
  const send: Sending = (dispatcher, outgoing, options, released = nothing) => {
    const exchanged = {};
    underWay.add(exchanged);
    return exchange(dispatcher, outgoing, options, released, () => {
      underWay.delete(exchanged);
      if (underWay.size === 0) idle();
    });
  };

  return {
    send: async (asked) => {
      const outgoing = asked.isLarge ? compressible(asked, codings) : asked;
      const { kind, method, url, guard, cancellation } = outgoing;
      if (guard !== undefined) hosts.guard(url, guard);
      if (kind === "execution" || method === "POST") {
        const leave = await executionLimit.enter(cancellation);
        const options = { bodyTimeout: outgoing.idleTimeoutMs };
        return send(
          guard ? guardedDocuments : executions,
          outgoing,
          options,
          leave,
        );
      }
      if (kind === "document") {
        return send(guard ? guardedDocuments : documents, outgoing);
      }
      const leave = await downloadLimit.enter(cancellation);
      const dispatcher = guard ? guardedDownloads : downloads;
      return download(send, dispatcher, outgoing, retryPolicy, leave);
    },
    close: () =>
      new Promise((resolve) => {
        idle = resolve;
        if (underWay.size === 0) resolve();
      }),
    // Not `close` of undici: it forgets its connections, so that nothing could end them afterwards.
    destroy: async () => {
      await Promise.all(agents.map((agent) => agent.destroy()));
    },
  };
}

/**
 * Sends a request on a dispatcher.
 * @param released - Called when the exchange is over, or nobody reads its answer; see {@link UndiciResponse}.
 */
type Sending = (
  dispatcher: Dispatcher,
  outgoing: TransportRequest,
  options?: Partial<DispatchOptions>,
  released?: () => void,
) => Promise<TransportResponse>;

/** Whether a package has all that is used of undici, and the handlers of its version 7, which older versions do not call. */
function isUndici(found: unknown): found is Undici {
  if (!isRecord(found)) return false;
  const { Agent, EnvHttpProxyAgent, DecoratorHandler, interceptors } = found;
  return (
    typeof Agent === "function" &&
    (typeof EnvHttpProxyAgent === "function" || !isProxied()) &&
    isRecord(interceptors) &&
    typeof interceptors["retry"] === "function" &&
    typeof DecoratorHandler === "function" &&
    isRecord(DecoratorHandler.prototype) &&
    "onRequestStart" in DecoratorHandler.prototype
  );
}

type AgentLimits = Pick<AgentOptions, "connections" | "pipelining">;

/** Without undici's own time limits of 300 s, which would abort long synchronous executions: each request has its own. */
function agentMaker(
  { Agent, EnvHttpProxyAgent }: Undici,
  lookup: Lookup | undefined,
): (limits: AgentLimits) => Dispatcher {
  const Constructor = isProxied() ? EnvHttpProxyAgent : Agent;
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

/** Whether the environment names a proxy: the first variable that is there decides. */
function isProxied(): boolean {
  const proxy = PROXY_VARIABLES.map(environmentVariable).find(
    (value) => value !== undefined,
  );
  return proxy !== undefined && proxy !== "";
}

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
  options: Partial<DispatchOptions> | undefined,
  released: () => void,
  over: () => void,
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
      new UndiciResponse(outgoing, started, reject, released, over),
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
  send: Sending,
  dispatcher: Dispatcher,
  outgoing: TransportRequest,
  retryPolicy: RetryPolicy,
  released: () => void,
): Promise<TransportResponse> {
  const resumption = new Resumption(outgoing, retryPolicy);
  const options = {
    retryOptions: resumption.options,
    headersTimeout: outgoing.idleTimeoutMs,
    bodyTimeout: outgoing.idleTimeoutMs,
  };
  const response = await send(dispatcher, outgoing, options, released);
  const isCoded = !(response instanceof UndiciResponse);
  resumption.started(response.headers, isCoded);
  return response;
}
