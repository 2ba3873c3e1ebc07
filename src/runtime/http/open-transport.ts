import { isNode } from "../base/platform.js";
import { loadUnit } from "../errors/errors.js";
import { createFetchTransport } from "./fetch-transport.js";
import type { Transport, TransportOwner } from "./transport.js";

/**
 * Loads the transport, at the first request: on the given `fetch`; else on undici, where this is Node and a version
 * that can be used is installed; else on the platform's own `fetch`.
 *
 * undici is found at run time, and no `import` names it: a bundler for a browser would have to leave it out, which
 * Vite, Rollup and webpack do in ways of their own, with warnings, or not at all; a compiler would need its types and
 * Node's; and a project without it would not start.
 */
export async function openTransport(owner: TransportOwner): Promise<Transport> {
  const transport = await chooseTransport(owner);
  const { onRequest, onResponse } = owner.options;
  if (onRequest === undefined && onResponse === undefined) return transport;
  const { observe } = await loadUnit(import("./other-exchanges.js"));
  return observe(transport, owner);
}

async function chooseTransport({
  options,
  retryPolicy,
}: TransportOwner): Promise<Transport> {
  const { fetch: given, maxConnections = 32 } = options;
  const platformFetch: typeof fetch = (input, init) => fetch(input, init);
  if (given === undefined) {
    if (!isNode()) return createFetchTransport(platformFetch);
    const { openUndici } = await loadUnit(import("./undici-transport.js"));
    const transport = openUndici({ maxConnections, retryPolicy });
    if (transport !== undefined) return transport;
  }
  const { FETCH_TIMEOUT_HINT, isNetworkFailure } = await loadUnit(
    import("./given-fetch.js"),
  );
  // Whatever the platform's own `fetch` throws is a broken network.
  return given === undefined
    ? createFetchTransport(platformFetch, undefined, FETCH_TIMEOUT_HINT)
    : createFetchTransport(given, isNetworkFailure, FETCH_TIMEOUT_HINT);
}
