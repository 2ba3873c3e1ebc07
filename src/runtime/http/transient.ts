// What is loaded after the first failure of a request.
import type { RequestKind } from "../config/client-options.js";
import { mayRetry } from "./patience.js";

/** What the rules about repeated requests depend on. */
export interface RepeatedRequest {
  readonly method: string;
  readonly kind: RequestKind;
}

/** Whether a failure may pass by itself, so that the same request can be sent again; by the rules of patience.ts. */
export function isTransient(
  failure: unknown,
  { kind, method }: RepeatedRequest,
): boolean {
  const isExecution = kind === "execution" || method === "POST";
  return mayRetry(isExecution ? "execution" : "request", failure);
}
