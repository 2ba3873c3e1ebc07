import type { AuthType } from "./auth/auth-types.js";
import type {
  CredentialOptions,
  ResolvedCredentials,
} from "./credential-options.js";
import type { WarningHandler } from "../base/warnings.js";
import type { RequestHeaders } from "./request-headers.js";
import type { ValidationOptions } from "./validator.js";

/** How often a failed request is sent again, and after which pauses. */
export interface RetryOptions {
  /** Further attempts after the first. Default: 4. 0: none. */
  readonly maxRetries?: number;
  /** Milliseconds before the second attempt; each further pause is twice as long. Default: 250. */
  readonly minDelayMs?: number;
  /** Longest pause in milliseconds, unless the server asks for a longer one (`Retry-After`). Default: 8,000. */
  readonly maxDelayMs?: number;
  /** Longest `Retry-After` in milliseconds that is waited for; a longer one ends the attempts. Default: 120,000. */
  readonly maxRetryAfterMs?: number;
}

/** What a request is for: a `document`, such as a description or a job's status; an `execution`, which starts a job; a `download` of a result. */
export type RequestKind = "document" | "execution" | "download";

/** One request as it is sent: each attempt, redirect and poll is one of its own. The hooks of one exchange get the same object. */
export interface RequestEvent {
  readonly method: string;
  /** Without user, password, fragment and the values of secret parameters. */
  readonly url: string;
  readonly kind: RequestKind;
  /** How many times the client has sent this call, from 1. After a redirect, or with renewed credentials, it stays the same. */
  readonly attempt: number;
}

/** How an exchange went: an answer, or the failure. */
export interface ResponseEvent {
  readonly request: RequestEvent;
  /** Milliseconds from the request to the headers of the answer, or to the failure. */
  readonly durationMs: number;
  /** HTTP status. Undefined: there was no answer. */
  readonly status?: number;
  /** Of the answer. Names are in lower case, and secrets are masked. Undefined: there was no answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Why there was no answer: a ConnectionError, or what the request was cancelled with, such as a TimeoutError. */
  readonly failure?: unknown;
}

/** A request to another server than that of `apiUrl`, which a server asks for. */
export interface ForeignRequest {
  readonly method: string;
  readonly url: URL;
  readonly kind: RequestKind;
  /** `link`: an output is at that place. `redirect`: an answer leads there. */
  readonly reason: "link" | "redirect";
}

/** Functions that a client calls around each exchange, for logging and tracing. */
export interface TransportHooks {
  /**
   * Called before each request; the request waits for its promise. Headers that it returns, such as `traceparent`, are
   * sent to the server of `apiUrl` alone; those that the client sends itself take precedence. What it throws becomes a
   * warning (`hook-failure`), and the request is sent.
   */
  readonly onRequest?:
    | ((
        request: RequestEvent,
      ) =>
        | Readonly<Record<string, string>>
        | undefined
        | Promise<Readonly<Record<string, string>> | undefined>)
    | ((request: RequestEvent) => void)
    | undefined;
  /**
   * Called as soon as the headers of the answer have arrived, or the exchange has failed. Nothing waits for its promise.
   * What it throws becomes a warning (`hook-failure`), and the call goes on with the answer or the failure.
   */
  readonly onResponse?: ((response: ResponseEvent) => unknown) | undefined;
}

/** The server and the credentials: what a configuration file and the environment can hold. */
export interface ClientConfig extends CredentialOptions {
  /** URL of the landing page. Default: the server that the package was generated from, else `http://localhost:8008/`. */
  readonly apiUrl?: string | undefined;
  /**
   * `basic`: username and password (RFC 7617). `token`: a token in `tokenHeader` or as bearer. `login`: a
   * token from `authUrl` (RFC 6749, section 4.3), renewed when the server answers 401. `api-key`: a key
   * in `apiKeyHeader`. Default: the type that the given credentials belong to, else `none`.
   */
  readonly authType?: AuthType | undefined;
}

/** The options of `createClient`. */
export interface ClientOptions
  extends ClientConfig, RequestHeaders, TransportHooks, ValidationOptions {
  /** Used where neither an option nor the environment gives a value. */
  readonly defaults?: ClientConfig | undefined;
  /** How objects are sent: `{...}` or `{"value": {...}}` (OGC 18-062r2, requirement 20). Default: that of the process, else `plain`. */
  readonly objectInputs?: "plain" | "qualified" | undefined;
  /** Milliseconds for one request and its answer; executions and results are not limited by it. Default: 30,000. 0: no limit. */
  readonly timeoutMs?: number | undefined;
  /**
   * Milliseconds for an execute request and its answer, which a server that runs the process within the request sends
   * when the process has ended. Default: 14,400,000 (4 h). 0: no limit.
   */
  readonly executionTimeoutMs?: number | undefined;
  /**
   * Milliseconds without a byte after which the download of results or of a result file fails. So does one that is late
   * by as much in all, at less than 1,000 bytes in a second. The time in which nobody reads does not count. Default:
   * 120,000. 0: no limit.
   */
  readonly idleTimeoutMs?: number | undefined;
  /** Repetition of failed requests. */
  readonly retries?: RetryOptions | undefined;
  /**
   * Decides about each request to another server that a link in results or a redirect asks for. `true`: it is sent, with
   * inputs where the redirect asks for them, and without credentials. `false`: it is not sent. `undefined`: as by default,
   * which asks public hosts by http and https, hosts on this machine and in private networks only where `apiUrl` lies in
   * the same kind of place, and sends inputs to no other server. What it throws rejects the call.
   */
  readonly allowRequest?:
    | ((
        request: ForeignRequest,
      ) => boolean | undefined | Promise<boolean | undefined>)
    | undefined;
  /**
   * Gives the URL that is asked instead of one that the server names: in `Location`, in links of documents and results,
   * to next pages, by redirects. For servers whose links do not lead through the proxy that this program must use. A text
   * is relative to `apiUrl`. It is given URLs as they are after resolving them, so it must leave those that are right
   * already as they are. What the caller names is not rewritten, and neither are links in documents that the client only
   * hands over. `allowRequest` and the default policy judge what it gives. What it throws rejects the call unchanged. In a
   * browser, redirects are not the client's to follow.
   */
  readonly rewriteUrl?: ((url: URL) => URL | string) | undefined;
  /** Milliseconds between two polls of a job. Default: `Retry-After`, else 250 growing to 10,000. */
  readonly pollIntervalMs?: number | undefined;
  /** Milliseconds for which the status of a job is requested again after failures, before waiting fails. Default: 600,000. */
  readonly giveUpAfterMs?: number | undefined;
  /** Largest body in bytes that is read into memory. Default: 268,435,456. */
  readonly maxBytes?: number | undefined;
  /**
   * Most connections to a server at a time, for each kind of request: documents, executions, downloads. A download that
   * nobody reads for a second is not counted. Where `fetch` sends the requests, the platform decides. Default: 32.
   */
  readonly maxConnections?: number | undefined;
  /** Receives warnings. Default: prints each to the console, once. */
  readonly onWarning?: WarningHandler | undefined;
  /** Sends the requests. Default: undici, where this is Node and it is installed; else the platform's `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** A configuration with every default in place. */
export interface ResolvedConfig extends ClientConfig, ResolvedCredentials {
  readonly apiUrl: string;
  readonly authType: AuthType;
  readonly useBearer: boolean;
  readonly tokenHeader: string;
  readonly apiKeyHeader: string;
}
