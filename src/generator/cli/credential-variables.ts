import {
  CONNECTION_KEYS,
  environmentName,
  type ConnectionKey,
} from "../../runtime/config/connection-keys.js";
import { withoutApiUrl } from "../connection-options.js";
import type { CredentialVariable } from "../init/workflows.js";
import type { CredentialSettings } from "../options.js";
import type { Settings } from "../define-config.js";

/**
 * The variables by which the environment gives credentials to a run.
 *
 * @param settings - Those of the run, which have them where they are for its server.
 */
export function credentialVariables(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
): readonly CredentialVariable[] {
  if (settings.authType === "none") return [];
  const keys = Object.entries(withoutApiUrl(CONNECTION_KEYS)) as [
    keyof CredentialSettings,
    ConnectionKey,
  ][];
  return keys.flatMap(([key, { secret }]) => {
    const name = environmentName(key);
    const isTaken =
      settings[key] !== undefined && (environment[name] ?? "") !== "";
    return isTaken ? [{ name, isSecret: secret === true }] : [];
  });
}
