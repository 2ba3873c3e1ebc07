import { loadUnit } from "../../errors/errors.js";
import type { ResolvedConfig } from "../client-options.js";
import type { RequestHeaders } from "../request-headers.js";
import {
  fixedHeaders,
  type Authenticator,
  type FormSender,
} from "./auth-method.js";

/** What the requests of a client are authenticated by. */
export interface AuthenticatorOwner {
  readonly config: ResolvedConfig;
  readonly options: RequestHeaders;
  /** Sends a form to a login server. */
  readonly sendForm: FormSender;
  /** Receives the secrets in what functions of the caller give. */
  readonly learned: Set<string>;
}

/** Whether a function has to be asked before each request. */
export function areAsked({ credentials, headers }: RequestHeaders): boolean {
  return credentials !== undefined || typeof headers === "function";
}

/** What authenticates the requests of one client. Where there are credentials, its code is loaded before the first request. */
export function authenticatorOf(owner: AuthenticatorOwner): Authenticator {
  const { config, options } = owner;
  if (config.authType === "none" && !areAsked(options)) return fixedHeaders({});
  let ready: Authenticator | undefined;
  const load = async (): Promise<Authenticator> => {
    const unit = await loadUnit(import("../credentials.js"));
    return (ready ??= unit.createAuthenticator(owner));
  };
  return {
    headers: () =>
      ready ? ready.headers() : load().then((loaded) => loaded.headers()),
    renew: async (refused) => (ready ?? (await load())).renew(refused),
    secrets: () => ready?.secrets() ?? [],
  };
}
