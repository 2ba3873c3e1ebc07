// What is loaded after the first failure of a request.
import type { RequestKind } from "../config/client-options.js";
import { mayRetry } from "./patience.js";

/** What the rules about repeated requests depend on. */
export interface RepeatedRequest {
  readonly method: string;
  /** Default: `document`. */
  readonly kind?: RequestKind;
  /** Whether it may arrive twice although it is a POST, because it makes nothing. Default: false. */
  readonly isRepeatable?: boolean;
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
