import type { ResolvedCredentials } from "../credential-options.js";
import {
  fixedHeaders,
  type AuthHeaders,
  type AuthMethod,
} from "./auth-method.js";

/** `authType: "token"`: a token that the caller has already. */
export const TOKEN: AuthMethod = {
  isImpliedBy: ({ token }) => token !== undefined,
  needs: () => ["token"],
  authenticator: (config) =>
    fixedHeaders(tokenHeaders(config, config.token ?? "")),
};

/** A token as a header: `Authorization: Bearer` (RFC 6750, section 2.1), or the header that the server wants. */
export function tokenHeaders(
  config: ResolvedCredentials,
  token: string,
): AuthHeaders {
  return config.useBearer
    ? { authorization: `Bearer ${token}` }
    : { [config.tokenHeader.toLowerCase()]: token };
}
