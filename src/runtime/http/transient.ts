// What is loaded after the first failure of a request.
import type { RetryOptions } from "../config/client-options.js";
import { ApiError } from "../errors/http-errors.js";
import type { Call } from "./exchange.js";
import { mayRetry } from "./patience.js";
import { pauseBeforeRetryMs, retryPolicyOf } from "./retry.js";

/** What the rules about repeated requests depend on. */
export type RepeatedRequest = Pick<Call, "method" | "kind" | "isRepeatable">;

/** A request that may be sent again, as often as it says. */
export type RepeatedCall = RepeatedRequest &
  Pick<Call, "maxRetries" | "cancellation">;

/** See `delayAfter`. */
export function nextDelayMs(
  failure: unknown,
  call: RepeatedCall,
  attempts: number,
  retries: RetryOptions | undefined,
): number | undefined {
  if (!isTransient(failure, call)) return undefined;
  const usual = retryPolicyOf(retries);
  const { maxRetries = usual.maxRetries } = call;
  const retryAfterMs =
    failure instanceof ApiError ? failure.retryAfterMs : undefined;
  const policy = { ...usual, maxRetries };
  return pauseBeforeRetryMs(attempts, policy, retryAfterMs, Math.random());
}

/** Whether a failure may pass by itself, so that the same request can be sent again; by the rules of patience.ts. */
export function isTransient(
  failure: unknown,
  { kind, method, isRepeatable = false }: RepeatedRequest,
): boolean {
  const isExecution =
    kind === "execution" || (method === "POST" && !isRepeatable);
  return mayRetry(isExecution ? "execution" : "request", failure);
}
