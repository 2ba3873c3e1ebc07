import { isRecord } from "../base/json.js";
import { ConnectionError } from "../errors/http-errors.js";
import type { TransportRequest } from "./transport.js";
import { publicUrl } from "./urls.js";

/**
 * The error for an exchange that failed. The reason is read member by member, and not by `instanceof`, because a test
 * runner such as Jest gives each test its own `Error`, and a transport throws that of the platform.
 * @param error - What the transport threw. The TypeError of `fetch` has the reason of the operating system as its cause.
 * @param timeoutHint - What to do where the transport itself gave up waiting.
 * @param isUnsent - Whether the transport knows that nothing was sent.
 */
export function connectionErrorOf(
  error: unknown,
  { method, url }: Pick<TransportRequest, "method" | "url">,
  timeoutHint = "",
  isUnsent = false,
): ConnectionError {
  const cause = memberOf(error, "cause");
  const reason = isRecord(cause) ? cause : error;
  const networkCode = codeOf(reason);
  const message = memberOf(reason, "message");
  const said =
    typeof message === "string" && message !== ""
      ? message
      : (networkCode ?? "no reason given");
  const hint = TRANSPORT_TIMEOUT.test(networkCode ?? "") ? timeoutHint : "";
  const shown = publicUrl(url);
  return new ConnectionError(`${method} ${shown} failed: ${said}${hint}`, {
    method,
    url: shown,
    networkCode,
    isUnsent,
    cause: error,
  });
}

/** The codes of undici, on which Node's `fetch` is built, for its own time limits. */
const TRANSPORT_TIMEOUT = /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/;

/** The code of the operating system, of Node or of undici; where several addresses were tried, that of the first. */
export function codeOf(error: unknown): string | undefined {
  const errors = memberOf(error, "errors");
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0]);
  const code = memberOf(error, "code");
  return typeof code === "string" ? code : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** The reason of an exchange that a transport ends because its bytes do not come, or too slowly. */
export function tooSlow(ms: number, came: "no byte" | "too few bytes"): Error {
  const error = new Error(`${came} came for ${String(ms)} ms`);
  return Object.assign(error, { code: "ETIMEDOUT" });
}
