import { API_KEY } from "./api-key.js";
import type { AuthMethod } from "./auth-method.js";
import { BASIC } from "./basic.js";
import { LOGIN } from "./login.js";
import { NONE } from "./none.js";
import { TOKEN } from "./token.js";

/** How a client proves who it is. */
export type AuthType = "none" | "basic" | "token" | "login" | "api-key";

/**
 * The auth types: a new one is a file of this folder, a name above and a row here. Where credentials are for several,
 * the lowest row is taken.
 */
export const AUTH_TYPES: Readonly<Record<AuthType, AuthMethod>> = {
  none: NONE,
  basic: BASIC,
  token: TOKEN,
  login: LOGIN,
  "api-key": API_KEY,
};

/** The names of the auth types, in the order of the table. */
export const AUTH_TYPE_NAMES: readonly AuthType[] = /* @__PURE__ */ Object.keys(
  AUTH_TYPES,
) as AuthType[];
