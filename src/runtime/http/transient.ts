// What is loaded after the first failure of a request.
import type { RequestKind, RetryOptions } from "../config/client-options.js";
import { ApiError } from "../errors/http-errors.js";
import type { Call } from "./exchange.js";
import { mayRetry } from "./patience.js";
import { retryDelayMs, retryPolicyOf } from "./retry.js";

/** What the rules about repeated requests depend on. */
export type RepeatedCall = Pick<
  Call,
  "method" | "kind" | "maxRetries" | "cancellation"
>;

/** See `delayAfter`. */
export function nextDelayMs(
  failure: unknown,
  { method, kind = "document", maxRetries }: RepeatedCall,
  attempts: number,
  retries: RetryOptions | undefined,
): number | undefined {
  if (!isTransient(failure, { method, kind })) return undefined;
  const usual = retryPolicyOf(retries);
  const policy = { ...usual, maxRetries: maxRetries ?? usual.maxRetries };
  const retryAfterMs =
    failure instanceof ApiError ? failure.retryAfterMs : undefined;
  return retryDelayMs(attempts, policy, retryAfterMs, Math.random());
}

/** Whether a failure may pass by itself, so that the same request can be sent again; by the rules of patience.ts. */
export function isTransient(
  failure: unknown,
  { kind, method }: { readonly kind: RequestKind; readonly method: string },
): boolean {
  const isExecution = kind === "execution" || method === "POST";
  return mayRetry(isExecution ? "execution" : "request", failure);
}
