import { S2gosError, type S2gosErrorCode } from "./errors.js";
import { describeProblem, type Problem } from "../documents/problem.js";

/** The request that failed and what the server answered. */
export interface ApiErrorDetails {
  readonly method: string;
  /** The URL, without credentials. */
  readonly url: string;
  readonly status: number;
  readonly problem?: Problem | undefined;
  /** Headers of the answer, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** How many times the request was sent. */
  readonly attempts: number;
  /** Milliseconds that the server asked to wait (`Retry-After`). */
  readonly retryAfterMs?: number | undefined;
}

/** The server answered with a failure (OGC 18-062r2, section 7.5): HTTP status 400 and above, or a 3xx that leads nowhere. */
export class ApiError extends S2gosError {
  override readonly name: string = "ApiError";
  readonly code: S2gosErrorCode = "api";
  readonly method!: string;
  /** The URL, without credentials. */
  readonly url!: string;
  readonly status!: number;
  /** What the server said, in the members of RFC 7807. */
  readonly problem: Problem | undefined;
  /** Headers of the answer, with names in lower case. */
  readonly headers!: Readonly<Record<string, string>>;
  /** How many times the request was sent. */
  readonly attempts!: number;
  /** Milliseconds that the server asked to wait (`Retry-After`). */
  readonly retryAfterMs: number | undefined;

  constructor(details: ApiErrorDetails) {
    const said = describeProblem(details.problem);
    super(
      `${details.method} ${details.url} answered ${String(details.status)}${said && `: ${said}`}`,
    );
    Object.assign(this, details);
  }
}

/** The server has no process with this id (OGC 18-062r2, requirement 15). */
export class NoSuchProcessError extends ApiError {
  override readonly name = "NoSuchProcessError";
  override readonly code = "no-such-process";
}

/** The server has no job with this id, or has it no longer (OGC 18-062r2, requirements 37 and 44). */
export class NoSuchJobError extends ApiError {
  override readonly name = "NoSuchJobError";
  override readonly code = "no-such-job";
}

/** The job has no results yet (OGC 18-062r2, requirement 45). */
export class ResultNotReadyError extends ApiError {
  override readonly name = "ResultNotReadyError";
  override readonly code = "result-not-ready";
}

/** The server requires credentials, or rejects those that were sent: HTTP status 401. */
export class UnauthorizedError extends ApiError {
  override readonly name = "UnauthorizedError";
  override readonly code = "unauthorized";
}

/** The credentials do not allow this: HTTP status 403. */
export class ForbiddenError extends ApiError {
  override readonly name = "ForbiddenError";
  override readonly code = "forbidden";
}

/** There was no connection, or it was lost before the whole answer had arrived, or the body is not what its content coding says. */
export class ConnectionError extends S2gosError {
  override readonly name = "ConnectionError";
  readonly code = "connection";
  readonly method!: string;
  /** The URL, without credentials. */
  readonly url!: string;
  /** The code of the operating system or of undici, such as `ECONNREFUSED`, where there is one. */
  readonly networkCode: string | undefined;
  /** Whether nothing was sent for sure, so that the server cannot have accepted an execution. */
  readonly isUnsent: boolean = false;

  constructor(
    message: string,
    {
      cause,
      ...details
    }: {
      readonly method: string;
      readonly url: string;
      readonly networkCode?: string | undefined;
      readonly isUnsent?: boolean;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause });
    Object.assign(this, details);
  }
}

/** One request took longer than its `timeoutMs`. */
export class TimeoutError extends S2gosError {
  override readonly name = "TimeoutError";
  readonly code = "timeout";
  readonly method!: string;
  /** The URL, without credentials. */
  readonly url!: string;
  readonly timeoutMs!: number;

  /** @param option - The client's option that set the limit. */
  constructor({
    option = "timeoutMs",
    ...details
  }: {
    readonly method: string;
    readonly url: string;
    readonly timeoutMs: number;
    readonly option?: string;
  }) {
    super(
      `${details.method} ${details.url} was not done after ${String(details.timeoutMs)} ms; raise ${option} if the server needs longer.`,
    );
    Object.assign(this, details);
  }
}

/** An answer of the wrong form: truncated JSON, text that is not JSON, a page of HTML, an empty body, or another document. */
export class ResponseParseError extends S2gosError {
  override readonly name = "ResponseParseError";
  readonly code = "response-parse";
  /** The URL, without credentials. */
  readonly url!: string;
  /** The start of the body, with known secrets masked. */
  readonly bodyStart!: string;
  /** Whether the body, as JSON or multipart, ended too early, so that a further attempt may succeed. */
  readonly truncated: boolean = false;

  constructor(
    problem: string,
    {
      cause,
      ...details
    }: {
      readonly url: string;
      readonly bodyStart: string;
      readonly truncated?: boolean;
      readonly cause?: unknown;
    },
  ) {
    const { url, bodyStart } = details;
    const start =
      bodyStart === ""
        ? "the body is empty"
        : `the body starts with ${JSON.stringify(bodyStart)}`;
    super(`${url}: ${problem}; ${start}.`, { cause });
    Object.assign(this, details);
  }
}

/** A body has more than `maxBytes` bytes. */
export class BodyTooLargeError extends S2gosError {
  override readonly name = "BodyTooLargeError";
  readonly code = "body-too-large";
  /** The URL, without credentials. */
  readonly url!: string;
  readonly maxBytes!: number;

  constructor(url: string, maxBytes: number) {
    super(
      `${url} sends more than ${String(maxBytes)} bytes; raise maxBytes to allow it.`,
    );
    Object.assign(this, { url, maxBytes });
  }
}
