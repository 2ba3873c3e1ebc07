import type { Authenticator, FormSender } from "./auth/auth-method.js";
import { AUTHENTICATORS } from "./auth/authenticators.js";
import type { ResolvedConfig } from "./client-options.js";

// What is loaded only where there are credentials.

/** What authenticates the requests of a client. */
export function createAuthenticator(
  config: ResolvedConfig,
  send: FormSender,
): Authenticator {
  return AUTHENTICATORS[config.authType](config, send);
}
