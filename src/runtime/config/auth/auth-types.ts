import type { AuthMethod } from "./auth-method.js";

/** How a client proves who it is. */
export type AuthType = "none" | "basic" | "token" | "login" | "api-key";

/** The grant of a client that logs in as itself, without a user (RFC 6749, section 4.4). */
export const CLIENT_CREDENTIALS = "client_credentials";

/**
 * The auth types: a new one is a name above, a row here and one in authenticators.ts. Where credentials are for several,
 * the lowest row is taken.
 */
export const AUTH_TYPES: Readonly<Record<AuthType, AuthMethod>> = {
  // Requests carry no credentials. The auth type where nothing says otherwise.
  none: { isImpliedBy: () => true, needs: () => [] },
  basic: {
    isImpliedBy: ({ username, password }) =>
      username !== undefined && password !== undefined,
    needs: () => ["username", "password"],
  },
  token: {
    isImpliedBy: ({ token }) => token !== undefined,
    needs: () => ["token"],
  },
  // A token of an earlier login needs nothing else until it expires.
  login: {
    isImpliedBy: ({ authUrl }) => authUrl !== undefined,
    needs: ({ token, refreshToken, grantType }) => {
      if (token !== undefined || refreshToken !== undefined) return [];
      return grantType === CLIENT_CREDENTIALS
        ? ["authUrl", "clientId", "clientSecret"]
        : ["authUrl", "username", "password"];
    },
  },
  "api-key": {
    isImpliedBy: ({ apiKey }) => apiKey !== undefined,
    needs: () => ["apiKey"],
  },
};

/** The names of the auth types, in the order of the table. */
export const AUTH_TYPE_NAMES: readonly AuthType[] = /* @__PURE__ */ Object.keys(
  AUTH_TYPES,
) as AuthType[];
