import { unlessCancelled } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import { isSecretName, MASK } from "../base/secrets.js";
import { percentDecoded } from "../base/text.js";
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
  { options, masked, warn }: TransportOwner,
): Transport {
  const { onRequest, onResponse } = options;
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
        const response = await transport.send(withHeaders(outgoing, added));
        const { status, headers } = response;
        report({ status, headers: shownHeaders(headers, masked) });
        return response;
      } catch (error) {
        report({
          failure: cancellation.cancelled ? cancellation.reason : error,
        });
        throw error;
      }
    },
  };
}

function requestEvent(
  { method, url, kind, attempt }: TransportRequest,
  masked: (text: string) => string,
): RequestEvent {
  return { method, url: masked(publicUrl(url)), kind, attempt };
}

/** Adds the headers of a hook, only for the client's own server. Those that the request has already take precedence. */
function withHeaders(
  outgoing: TransportRequest,
  added: unknown,
): TransportRequest {
  if (!outgoing.isOwn || !isRecord(added)) return outgoing;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(added)) {
    headers[name.toLowerCase()] = String(value);
  }
  return { ...outgoing, headers: { ...headers, ...outgoing.headers } };
}

/** Headers of an answer without secrets: cookies, tokens, and what stands in URLs, such as the signature of an object store. */
function shownHeaders(
  headers: Readonly<Record<string, string>>,
  masked: (text: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === "set-cookie" || isSecretName(name)
        ? MASK
        : masked(withoutParameters(value)),
    ]),
  );
}

/** A text with the values of secret query parameters and the user of each URL in it masked. */
function withoutParameters(text: string): string {
  return text
    .replace(
      /([?&]([^=&?#\s]+)=)[^&#\s<>"',;]*/g,
      (whole, start: string, name) =>
        isSecretName(percentDecoded(name as string)) ? start + MASK : whole,
    )
    .replace(/(:\/\/)[^/?#@\s]+@/g, `$1${MASK}@`);
}
