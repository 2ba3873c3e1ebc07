import type { ResolvedCredentials } from "../credential-options.js";
import type { AuthHeaders } from "./auth-method.js";

/** A token as a header: `Authorization: Bearer` (RFC 6750, section 2.1), or the header that the server wants. */
export function tokenHeaders(
  config: ResolvedCredentials,
  token: string,
): AuthHeaders {
  return config.useBearer
    ? { authorization: `Bearer ${token}` }
    : { [config.tokenHeader.toLowerCase()]: token };
}
