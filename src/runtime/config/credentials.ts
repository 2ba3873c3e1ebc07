import { AskedAuthenticator } from "./auth/asked-authenticator.js";
import type { Authenticator } from "./auth/auth-method.js";
import { areAsked, type AuthenticatorOwner } from "./auth/authenticator.js";
import { AUTHENTICATORS } from "./auth/authenticators.js";
import type { RequestHeaders } from "./request-headers.js";

// What is loaded only where there are credentials, or functions that give headers.

/** What authenticates the requests of a client. */
export function createAuthenticator({
  config,
  options,
  sendForm,
  learned,
}: AuthenticatorOwner): Authenticator {
  const authenticator = AUTHENTICATORS[config.authType](config, sendForm);
  return areAsked(options)
    ? new AskedAuthenticator(options, { authenticator }, learned)
    : authenticator;
}

const OF_CALLS: WeakMap<RequestHeaders, Authenticator> =
  /* @__PURE__ */ new WeakMap();

/**
 * What authenticates the requests of a call that has headers or credentials of its own, one for all its requests.
 * @param authenticator - That of the client.
 */
export function authenticatorOfCall(
  own: RequestHeaders,
  authenticator: Authenticator,
  { options, learned }: AuthenticatorOwner,
): Authenticator {
  const known = OF_CALLS.get(own);
  if (known) return known;
  const { headers } = options;
  const made = new AskedAuthenticator(own, { authenticator, headers }, learned);
  OF_CALLS.set(own, made);
  return made;
}
