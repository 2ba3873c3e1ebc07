// What is loaded with a transport on another `fetch` than that of a browser or its like.
import { isRecord } from "../base/json.js";
import { codeOf } from "./connection-error.js";

/** What to do where Node's `fetch` gave up waiting: its time limits are such that no option changes them. */
export const FETCH_TIMEOUT_HINT: string =
  "; Node's own fetch waits for 300 s at most: to wait longer, install the package undici and leave out the option fetch";

/**
 * Whether an error is a broken network, and not one of a `fetch` of the caller's own, such as a refusal by a rule of the
 * program: a TypeError, which is what `fetch` throws by its standard, or one with a code of the system, of Node, of Bun
 * or of undici, itself or among its causes.
 */
export function isNetworkFailure(error: unknown): boolean {
  let cause = error;
  for (let depth = 0; isRecord(cause) && depth < 8; depth += 1) {
    if (cause["name"] === "TypeError") return true;
    if (NETWORK_CODE.test(codeOf(cause) ?? "")) return true;
    cause = cause["cause"];
  }
  return false;
}

const NETWORK_CODE =
  /^(E[A-Z]|UND_|HPE_|Z_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|Connection[A-Z]|FailedToOpen)/;
