import type { Authenticator, FormSender } from "./auth/auth-method.js";
import { LoginAuthenticator } from "./auth/login-authenticator.js";
import type { ClientConfig } from "./client-options.js";
import { readConfigDocument } from "./config-document.js";
import type { ConfigFileOptions } from "./config-file.js";
import { readDocument } from "./local-document.js";
import type { ResolvedCredentials } from "./credential-options.js";

// What is loaded only where credentials come from a login or from a file.

/** What authenticates by a login; see `authType: "login"`. */
export function createLogin(
  config: ResolvedCredentials,
  send: FormSender,
): Authenticator {
  return new LoginAuthenticator(config, send);
}

/** The configuration in a file; see `readConfigFile`. */
export async function configOfFile(
  path: string,
  options: ConfigFileOptions,
): Promise<ClientConfig> {
  return readConfigDocument(await readDocument(path, options), path);
}
