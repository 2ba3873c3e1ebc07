import { loadUnit } from "../../errors/errors.js";
import type { ResolvedConfig } from "../client-options.js";
import {
  fixedHeaders,
  type Authenticator,
  type FormSender,
} from "./auth-method.js";

/**
 * What authenticates the requests of one client. Where there are credentials, its code is loaded before the first request.
 * @param send - Sends a form to a login server.
 */
export function authenticatorOf(
  config: ResolvedConfig,
  send: FormSender,
): Authenticator {
  if (config.authType === "none") return fixedHeaders({});
  let ready: Authenticator | undefined;
  const load = async (): Promise<Authenticator> => {
    const unit = await loadUnit(import("../credentials.js"));
    return (ready ??= unit.createAuthenticator(config, send));
  };
  return {
    headers: () =>
      ready ? ready.headers() : load().then((loaded) => loaded.headers()),
    renew: async (refused) => (ready ?? (await load())).renew(refused),
    secrets: () => ready?.secrets() ?? [],
  };
}
