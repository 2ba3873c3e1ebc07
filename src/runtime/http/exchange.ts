import type { Resource } from "../errors/api-error.js";
import type { AuthHeaders, Authenticator } from "../config/auth/auth-method.js";
import {
  authenticatorOf,
  type AuthenticatorOwner,
} from "../config/auth/authenticator.js";
import {
  longTimeout,
  nothing,
  unlessCancelled,
  type Cancellation,
} from "../base/cancellation.js";
import type { ClientOptions, RequestKind } from "../config/client-options.js";
import type { RequestHeaders } from "../config/request-headers.js";
import { ConfigError, loadUnit } from "../errors/errors.js";
import { openTransport } from "./open-transport.js";
import type { Target } from "./redirect.js";
import type {
  RequestGuard,
  Transport,
  TransportOwner,
  TransportResponse,
} from "./transport.js";

/** One request to a server. */
export interface Call {
  readonly method: string;
  readonly url: URL;
  /** Not sent to another server that a redirect leads to. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** Default: `document`. */
  readonly kind?: RequestKind;
  /** What is asked for, which decides what a 404 means. Default: `other`. */
  readonly resource?: Resource;
  readonly cancellation: Cancellation;
  /** Milliseconds for each attempt. Default: the client's; none for executions and downloads. */
  readonly timeoutMs?: number | undefined;
  /** Default: the client's. */
  readonly maxRetries?: number | undefined;
  readonly maxBytes?: number | undefined;
  /** Whether it may arrive twice although it is a POST, because it makes nothing. Default: false. */
  readonly isRepeatable?: boolean;
  /** The body holds secrets: it is sent without the client's credentials and headers, and to no other server. */
  readonly anonymous?: boolean;
  /** Of a link that a server named. */
  readonly guard?: RequestGuard | undefined;
}

/** The connection that an exchange works for. */
export interface ExchangeOwner extends TransportOwner, AuthenticatorOwner {
  readonly options: ClientOptions;
}

const NO_CREDENTIALS: AuthHeaders = {};

/** The error of what is under way when its client is closed, and of what is asked for afterwards. */
export function closedError(): ConfigError {
  return new ConfigError("The client is closed; create another one.");
}

/** Sends single requests: with credentials to the server of `apiUrl` only, following redirects, and renewing refused credentials once. */
export class Exchange {
  readonly #owner: ExchangeOwner;
  readonly #origin: string;
  readonly #authenticator: Authenticator;
  #transport: Transport | undefined;
  #opening: Promise<Transport> | undefined;
  #usual:
    | {
        readonly credentials: AuthHeaders;
        readonly headers: Record<string, string>;
      }
    | undefined;
  #closing: Promise<void> | undefined;

  constructor(owner: Omit<ExchangeOwner, "learned">) {
    this.#owner = { ...owner, learned: new Set() };
    this.#origin = new URL(owner.config.apiUrl).origin;
    this.#authenticator = authenticatorOf(this.#owner);
  }

  /** Secrets that were learned since the start; see {@link Authenticator.secrets}. */
  secrets(): readonly string[] {
    return [...this.#authenticator.secrets(), ...this.#owner.learned];
  }

  /**
   * @param attempt - How many times the call was sent, this time included.
   * @param own - Headers and credentials of the call; the same object for all its requests.
   */
  async send(
    call: Call,
    cancellation: Cancellation,
    attempt: number,
    own?: RequestHeaders,
  ): Promise<{ readonly response: TransportResponse; readonly url: URL }> {
    if (this.#closing !== undefined) {
      throw closedError();
    }
    const transport = this.#transport ?? (await this.#open());
    const { method, url, body, guard, kind = "document" } = call;
    let target: Target = { method, url, body, guard };
    const authenticator = own
      ? (
          await loadUnit(import("../config/credentials.js"))
        ).authenticatorOfCall(own, this.#authenticator, this.#owner)
      : this.#authenticator;
    let renewed: AuthHeaders | undefined;
    for (let redirects = 0; ;) {
      const isOwn =
        target.url.origin === this.#origin && call.anonymous !== true;
      const known = isOwn
        ? (renewed ?? authenticator.headers())
        : NO_CREDENTIALS;
      const credentials =
        known instanceof Promise
          ? await unlessCancelled(known, cancellation)
          : known;
      const response = await transport.send({
        // Named one by one, because a copy by `...` takes a fifth of the time of a poll.
        method: target.method,
        url: target.url,
        body: target.body,
        guard: target.guard,
        headers: this.#headers(call, target, isOwn, credentials),
        kind,
        isLarge: kind !== "document" || call.resource !== "job",
        attempt,
        isOwn,
        cancellation,
        idleTimeoutMs:
          kind === "document"
            ? 0
            : (this.#owner.options.idleTimeoutMs ?? 120_000),
      });
      // The body is needed only where this is the answer.
      let isAnswer = false;
      try {
        if (response.status === 401 && isOwn && renewed === undefined) {
          const renewal = authenticator.renew(credentials);
          renewed = await unlessCancelled(renewal, cancellation);
          if (renewed) continue;
        }
        const next = isRedirect(response)
          ? await (
              await loadUnit(import("./other-exchanges.js"))
            ).redirected(target, response, redirects, call, this.#owner)
          : undefined;
        if (next === undefined) {
          isAnswer = true;
          return { response, url: response.url ?? target.url };
        }
        target = next;
        redirects += 1;
      } finally {
        if (!isAnswer) await response.discard();
      }
    }
  }

  /**
   * Closes the transport. Requests in progress may finish, unless that takes longer than `graceMs`.
   * @param end - Ends what is under way then.
   */
  async close(graceMs: number, end: () => void): Promise<void> {
    this.#closing ??= this.#close(graceMs, end);
    await this.#closing;
  }

  async #close(graceMs: number, end: () => void): Promise<void> {
    let stop: () => void = nothing;
    const grace = new Promise<undefined>((resolve) => {
      stop = longTimeout(graceMs, () => {
        resolve(undefined);
      });
    });
    const opening = this.#opening?.catch(nothing);
    const transport = await Promise.race([opening, grace]);
    await Promise.race([transport?.close(), grace]);
    stop();
    end();
    await transport?.destroy();
  }

  /** Most requests have the same headers, which are made once. */
  #headers(
    call: Call,
    target: Target,
    isOwn: boolean,
    credentials: AuthHeaders,
  ): Record<string, string> {
    const isUsual =
      isOwn && call.headers === undefined && target.body === undefined;
    if (!isUsual) return this.#headersFor(call, target, isOwn, credentials);
    if (this.#usual?.credentials !== credentials) {
      const headers = this.#headersFor(call, target, isOwn, credentials);
      this.#usual = { credentials, headers };
    }
    return this.#usual.headers;
  }

  #headersFor(
    call: Call,
    target: Target,
    isOwn: boolean,
    credentials: AuthHeaders,
  ): Record<string, string> {
    const headers: Record<string, string> = {
      // Some servers answer with HTML where everything is accepted, so JSON comes first and everything else last.
      accept: "application/json, */*;q=0.1",
    };
    const add = (more: Readonly<Record<string, string>> = {}): void => {
      for (const [name, value] of Object.entries(more)) {
        headers[name.toLowerCase()] = value;
      }
    };
    if (target.body !== undefined) headers["content-type"] = "application/json";
    const { headers: given } = this.#owner.options;
    if (isOwn && typeof given !== "function") add(given);
    add(credentials);
    if (target.url.origin === call.url.origin) add(call.headers);
    if (target.body === undefined) {
      Reflect.deleteProperty(headers, "content-type");
    }
    return headers;
  }

  async #open(): Promise<Transport> {
    this.#opening ??= openTransport(this.#owner);
    try {
      this.#transport = await this.#opening;
    } catch (failure) {
      // Another call tries again.
      this.#opening = undefined;
      throw failure;
    }
    return this.#transport;
  }
}

function isRedirect({ status, headers }: TransportResponse): boolean {
  return status >= 300 && status < 400 && headers["location"] !== undefined;
}
