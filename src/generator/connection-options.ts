import { givenConfig } from "../runtime/config/connection-keys.js";
import type { CredentialSettings } from "./options.js";

/** The credentials among other options. */
export function credentialSettings(
  options: CredentialSettings,
): CredentialSettings {
  return withoutApiUrl(givenConfig(options));
}

/** The generator calls the server's address `url`, and everything else as the client does. */
export function withoutApiUrl<Options extends { readonly apiUrl?: unknown }>({
  apiUrl: _apiUrl,
  ...others
}: Options): Omit<Options, "apiUrl"> {
  return others;
}
