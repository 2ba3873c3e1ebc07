import { givenConfig } from "../runtime/config/connection-keys.js";
import type { CredentialSettings } from "./options.js";

/** The credentials among other options. */
export function credentialSettings(
  options: CredentialSettings,
): CredentialSettings {
  return withoutApiUrl(givenConfig(options));
}

/** Without the server's address, which the generator calls `url`; all other names are those of the client. */
export function withoutApiUrl<Options extends { readonly apiUrl?: unknown }>({
  apiUrl: _apiUrl,
  ...others
}: Options): Omit<Options, "apiUrl"> {
  return others;
}
