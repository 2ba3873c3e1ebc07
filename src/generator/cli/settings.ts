import {
  CONNECTION_KEYS,
  environmentName,
  type ConnectionKey,
} from "../../runtime/config/connection-keys.js";
import { mapMembers } from "../json.js";
import { withoutApiUrl } from "../connection-options.js";
import type { Settings } from "../define-config.js";
import {
  COMMAND_SETTINGS,
  type SettingDefinition,
} from "./command-settings.js";
import type { CredentialSettings } from "../options.js";

/** What the credentials say; the other things about them are in the table of the client. */
const CREDENTIAL_DESCRIPTIONS: Readonly<
  Record<keyof CredentialSettings, string>
> = {
  authType:
    "How the client says who it is; without it, it follows from the credentials",
  authUrl: "URL from which login gets its token",
  username: "User, of basic and login",
  password: "Password, of basic and login",
  clientId: "Client id, of login by client_credentials",
  clientSecret: "Client secret, of login by client_credentials",
  grantType: "Grant type of login, such as password or client_credentials",
  token: "Token, of token and of an earlier login",
  refreshToken: "Token with which login gets another token",
  useBearer: "Sends the token as Authorization: Bearer",
  tokenHeader: "Header of the token",
  apiKey: "Key, of api-key",
  apiKeyHeader: "Header of the key",
};

/** Name of a setting, in camelCase. */
export type SettingName = keyof Settings;

/**
 * Every setting that the configuration file may hold. One table, so that flags,
 * environment and file cannot drift apart.
 */
export const SETTINGS: Readonly<Record<SettingName, SettingDefinition>> = {
  ...COMMAND_SETTINGS,
  ...connectionSettings(),
};

/** The credentials of the client, which are settings as well. */
function connectionSettings(): Readonly<
  Record<keyof CredentialSettings, SettingDefinition>
> {
  const rows: Readonly<Record<keyof CredentialSettings, ConnectionKey>> =
    withoutApiUrl(CONNECTION_KEYS);
  const texts: Readonly<Record<string, string>> = CREDENTIAL_DESCRIPTIONS;
  return mapMembers(
    rows,
    ({ kind = "string", secret, default: value }, key) => ({
      kind,
      description: texts[key] ?? "",
      ...(secret === undefined ? {} : { secret }),
      ...(value === undefined ? {} : { default: value }),
    }),
  );
}

/** Other names of settings: those of the client and of the flags. */
export const SETTING_ALIASES: Readonly<Record<string, SettingName>> = {
  apiUrl: "url",
  header: "headers",
};

/** The setting that a key names, in camelCase, snake_case or kebab-case. Undefined: there is no such setting. */
export function settingName(key: string): SettingName | undefined {
  const name = key.replaceAll(/[-_]([a-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  );
  if (Object.hasOwn(SETTINGS, name)) return name as SettingName;
  return Object.hasOwn(SETTING_ALIASES, name)
    ? SETTING_ALIASES[name]
    : undefined;
}

/** All keys of a configuration file, as candidates for a mistyped one. */
export function settingKeys(): readonly string[] {
  return [...Object.keys(SETTINGS), ...Object.keys(SETTING_ALIASES)];
}

/** Names of the environment variables of a setting; the first that has a value is taken. */
export function environmentNames(name: SettingName): readonly string[] {
  if (SETTINGS[name].noEnvironment === true) return [];
  const upper = `S2GOS_${name.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}`;
  return name === "url" ? [upper, environmentName("apiUrl")] : [upper];
}

/** What is taken where a setting is not given, in words. Undefined: nothing. */
export function defaultText(name: SettingName): string | undefined {
  const { default: value, otherwise } = SETTINGS[name];
  return otherwise ?? (value === undefined ? undefined : String(value));
}
