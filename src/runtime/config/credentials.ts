import type { Authenticator, FormSender } from "./auth/auth-method.js";
import { AUTHENTICATORS } from "./auth/authenticators.js";
import type { ClientConfig, ResolvedConfig } from "./client-options.js";
import { readConfigDocument } from "./config-document.js";
import type { ConfigFileOptions } from "./config-file.js";
import { readDocument } from "./local-document.js";

// What is loaded only where there are credentials, or a file with them.

/** What authenticates the requests of a client. */
export function createAuthenticator(
  config: ResolvedConfig,
  send: FormSender,
): Authenticator {
  return AUTHENTICATORS[config.authType](config, send);
}

/** The configuration in a file; see `readConfigFile`. */
export async function configOfFile(
  path: string,
  options: ConfigFileOptions,
): Promise<ClientConfig> {
  return readConfigDocument(await readDocument(path, options), path);
}
