import type { ResolvedCredentials } from "../credential-options.js";
import {
  fixedHeaders,
  type AuthHeaders,
  type Authenticator,
  type FormSender,
} from "./auth-method.js";
import type { AuthType } from "./auth-types.js";
import { LoginAuthenticator } from "./login-authenticator.js";
import { tokenHeaders } from "./token.js";

/** Makes what authenticates the requests of one client. */
type AuthenticatorMaker = (
  config: ResolvedCredentials,
  send: FormSender,
) => Authenticator;

/** How each auth type authenticates. */
export const AUTHENTICATORS: Readonly<Record<AuthType, AuthenticatorMaker>> = {
  none: () => fixedHeaders({}),
  // Username and password in each request (RFC 7617), as UTF-8 (section 2.1).
  basic: ({ username = "", password = "" }) =>
    fixedHeaders(basicHeaders(`${username}:${password}`)),
  // A token that the caller has already.
  token: (config) => fixedHeaders(tokenHeaders(config, config.token ?? "")),
  // A token by password (RFC 6749, section 4.3) or by the credentials of the client (section 4.4), renewed by refresh
  // token (section 6) or in the same way.
  login: (config, send) => new LoginAuthenticator(config, send),
  // A key in a header of the server's choice.
  "api-key": ({ apiKey = "", apiKeyHeader }) =>
    fixedHeaders({ [apiKeyHeader.toLowerCase()]: apiKey }),
};

function basicHeaders(pair: string): AuthHeaders {
  const bytes = new TextEncoder().encode(pair);
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}
