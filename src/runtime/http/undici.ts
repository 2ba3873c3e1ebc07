// What is used of the package undici, versions 7 and 8. Its own types are not imported, so that a project compiles
// without it, and without Node's types, which it needs.

/** Headers as undici gives them: an array where a name comes more than once. */
export type UndiciHeaders = Readonly<
  Record<string, string | string[] | undefined>
>;

/** Controls an exchange that is under way. */
export interface DispatchController {
  abort(reason: Error): void;
  pause(): void;
  resume(): void;
}

/** Receives what happens in one exchange, in this order. */
export interface DispatchHandler {
  onRequestStart(controller: DispatchController): void;
  onResponseStart(
    controller: DispatchController,
    status: number,
    headers: UndiciHeaders,
  ): void;
  onResponseData(controller: DispatchController, chunk: Uint8Array): void;
  onResponseEnd(controller: DispatchController, trailers: UndiciHeaders): void;
  onResponseError(controller: DispatchController, error: unknown): void;
}

/** One exchange. */
export interface DispatchOptions {
  readonly origin: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Milliseconds until the headers of the answer. 0: no limit. */
  readonly headersTimeout?: number;
  /** Milliseconds without a byte of the body. 0: no limit. */
  readonly bodyTimeout?: number;
  readonly retryOptions?: RetryInterceptorOptions;
}

/** Options of one request to a dispatcher with the interceptor `retry`. */
export interface RetryInterceptorOptions {
  readonly throwOnError: false;
  readonly retry: (
    error: unknown,
    context: { readonly state: { readonly counter: number } },
    callback: (error: unknown) => void,
  ) => void;
}

/** Sends requests. */
export interface Dispatcher {
  readonly dispatch: Dispatch;
  /** The first interceptor is nearest to the network. */
  compose(...interceptors: readonly Interceptor[]): Dispatcher;
  close(): Promise<void>;
  destroy(): Promise<void>;
}

/** Begins an exchange. Returns false where the next one should wait. */
export type Dispatch = (
  options: DispatchOptions,
  handler: DispatchHandler,
) => boolean;

/** Changes how a dispatcher sends requests. */
type Interceptor = (dispatch: Dispatch) => Dispatch;

/** One address of a host. */
interface FoundAddress {
  readonly address: string;
}

/** Finds the addresses of a host, as `lookup` of `node:dns` does. */
export type Lookup = (
  hostname: string,
  options: object,
  callback: (
    failure: Error | null,
    found: string | readonly FoundAddress[],
    family?: number,
  ) => void,
) => void;

/** Options of a dispatcher for any number of servers. */
export interface AgentOptions {
  /** Connections for each server. Default: not limited. */
  readonly connections?: number;
  /** 0: a new connection for each request. */
  readonly pipelining?: number;
  readonly headersTimeout: number;
  readonly bodyTimeout: number;
  /** How connections are made that go through no proxy. Default: the addresses are those of the system. */
  readonly connect?: { readonly lookup: Lookup };
}

type AgentConstructor = new (options: AgentOptions) => Dispatcher;

/** The package. */
export interface Undici {
  readonly Agent: AgentConstructor;
  /** Uses the proxy that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name. */
  readonly EnvHttpProxyAgent: AgentConstructor;
  readonly interceptors: { retry(): Interceptor };
}
