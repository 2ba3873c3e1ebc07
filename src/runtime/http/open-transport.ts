import type { ClientOptions } from "../config/client-options.js";
import { hasNodeModules } from "../base/platform.js";
import { createFetchTransport } from "./fetch-transport.js";
import type { RetryPolicy } from "./retry.js";
import type { Transport } from "./transport.js";

/**
 * Loads the transport, at the first request: on the given `fetch`; else on undici, where Node and undici
 * exist; else on the platform's own `fetch`.
 */
export async function openTransport(
  options: ClientOptions,
  retryPolicy: RetryPolicy,
): Promise<Transport> {
  if (options.fetch !== undefined) return createFetchTransport(options.fetch);
  const platformFetch: typeof fetch = (input, init) => fetch(input, init);
  if (!hasNodeModules()) return createFetchTransport(platformFetch);
  try {
    const { createUndiciTransport } = await import("./undici-transport.js");
    return createUndiciTransport({
      maxConnections: options.maxConnections ?? 32,
      retryPolicy,
    });
  } catch {
    return createFetchTransport(platformFetch);
  }
}
