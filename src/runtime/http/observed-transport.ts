import { unlessCancelled } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import { maskHeaders } from "../base/masker.js";
import type { RequestEvent, ResponseEvent } from "../config/client-options.js";
import type {
  Transport,
  TransportOwner,
  TransportRequest,
} from "./transport.js";
import { publicUrl } from "./urls.js";

/** A transport that tells the hooks of a client about each exchange. What a hook throws becomes a warning, and nothing else. */
export function observedTransport(
  transport: Transport,
  owner: TransportOwner,
): Transport {
  const { masked, warn, hookHeaders } = owner;
  const { onRequest, onResponse } = owner.options;
  const guarded = async <T>(
    name: string,
    call: () => T | Promise<T>,
  ): Promise<T | undefined> => {
    try {
      return await call();
    } catch (failure) {
      const said = masked(String(failure));
      warn({ code: "hook-failure", message: `${name} failed: ${said}` });
      return undefined;
    }
  };
  return {
    ...transport,
    send: async (outgoing) => {
      const { cancellation } = outgoing;
      const request = requestEvent(outgoing, masked);
      let began = performance.now();
      const report = (
        outcome: Omit<ResponseEvent, "request" | "durationMs">,
      ): void => {
        const durationMs = performance.now() - began;
        void guarded("onResponse", () =>
          onResponse?.({ request, durationMs, ...outcome }),
        );
      };
      try {
        const added = await unlessCancelled(
          guarded("onRequest", () => onRequest?.(request)),
          cancellation,
        );
        began = performance.now();
        const sent = withHeaders(outgoing, added, hookHeaders);
        const response = await transport.send(sent);
        const { status, headers } = response;
        const shown = maskHeaders(headers, (text) => masked(text, sent));
        report({ status, headers: shown });
        return response;
      } catch (error) {
        const cause = cancellation.cancelled ? cancellation.reason : error;
        report({ failure: await owner.failed(cause, outgoing) });
        throw error;
      }
    },
  };
}

function requestEvent(
  { method, url, kind, attempt }: TransportRequest,
  masked: TransportOwner["masked"],
): RequestEvent {
  return { method, url: masked(publicUrl(url), { url }), kind, attempt };
}

/**
 * Adds the headers of a hook, only for the client's own server. Those that the request has already take precedence.
 * @param known - Remembers them, because they may be secrets.
 */
function withHeaders(
  outgoing: TransportRequest,
  added: unknown,
  known: Record<string, string>,
): TransportRequest {
  if (!outgoing.isOwn || !isRecord(added)) return outgoing;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(added)) {
    headers[name.toLowerCase()] = String(value);
  }
  Object.assign(known, headers);
  return { ...outgoing, headers: { ...headers, ...outgoing.headers } };
}
