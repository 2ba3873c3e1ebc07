import type { CredentialOptions } from "../credential-options.js";

/** How a client proves who it is. */
export type AuthType = "none" | "basic" | "token" | "login" | "api-key";

/** The grant of a client that logs in as itself, without a user (RFC 6749, section 4.4). */
export const CLIENT_CREDENTIALS = "client_credentials";

/**
 * The auth types, and the credentials that imply each of them where the caller names none: a new one is a name above, a
 * row here and one in authenticators.ts. Where credentials are for several, the lowest row is taken. Each type needs
 * what implies it; for `login`, see {@link neededForLogin}.
 */
export const AUTH_TYPES: Readonly<
  Record<AuthType, readonly (keyof CredentialOptions)[]>
> = {
  // Requests carry no credentials. The auth type where nothing says otherwise.
  none: [],
  basic: ["username", "password"],
  token: ["token"],
  login: ["authUrl"],
  "api-key": ["apiKey"],
};

/** The options that `login` cannot do without. A token of an earlier login needs nothing else until it expires. */
export function neededForLogin({
  token,
  refreshToken,
  grantType,
}: CredentialOptions): readonly (keyof CredentialOptions)[] {
  if (token !== undefined || refreshToken !== undefined) return [];
  const { login, basic } = AUTH_TYPES;
  return grantType === CLIENT_CREDENTIALS
    ? [...login, "clientId", "clientSecret"]
    : [...login, ...basic];
}

/** The names of the auth types, in the order of the table. */
export const AUTH_TYPE_NAMES: readonly AuthType[] = /* @__PURE__ */ Object.keys(
  AUTH_TYPES,
) as AuthType[];
