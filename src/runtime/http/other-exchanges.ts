// What is loaded when an exchange is more than a request and an answer with what was asked for: an answer that
// redirects or reports a failure, a link to another server, and hooks that observe exchanges.
import { Cancellation, unlessCancelled } from "../base/cancellation.js";
import type { ForeignRequest } from "../config/client-options.js";
import type { Problem } from "../documents/problem.js";
import { problemOf, readProblem } from "../documents/read-problem.js";
import type { ApiError } from "../errors/http-errors.js";
import type { OpenAnswer } from "./connection.js";
import type { Call } from "./exchange.js";
import { failedAnswerError, type FailedAnswer } from "./failed-answer.js";
import { observedTransport } from "./observed-transport.js";
import { checkByRules } from "../config/option-rules.js";
import { maskOf, type Mask, type SecretsOwner } from "./connection-masker.js";
import {
  linkResolver,
  type LinkOwner,
  type LinkResolver,
} from "./linked-url.js";
import { NEEDLESS_BODY_MS } from "./patience.js";
import { followRedirect, type Target } from "./redirect.js";
import {
  judgeRedirect,
  judgeRequest,
  RefusedRequest,
  type PolicyOwner,
} from "./request-policy.js";
import type {
  RequestGuard,
  Transport,
  TransportOwner,
  TransportResponse,
} from "./transport.js";

/**
 * See {@link maskOf}.
 * @throws ConfigError: an option of the client has a value that it does not take.
 */
export function connectionMask(owner: SecretsOwner): Mask {
  checkByRules(owner.options);
  return maskOf(owner);
}

/** See {@link linkResolver}. */
export function resolverOfLinks(owner: LinkOwner): LinkResolver {
  return linkResolver(owner);
}

/** See {@link observedTransport}. */
export function observe(
  transport: Transport,
  owner: TransportOwner,
): Transport {
  return observedTransport(transport, owner);
}

/**
 * The request that a redirect asks for; see {@link followRedirect}.
 * @throws ConfigError: it must not be sent; see {@link judgeRedirect}.
 */
export async function redirected(
  target: Target,
  response: TransportResponse,
  redirects: number,
  { kind = "document", anonymous = false }: Call,
  owner: PolicyOwner,
): Promise<Target | undefined> {
  const next = followRedirect(target, response, redirects, linkResolver(owner));
  return (
    next && {
      ...next,
      guard: await judgeRedirect(target, next, kind, anonymous, owner),
    }
  );
}

/** See {@link judgeRequest}. */
export function judge(
  request: ForeignRequest,
  owner: PolicyOwner,
): Promise<RequestGuard | undefined> {
  return judgeRequest(request, owner);
}

/** Whether a failure is a request that must not be sent. */
export function isRefusal(failure: unknown): failure is Error {
  return failure instanceof RefusedRequest;
}

/** See {@link failedAnswerError}. */
export function failureOf(
  answer: FailedAnswer,
  connection: { readonly masked: Mask },
  call: Pick<Call, "headers" | "resource">,
): Promise<ApiError> {
  const sent = { url: answer.url, headers: call.headers };
  const masked = <T>(value: T): T => connection.masked(value, sent);
  return failedAnswerError(answer, masked, call.resource);
}

/**
 * The error for an answer that has just begun; see {@link failureOf}. Its status has told all that is needed: what the
 * server says about it must not take for ever.
 * @param attempt - The exchange, which is ended where the body does not.
 */
export async function failureOfOpen(
  open: OpenAnswer,
  connection: { readonly masked: Mask },
  call: Pick<Call, "headers" | "resource">,
  attempt: Cancellation,
): Promise<ApiError> {
  const limit = new Cancellation({
    parent: attempt,
    timeoutMs: NEEDLESS_BODY_MS,
  });
  const bytes = (most: number): Promise<Uint8Array> =>
    unlessCancelled(open.response.bytes(most), limit);
  try {
    return await failureOf({ ...open, response: { bytes } }, connection, call);
  } finally {
    if (limit.cancelled) attempt.cancel(limit.reason);
    limit.dispose();
  }
}

/** Why a browser's exchange failed that redirects. Its code tells that a further attempt cannot succeed. */
export function hiddenRedirect(): Error {
  const error = new Error(
    "the server redirects, and a browser does not tell where to, so that credentials might go to another server; " +
      "use the URL that it redirects to as apiUrl",
  );
  return Object.assign(error, { code: "ERR_INVALID_REDIRECT" });
}

/** What a server says about a failure: the body of an answer, or a document that is part of another one. */
export function readFailure(said: unknown): Problem | undefined {
  return typeof said === "string" ? readProblem(said) : problemOf(said);
}
