import { Cancellation, NEVER_CANCELLED, sleep } from "../base/cancellation.js";
import type {
  ClientOptions,
  ResolvedConfig,
} from "../config/client-options.js";
import { InputError, unitsLoaded } from "../errors/errors.js";
import { Exchange, type Call } from "./exchange.js";
import { failedAnswerError } from "./failed-answer.js";
import {
  ApiError,
  ResponseParseError,
  TimeoutError,
} from "../errors/http-errors.js";
import { resolveConfig, secretsOf } from "../config/config.js";
import {
  mayPass,
  retryDelayMs,
  retryPolicyOf,
  type RetryPolicy,
} from "./retry.js";
import { maskSecrets } from "../base/secrets.js";
import { decodeText } from "../base/text.js";
import type { TransportResponse } from "./transport.js";
import { publicUrl, resolveUrl } from "./urls.js";
import {
  consoleWarnings,
  guardedWarnings,
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
  readonly config: ResolvedConfig;
  readonly options: ClientOptions;
  readonly apiUrl: URL;
  readonly warn: WarningHandler;
  readonly maxBytes: number;
  readonly retryPolicy: RetryPolicy;
  readonly #exchange: Exchange;

  /** @throws ConfigError: see {@link resolveConfig}. */
  constructor(options: ClientOptions) {
    this.options = options;
    this.warn = guardedWarnings(options.onWarning ?? consoleWarnings());
    const config = resolveConfig(options, this.warn);
    this.config = config;
    this.apiUrl = new URL(config.apiUrl);
    this.maxBytes = options.maxBytes ?? 256 * 1024 * 1024;
    this.retryPolicy = retryPolicyOf(options.retries);
    this.#exchange = new Exchange({
      config,
      options,
      retryPolicy: this.retryPolicy,
      warn: this.warn,
      masked: (text) => this.masked(text),
      sendForm: (url, form) => this.#sendForm(url, form),
    });
  }

  /**
   * Sends a request, and sends it again after a failure that may be temporary.
   * @param use - Reads the answer's body or discards it; what it throws counts as a failure of the request.
   */
  async send<T>(
    call: Call,
    use: (answer: OpenAnswer) => Promise<T>,
  ): Promise<T> {
    for (let attempts = 1; ; attempts += 1) {
      call.cancellation.throwIfCancelled();
      const limit = this.#timeLimit(call);
      const attempt = limit ?? call.cancellation;
      let delayMs: number;
      try {
        const { response, url } = await this.#exchange.send(
          call,
          attempt,
          attempts,
        );
        const { status, headers } = response;
        const { method } = call;
        const open = { method, status, url, headers, attempts, response };
        // Nothing was asked conditionally, so that a 304 is no answer (RFC 9110, section 15.4.5), nor is any other 3xx.
        if (status >= (call.resource === undefined ? 400 : 300)) {
          const masked = (text: string): string => this.masked(text);
          throw await failedAnswerError(open, masked, call.resource);
        }
        return await use(open);
      } catch (failure) {
        call.cancellation.throwIfCancelled();
        // What the server answered says more than that it was late.
        const isLate = attempt.cancelled && !(failure instanceof ApiError);
        const cause = isLate ? attempt.reason : failure;
        delayMs = await this.#delayAfter(cause, call, attempts);
      } finally {
        limit?.dispose();
      }
      await sleep(delayMs, call.cancellation);
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

  /**
   * The JSON of an answer, whatever its content type.
   * @throws ResponseParseError: the body is not JSON.
   */
  parseJson(answer: Pick<Answer, "bytes" | "url">): unknown {
    const text = decodeText(answer.bytes);
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      const problem = /^\s*</.test(text)
        ? "this is a page of HTML or XML, not JSON; is apiUrl the API's landing page?"
        : "this is not valid JSON";
      throw this.parseError(answer, problem, cause);
    }
  }

  /** The error for an answer of the wrong form. */
  parseError(
    answer: Pick<Answer, "bytes" | "url">,
    problem: string,
    cause?: unknown,
  ): ResponseParseError {
    const start = answer.bytes.subarray(0, 4 * LONGEST_EXCERPT);
    const text = this.masked(decodeText(start)).trim();
    return new ResponseParseError(problem, {
      url: publicUrl(answer.url),
      bodyStart: text.slice(0, LONGEST_EXCERPT),
      truncated: cause instanceof SyntaxError && /^[[{"]/.test(text),
      cause,
    });
  }

  /** A text without the secrets that this client knows. */
  masked(text: string): string {
    return maskSecrets(text, [
      ...secretsOf(this.config),
      ...this.#exchange.secrets(),
    ]);
  }

  /**
   * The URL of a resource.
   * @param target - Relative to `apiUrl`, or absolute.
   * @throws InputError: not an http URL.
   */
  resource(target: string): URL {
    const url = resolveUrl(target, this.apiUrl);
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
      throw new InputError(`${JSON.stringify(target)} is no http URL.`);
    }
    return url;
  }

  /** Whether a URL belongs to the server of `apiUrl`, to which alone credentials are sent. */
  isOwn(url: URL): boolean {
    return url.origin === this.apiUrl.origin;
  }

  /** Closes the connection. Requests in progress may finish, unless that takes longer than `graceMs`. */
  async close(graceMs: number): Promise<void> {
    // A call that waits for a part of this package to load is under way as well.
    await unitsLoaded(graceMs);
    await this.#exchange.close(graceMs);
  }

  /** Milliseconds until the next attempt. Throws the failure where no further attempt is made. */
  async #delayAfter(
    failure: unknown,
    { kind = "document", method, maxRetries, cancellation }: Call,
    attempts: number,
  ): Promise<number> {
    const policy =
      maxRetries === undefined
        ? this.retryPolicy
        : { ...this.retryPolicy, maxRetries };
    const retryAfterMs =
      failure instanceof ApiError ? failure.retryAfterMs : undefined;
    const delay = retryDelayMs(attempts, policy, retryAfterMs, Math.random());
    if (delay === undefined) throw failure;
    if (await mayPass(failure, { method, kind }, cancellation)) return delay;
    throw failure;
  }

  #timeLimit(call: Call): Cancellation | undefined {
    const { kind = "document", method, cancellation } = call;
    const usual = kind === "document" ? (this.options.timeoutMs ?? 30_000) : 0;
    const timeoutMs = call.timeoutMs ?? usual;
    if (timeoutMs <= 0) return undefined;
    return new Cancellation({
      parent: cancellation,
      timeoutMs,
      onTimeout: () =>
        new TimeoutError({ method, url: publicUrl(call.url), timeoutMs }),
    });
  }

  async #sendForm(
    url: URL,
    form: Readonly<Record<string, string>>,
  ): Promise<string> {
    const call: Call = {
      method: "POST",
      url,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
      cancellation: NEVER_CANCELLED,
      anonymous: true,
    };
    return this.fetch(call, (answer) => decodeText(answer.bytes));
  }
}
