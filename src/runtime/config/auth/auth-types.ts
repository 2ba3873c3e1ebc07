import { API_KEY } from "./api-key.js";
import type { AuthMethod } from "./auth-method.js";
import { BASIC } from "./basic.js";
import { LOGIN } from "./login.js";
import { NONE } from "./none.js";
import { TOKEN } from "./token.js";

/**
 * The auth types: a new one is a file of this folder and a row here. Where credentials are for several,
 * the lowest row is taken. A class, because each row of it has a type of its own, which
 * `isolatedDeclarations` requires.
 */
export class AuthTypes {
  readonly none: AuthMethod = NONE;
  readonly basic: AuthMethod = BASIC;
  readonly token: AuthMethod = TOKEN;
  readonly login: AuthMethod = LOGIN;
  readonly "api-key": AuthMethod = API_KEY;
}

/** How a client proves who it is. `Extract` changes nothing but what editors show: the names, not `keyof AuthTypes`. */
export type AuthType = Extract<keyof AuthTypes, string>;

/** The auth types by name. */
export const AUTH_TYPES: AuthTypes = /* @__PURE__ */ new AuthTypes();

/** The names of the auth types, in the order of the table. */
export const AUTH_TYPE_NAMES: readonly AuthType[] = /* @__PURE__ */ Object.keys(
  AUTH_TYPES,
) as AuthType[];
