import { Cancellation, nothing, sleep } from "../base/cancellation.js";
import type {
  ClientOptions,
  ResolvedConfig,
} from "../config/client-options.js";
import type { RequestHeaders } from "../config/request-headers.js";
import { loadUnit, S2gosError, unitsLoaded } from "../errors/errors.js";
import type { Mask, SentRequest } from "./connection-masker.js";
import { closedError, Exchange, type Call } from "./exchange.js";
import {
  ApiError,
  ResponseParseError,
  TimeoutError,
} from "../errors/http-errors.js";
import { resolveConfig } from "../config/config.js";
import { arePlain } from "../config/plain-options.js";
import { delayAfter } from "./retry.js";
import { EXECUTION_MS } from "./patience.js";
import { decodeText } from "../base/text.js";
import type { LinkResolver } from "./linked-url.js";
import type { TransportResponse } from "./transport.js";
import { publicUrl, resolveUrl } from "./urls.js";
import {
  consoleWarnings,
  guardedWarnings,
  type Warning,
  type WarningHandler,
} from "../base/warnings.js";

/** An answer without its body. */
export interface AnswerHead {
  readonly method: string;
  readonly status: number;
  /** Where it came from, after redirects. */
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** How many times the request was sent. */
  readonly attempts: number;
}

/** An answer with its whole body. */
export interface Answer extends AnswerHead {
  readonly bytes: Uint8Array;
}

/** An answer whose body has not been read yet. */
export interface OpenAnswer extends AnswerHead {
  readonly response: TransportResponse;
}

const LONGEST_EXCERPT = 200;

/** A client's connection to its server: the same retries, time limits, size limits and errors for every request. */
export class Connection {
  // Private, because both hold secrets, which printing a connection would show.
  readonly #config: ResolvedConfig;
  readonly #options: ClientOptions;
  readonly apiUrl: URL;
  readonly warn: WarningHandler;
  readonly maxBytes: number;
  readonly #exchange: Exchange;
  /** Headers that hooks have added to requests, which may be credentials. */
  readonly #hookHeaders: Record<string, string> = {};
  #mask: Mask | undefined;
  #link: LinkResolver = resolveUrl;
  /** Cancelled when the client is closed and its grace is over. */
  readonly #closing: Cancellation = new Cancellation();
  /** The connection that this one is of a call of, else itself. */
  readonly #whole: Connection;
  /** Headers and credentials of the call. */
  readonly #own: RequestHeaders | undefined;
  /**
   * Whether what masks secrets is loaded before the first request: what is told about requests, also to hooks, may hold
   * some. It also checks options that are not plain, and rewrites links.
   */
  readonly #isMasked: boolean = true;

  /**
   * @param whole - The connection of which this one is for one call.
   * @param own - Headers and credentials of the call.
   * @throws ConfigError: see {@link resolveConfig}.
   */
  constructor(
    options: ClientOptions,
    whole?: Connection,
    own?: RequestHeaders,
  ) {
    this.#options = options;
    this.#whole = whole ?? this;
    this.#own = own;
    if (whole) {
      this.#config = whole.#config;
      this.apiUrl = whole.apiUrl;
      this.warn = whole.warn;
      this.maxBytes = whole.maxBytes;
      this.#exchange = whole.#exchange;
      return;
    }
    const early: Warning[] = [];
    const config = resolveConfig(options, (warning) => early.push(warning));
    this.#config = config;
    this.#isMasked = config.authType !== "none" || !arePlain(options);
    this.apiUrl = new URL(config.apiUrl);
    this.warn = guardedWarnings(
      options.onWarning ?? consoleWarnings(),
      (warning) => this.masked(warning),
    );
    this.maxBytes = options.maxBytes ?? 256 * 1024 * 1024;
    this.#exchange = new Exchange({
      config,
      options,
      warn: this.warn,
      hookHeaders: this.#hookHeaders,
      masked: (value, sent) => this.masked(value, sent),
      failed: (failure, sent) => this.failed(failure, sent),
      sendForm: async (url, form) => {
        const unit = await loadUnit(import("./send-form.js"));
        return unit.sendForm(this, url, form);
      },
    });
    early.forEach(this.warn);
  }

  /** What the client was configured with, secrets included. */
  get config(): ResolvedConfig {
    return this.#config;
  }

  /** What the client was made with, secrets included. */
  get options(): ClientOptions {
    return this.#options;
  }

  /** This connection for one call, whose requests carry headers and credentials of its own. */
  with({ headers, credentials }: RequestHeaders): Connection {
    return (headers ?? credentials)
      ? new Connection(this.options, this.#whole, { headers, credentials })
      : this;
  }

  /**
   * Sends a request, and sends it again after a failure that may be temporary.
   * @param use - Reads the answer's body or discards it; what it throws counts as a failure of the request.
   */
  async send<T>(
    call: Call,
    use: (answer: OpenAnswer) => Promise<T>,
  ): Promise<T> {
    let { url } = call;
    if (
      this.#whole.#mask === undefined &&
      (this.#isMasked ||
        (url.search + url.username !== "" && publicUrl(url) !== url.href))
    ) {
      await this.loadMask();
    }
    for (let attempts = 1; ; attempts += 1) {
      call.cancellation.throwIfCancelled();
      const attempt = this.#attempt(call);
      const leave = this.endWithClient(attempt);
      let isHandedOut = false;
      let delayMs: number | undefined;
      let cause: unknown;
      try {
        const open = await this.#open(call, attempt, attempts);
        ({ url } = open);
        const used = await use(open);
        isHandedOut = used === open;
        return used;
      } catch (failure) {
        call.cancellation.throwIfCancelled();
        // What the server answered says more than that it was late.
        const isLate = attempt.cancelled && !(failure instanceof ApiError);
        cause = isLate ? attempt.reason : failure;
        const { options } = this;
        delayMs = await delayAfter(cause, call, attempts, options.retries);
      } finally {
        leave();
        // Who reads an answer later cancels it by the call's cancellation.
        if (!isHandedOut) attempt.dispose();
      }
      if (delayMs === undefined) {
        throw await this.failed(cause, { url, headers: call.headers });
      }
      await this.pause(delayMs, call.cancellation);
    }
  }

  /** Sends a request and reads the whole answer; see {@link Connection.send}. */
  fetch<T>(call: Call, read: (answer: Answer) => T): Promise<T> {
    return this.send(call, (open) =>
      this.whole(open, call.maxBytes).then(read),
    );
  }

  /** Reads the body of an answer into memory. */
  whole(open: OpenAnswer, maxBytes: number = this.maxBytes): Promise<Answer> {
    const { response, method, status, url, headers, attempts } = open;
    const hasBody = method !== "HEAD" && status !== 204;
    const body = hasBody
      ? response.bytes(maxBytes)
      : response.discard().then(() => new Uint8Array());
    return body.then((bytes) => {
      return { method, status, url, headers, attempts, bytes };
    });
  }

  /** The error for an answer of the wrong form. */
  parseError(
    answer: Pick<Answer, "bytes" | "url">,
    problem: string,
    cause?: unknown,
  ): ResponseParseError {
    // More than is shown, so that no secret is cut off, which could not be recognised.
    const start = decodeText(answer.bytes.subarray(0, 65_536));
    const text = this.masked(start, { url: answer.url }).trim();
    return new ResponseParseError(problem, {
      url: publicUrl(answer.url),
      bodyStart: text.slice(0, LONGEST_EXCERPT),
      truncated: cause instanceof SyntaxError && /^[[{"]/.test(text),
      cause,
    });
  }

  /**
   * A value without the secrets that this client knows, and those of a request; see {@link Mask}. A connection that has
   * none may not have loaded what masks them, and then it is the value itself.
   */
  masked<T>(value: T, sent?: SentRequest): T {
    const mask = this.#whole.#mask;
    return mask ? mask(value, sent) : value;
  }

  /**
   * Tells where a link leads that stands in a document of the server; see `linkResolver`, which is loaded with the
   * first request.
   */
  get link(): LinkResolver {
    return this.#whole.#link;
  }

  /**
   * The door that every failure goes through on its way to the caller: it masks the secrets in errors of this package.
   * @param sent - The request that failed, which may carry secrets of its own.
   */
  async failed(failure: unknown, sent?: SentRequest): Promise<unknown> {
    if (failure instanceof S2gosError) {
      // A failure is told also where this can't be loaded, which is so only without secrets of the client.
      await this.loadMask().catch(nothing);
      this.masked(failure, sent);
    }
    return failure;
  }

  /**
   * Loads what masks secrets: before the first request that carries some, else at the first failure.
   * @throws ConfigError: an option has a value that it does not take.
   */
  async loadMask(): Promise<void> {
    const unit = await loadUnit(import("./other-exchanges.js"));
    this.#whole.#mask ??= unit.connectionMask({
      config: this.config,
      options: this.options,
      hookHeaders: this.#whole.#hookHeaders,
      learned: () => this.#exchange.secrets(),
    });
    this.#whole.#link = unit.resolverOfLinks(this);
  }

  /** Ends an operation when the client is closed. Returns what must be called when it is over. */
  endWithClient(operation: Cancellation): () => void {
    return this.#whole.#closing.subscribe(() => {
      operation.cancel(closedError());
    });
  }

  /** Waits for some milliseconds. Rejects as soon as the operation is cancelled or the client is closed. */
  async pause(ms: number, cancellation: Cancellation): Promise<void> {
    const waiting = new Cancellation({ parent: cancellation });
    const leave = this.endWithClient(waiting);
    try {
      await sleep(ms, waiting);
    } finally {
      leave();
      waiting.dispose();
    }
  }

  /** Closes the connection. Requests in progress may finish, unless that takes longer than `graceMs`; then everything under way rejects. */
  async close(graceMs: number): Promise<void> {
    const began = performance.now();
    // A call that waits for a part of this package to load is under way as well.
    await unitsLoaded(graceMs);
    const restMs = Math.max(0, graceMs - (performance.now() - began));
    await this.#exchange.close(restMs, () => {
      this.#closing.cancel(undefined);
    });
  }

  /**
   * Sends a request once, and gives the answer without its body.
   * @throws ApiError: it reports a failure.
   */
  async #open(
    call: Call,
    attempt: Cancellation,
    attempts: number,
  ): Promise<OpenAnswer> {
    const sent = await this.#exchange.send(call, attempt, attempts, this.#own);
    const { response, url } = sent;
    const { status, headers } = response;
    const open = {
      method: call.method,
      status,
      url,
      headers,
      attempts,
      response,
    };
    // Nothing was asked conditionally, so that a 304 is no answer (RFC 9110, section 15.4.5), nor is any other 3xx.
    if (status < (call.resource === undefined ? 400 : 300)) return open;
    const unit = await import("./other-exchanges.js").catch(nothing);
    if (unit) throw await unit.failureOfOpen(open, this, call, attempt);
    await response.discard();
    const shown = { method: call.method, url: publicUrl(url), status };
    throw new ApiError({ ...shown, attempts, headers: {} });
  }

  /** The operation of one attempt, within its time limit. */
  #attempt(call: Call): Cancellation {
    const { kind = "document", method, cancellation } = call;
    const { timeoutMs: documentMs, executionTimeoutMs } = this.options;
    const usual = {
      document: documentMs ?? 30_000,
      execution: executionTimeoutMs ?? EXECUTION_MS,
      // A download is limited by the time without progress.
      download: 0,
    };
    const timeoutMs = call.timeoutMs ?? usual[kind];
    const option = kind === "execution" ? "executionTimeoutMs" : "timeoutMs";
    return new Cancellation({
      parent: cancellation,
      timeoutMs,
      onTimeout: () =>
        new TimeoutError({
          method,
          url: publicUrl(call.url),
          timeoutMs,
          option,
        }),
    });
  }
}
