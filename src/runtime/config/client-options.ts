import type { AuthType } from "./auth/auth-types.js";
import type {
  CredentialOptions,
  ResolvedCredentials,
} from "./credential-options.js";
import type { WarningHandler } from "../base/warnings.js";

/** How often and how long after a failure a request is sent again. */
export interface RetryOptions {
  /** Further attempts after the first. Default: 4. 0: none. */
  readonly maxRetries?: number;
  /** Milliseconds before the first of them; each further pause is twice as long. Default: 250. */
  readonly minDelayMs?: number;
  /** Longest pause in milliseconds that is not the server's wish. Default: 8,000. */
  readonly maxDelayMs?: number;
  /** Longest `Retry-After` in milliseconds that is waited for; a longer one ends the attempts. Default: 120,000. */
  readonly maxRetryAfterMs?: number;
}

/** The server and the credentials: what a configuration file and the environment can hold. */
export interface ClientConfig extends CredentialOptions {
  /** URL of the landing page. Default: the server that the package was generated from, else `http://localhost:8008/`. */
  readonly apiUrl?: string | undefined;
  /**
   * `basic`: username and password (RFC 7617). `token`: a token in `tokenHeader` or as bearer. `login`: a
   * token got from `authUrl` (RFC 6749, section 4.3), renewed when the server answers 401. `api-key`: a key
   * in `apiKeyHeader`. Default: what the given credentials are for, else `none`.
   */
  readonly authType?: AuthType | undefined;
}

/** Everything that `createClient` takes. */
export interface ClientOptions extends ClientConfig {
  /** Used where neither an option nor the environment gives a value. */
  readonly defaults?: ClientConfig | undefined;
  /** How objects are sent: `{...}` or `{"value": {...}}` (OGC 18-062r2, requirement 20). Default: the process's, else `plain`. */
  readonly objectInputs?: "plain" | "qualified" | undefined;
  /** Milliseconds for one request and its answer; executions and result files are not limited by it. Default: 30,000. 0: no limit. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds without a byte after which the download of a result file fails. Default: 120,000. 0: no limit. */
  readonly idleTimeoutMs?: number | undefined;
  readonly retries?: RetryOptions | undefined;
  /** Sent with every request to the server of `apiUrl`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds between two looks at a job. Default: `Retry-After`, else 250 growing to 10,000. */
  readonly pollIntervalMs?: number | undefined;
  /** Milliseconds for which a job that can't be asked for is asked for again and again. Default: 600,000. */
  readonly giveUpAfterMs?: number | undefined;
  /** Largest body in bytes that is held in memory. Default: 268,435,456. */
  readonly maxBytes?: number | undefined;
  /** Connections to the server. Default: 32. */
  readonly maxConnections?: number | undefined;
  /** Default: prints to the console, each once. */
  readonly onWarning?: WarningHandler | undefined;
  /** Carries the requests. Default: undici in Node, the browser's own elsewhere. */
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
