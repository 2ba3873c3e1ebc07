import {
  ApiError,
  BodyTooLargeError,
  ConfigError,
  ConnectionError,
  ResponseParseError,
  S2gosError,
  TimeoutError,
} from "../../runtime/index.js";
import { GenerationError, UsageError } from "../errors.js";
import { displayUrl } from "./server-url.js";
import { unreachable } from "./unreachable.js";

/** A failed request as the command line reports it. */
export interface RequestFailure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Translates an error of the runtime client for the user of the command line. Undefined for other errors. */
export function requestFailure(error: unknown): RequestFailure | undefined {
  if (error instanceof ApiError) return httpFailure(error.status);
  if (error instanceof TimeoutError) {
    return {
      code: "server-timeout",
      message: "The server did not answer in time.",
      hint: "Give it more seconds with --timeout.",
    };
  }
  if (error instanceof ConnectionError) return unreachable(error);
  if (error instanceof ResponseParseError) return contentFailure(error);
  if (error instanceof BodyTooLargeError) {
    return {
      code: "response-too-large",
      message: `The server's answer has more than ${Math.round(error.maxBytes / 1024 / 1024)} MiB.`,
      hint: "Leave this process out with --exclude, or ask the server's operator.",
    };
  }
  if (error instanceof S2gosError && !(error instanceof ConfigError)) {
    return {
      code: "server-error",
      message: error.message,
      hint: "Ask the server's operator.",
    };
  }
  return undefined;
}

function httpFailure(status: number): RequestFailure {
  if (status === 401 || status === 403) {
    return {
      code: "server-unauthorized",
      message: `The server refuses access (HTTP ${status}).`,
      hint: "Give credentials in the environment (S2GOS_TOKEN, S2GOS_USERNAME ...), the configuration file, or --header.",
    };
  }
  if (status === 404) {
    return {
      code: "server-not-found",
      message: "The server has no such resource (HTTP 404).",
      hint: "Check that the URL is the landing page of an OGC API - Processes server.",
    };
  }
  return {
    code: "server-error",
    message: `The server answered with an error (HTTP ${status}).`,
    hint: "Try again later, or ask the server's operator.",
  };
}

function contentFailure(error: ResponseParseError): RequestFailure {
  return /^\s*</.test(error.bodyStart)
    ? {
        code: "server-html",
        message: "The server answered with a web page instead of JSON.",
        hint: "Check that the URL is the landing page of an OGC API - Processes server, and not a login page.",
      }
    : {
        code: "server-not-json",
        message: `The server's answer is not JSON that can be read: ${error.message}`,
        hint: "Ask the server's operator.",
      };
}

/**
 * The error that ends a generation because of a failed request; other errors are returned unchanged.
 *
 * @param landingPage - The user's URL, where it may be another resource of the server by mistake.
 */
export function generationFailure(
  error: unknown,
  url: URL,
  landingPage?: URL,
): unknown {
  if (error instanceof ConfigError) {
    return new UsageError(error.message, {
      hint: "Correct the environment (S2GOS_*) or the configuration file.",
      cause: error,
    });
  }
  const failure = requestFailure(error);
  if (failure === undefined) return error;
  return new GenerationError(failure.code, failure.message, {
    where: displayUrl(url),
    hint: hasStatus(error, 404)
      ? (resourceHint(landingPage) ?? failure.hint)
      : failure.hint,
    cause: error,
  });
}

/** Resources of OGC API - Processes, below the landing page. */
const RESOURCES: readonly string[] = [
  "processes",
  "jobs",
  "conformance",
  "api",
];

/** What to do about the URL of a resource that was copied instead of the landing page's. */
function resourceHint(url: URL | undefined): string | undefined {
  if (url === undefined) return undefined;
  const names = url.pathname.split("/");
  const at = names.findIndex((name) => RESOURCES.includes(name));
  const name = names[at];
  if (name === undefined) return undefined;
  const above = new URL(`${names.slice(0, at).join("/")}/`, url);
  return `The landing page is the URL before /${name}: ${displayUrl(above)}`;
}

/** Whether a request failed with one of these HTTP statuses. */
export function hasStatus(
  error: unknown,
  ...statuses: readonly number[]
): boolean {
  return error instanceof ApiError && statuses.includes(error.status);
}
