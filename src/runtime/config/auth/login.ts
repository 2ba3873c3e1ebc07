import { loadUnit } from "../../errors/errors.js";
import type { ResolvedCredentials } from "../credential-options.js";
import type { Authenticator, AuthMethod, FormSender } from "./auth-method.js";

/** The grant of a client that logs in as itself, without a user (RFC 6749, section 4.4). */
export const CLIENT_CREDENTIALS = "client_credentials";

/**
 * `authType: "login"`: a token by password (RFC 6749, section 4.3) or by the credentials of the client (section 4.4),
 * renewed by refresh token (section 6) or in the same way. A token of an earlier login needs nothing else until it
 * expires.
 */
export const LOGIN: AuthMethod = {
  isImpliedBy: ({ authUrl }) => authUrl !== undefined,
  needs: ({ token, refreshToken, grantType }) => {
    if (token !== undefined || refreshToken !== undefined) return [];
    return grantType === CLIENT_CREDENTIALS
      ? ["authUrl", "clientId", "clientSecret"]
      : ["authUrl", "username", "password"];
  },
  authenticator: loadedLogin,
};

/** What authenticates by a login. Its code is loaded before the first request. */
function loadedLogin(
  config: ResolvedCredentials,
  send: FormSender,
): Authenticator {
  let login: Authenticator | undefined;
  let loading: Promise<Authenticator> | undefined;
  const load = async (): Promise<Authenticator> => {
    const { createLogin } = await loadUnit(import("../credentials.js"));
    return (login ??= createLogin(config, send));
  };
  const loaded = (): Promise<Authenticator> =>
    (loading ??= load().finally(() => {
      loading = undefined;
    }));
  return {
    headers: () =>
      login === undefined
        ? loaded().then((ready) => ready.headers())
        : login.headers(),
    renew: async (refused) => (login ?? (await loaded())).renew(refused),
    secrets: () => login?.secrets() ?? [],
  };
}
