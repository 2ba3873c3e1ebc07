import { unlessCancelled } from "../base/cancellation.js";
import type { RetryOptions } from "../config/client-options.js";
import { loadUnit } from "../errors/errors.js";
import { RETRY_DEFAULTS } from "./patience.js";
import type { RepeatedCall } from "./transient.js";

/** `RetryOptions` with every default in place. */
export type RetryPolicy = Required<RetryOptions>;

/** Fills in the defaults. */
export function retryPolicyOf(options: RetryOptions = {}): RetryPolicy {
  return Object.fromEntries(
    Object.entries(RETRY_DEFAULTS).map(([name, value]) => [
      name,
      options[name as keyof RetryOptions] ?? value,
    ]),
  ) as unknown as RetryPolicy;
}

/**
 * Milliseconds until a request is sent again after a failure. The rules are loaded after the first failure. Where they
 * do not load, it is not sent again: that is an execution, since whatever sends other requests has loaded them already.
 * @param attempts - How many times it was sent so far, from 1.
 * @returns undefined: it is not sent again.
 */
export async function delayAfter(
  failure: unknown,
  call: RepeatedCall,
  attempts: number,
  retries: RetryOptions | undefined,
): Promise<number | undefined> {
  try {
    const rules = loadUnit(import("./transient.js"));
    await unlessCancelled(rules, call.cancellation);
    const { nextDelayMs } = await rules;
    return nextDelayMs(failure, call, attempts, retries);
  } catch {
    call.cancellation.throwIfCancelled();
    return undefined;
  }
}

/**
 * Milliseconds to wait before the next attempt.
 * @param attempt - How many times the request was sent so far, from 1.
 * @param retryAfterMs - What the server asked for; the wait is never shorter.
 * @param random - From 0 to 1. Pauses are up to a quarter shorter, so that clients do not return all at once.
 * @returns undefined: give up.
 */
export function pauseBeforeRetryMs(
  attempt: number,
  policy: RetryPolicy,
  retryAfterMs: number | undefined,
  random: number,
): number | undefined {
  if (attempt > policy.maxRetries) return undefined;
  if (retryAfterMs !== undefined) {
    if (retryAfterMs > policy.maxRetryAfterMs) return undefined;
    return retryAfterMs + random * policy.minDelayMs;
  }
  const full = Math.min(
    policy.minDelayMs * 2 ** (attempt - 1),
    policy.maxDelayMs,
  );
  return full * (1 - random / 4);
}

/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3): seconds, or a date, which is compared with the answer's
 * own `Date`, so that a wrong clock on either side does no harm.
 * @param now - The time of this machine, for an answer without a `Date`.
 * @returns Milliseconds; undefined where there is no header, or one that cannot be read.
 */
export function readRetryAfter(
  headers: Readonly<Record<string, string>>,
  now: number,
): number | undefined {
  const value = headers["retry-after"]?.trim();
  if (value === undefined || value === "") return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers["date"] ?? "");
  return Math.max(0, until - (Number.isNaN(sent) ? now : sent));
}
