import { isText } from "../base/json.js";
import { environmentVariable } from "../base/platform.js";
import { MASK } from "../base/secrets.js";
import type { WarningHandler } from "../base/warnings.js";
import { ConfigError } from "../errors/errors.js";
import { readApiUrl } from "./api-url.js";
import {
  AUTH_TYPES,
  AUTH_TYPE_NAMES,
  neededForLogin,
  type AuthType,
} from "./auth/auth-types.js";
import type {
  ClientConfig,
  ClientOptions,
  ResolvedConfig,
} from "./client-options.js";
import {
  CONNECTION_KEY_ENTRIES,
  connectionDefaults,
  connectionMembers,
  connectionName,
  environmentName,
  givenConfig,
  type ConnectionKeyName,
  type GivenConfig,
} from "./connection-keys.js";

/**
 * Reads a configuration from the values of a file or of the environment, whatever type they have.
 * @param valueOf - The value by the name of the file, such as `api_url`, or of the environment. Null and the empty text count as absent.
 * @param nameOf - The name of an option there.
 * @param origin - Where the values come from, for error messages.
 * @param textOf - Makes a text of a value. Default: that of anything, for values that are texts.
 * @throws ConfigError: a value of a wrong type.
 */
export function readConfig(
  valueOf: (name: string) => unknown,
  nameOf: typeof connectionName,
  origin: string,
  textOf: typeof textValue = String,
): GivenConfig {
  return connectionMembers((key, { kind }) => {
    const name = nameOf(key);
    const value = valueOf(name);
    if (isUnset(value)) return undefined;
    return kind === "boolean"
      ? readFlag(value, name, origin)
      : textOf(value, name, origin);
  });
}

/** Whether a value of a file or of the environment counts as absent. */
export function isUnset(value: unknown): value is null | undefined | "" {
  return value === undefined || value === null || value === "";
}

/**
 * The configuration of a client. Options take precedence over the environment, and the environment over defaults. The
 * credentials of the environment are read only where the options have none, and belong to one server: with
 * `S2GOS_API_URL`, to that one.
 * @param warn - Is told where the options name another server, which does not get them.
 * @throws ConfigError: no usable URL, an unknown `authType`, or credentials that it needs are missing.
 */
export function resolveConfig(
  options: ClientOptions,
  warn: WarningHandler,
): ResolvedConfig {
  const defaults = connectionDefaults();
  const own = givenConfig(options);
  const ownUrl = own.apiUrl === undefined ? undefined : readApiUrl(own.apiUrl);
  const named = { ...own, ...ownUrl?.credentials };
  const isNamed =
    named.authType === "none" ||
    CONNECTION_KEY_ENTRIES.some(
      ([key, { secret }]) => secret === true && named[key] !== undefined,
    );
  // `S2GOS_API_URL`, `S2GOS_AUTH_TYPE` and so on; nothing in a browser.
  const { apiUrl, ...credentials } = readConfig(
    (name) =>
      isNamed && name !== "S2GOS_API_URL"
        ? undefined
        : environmentVariable(name),
    environmentName,
    "the environment",
  );
  const isForeign =
    ownUrl &&
    apiUrl &&
    !(
      URL.canParse(apiUrl) &&
      new URL(apiUrl).origin === new URL(ownUrl.href).origin
    );
  const given = {
    ...givenConfig(options.defaults ?? {}),
    ...(isForeign ? {} : credentials),
    ...own,
  };
  const url = ownUrl ?? readApiUrl(apiUrl ?? given.apiUrl ?? defaults.apiUrl);
  if (isForeign && Object.keys(credentials).length > 0) {
    warn({
      code: "credentials-left-out",
      message: `${url.href} gets no credentials of the environment: they belong to S2GOS_API_URL.`,
    });
  }
  const config = { ...given, ...url.credentials };
  const authType = config.authType ?? impliedAuthType(config);
  checkCredentials(authType, config);
  return { ...defaults, ...config, apiUrl: url.href, authType };
}

/** Options that the printed configuration of the Python client does not have where they are not set. */
const NEWER_KEYS: readonly ConnectionKeyName[] = [
  "clientId",
  "clientSecret",
  "grantType",
  "refreshToken",
];

/**
 * The configuration as it is printed: by the names of the Python client, sorted, every secret masked.
 * @param shownUrl - A URL without the secrets in it.
 */
export function printableConfig(
  config: ResolvedConfig,
  shownUrl: (url: string) => string,
): Readonly<Record<string, string | boolean | null>> {
  return Object.fromEntries(
    CONNECTION_KEY_ENTRIES.flatMap(([key, { secret }]) => {
      const value = config[key];
      if (value === undefined && NEWER_KEYS.includes(key)) return [];
      const isUrl = /Url$/.test(key) && typeof value === "string";
      const shown = isUrl ? shownUrl(value) : value;
      const isHidden = secret === true && value !== undefined;
      return [
        [connectionName(key), isHidden ? MASK : (shown ?? null)] as const,
      ];
    }).sort(([first], [second]) => (first < second ? -1 : 1)),
  );
}

/** The lowest row of the table whose auth type the credentials are for. */
function impliedAuthType(config: ClientConfig): AuthType {
  const isImplied = (name: AuthType): boolean =>
    AUTH_TYPES[name].every((key) => config[key] !== undefined);
  return [...AUTH_TYPE_NAMES].reverse().find(isImplied) ?? "none";
}

function checkCredentials(authType: AuthType, config: ClientConfig): void {
  // It may come from JavaScript, a file or the environment, which no compiler checks.
  if (!AUTH_TYPE_NAMES.includes(authType)) {
    throw new ConfigError(
      `authType ${JSON.stringify(authType)} is unknown; use one of ${AUTH_TYPE_NAMES.join(", ")}.`,
    );
  }
  const needed =
    authType === "login" ? neededForLogin(config) : AUTH_TYPES[authType];
  const missing = needed.filter((key) => config[key] === undefined);
  if (missing.length > 0) {
    throw new ConfigError(
      `authType "${authType}" needs ${missing.join(" and ")}; pass it to createClient or set ${missing
        .map(environmentName)
        .join(" and ")}.`,
    );
  }
}

function readFlag(value: unknown, name: string, origin: string): boolean {
  if (/^(true|yes|on|1)$/i.test(String(value))) return true;
  if (/^(false|no|off|0)$/i.test(String(value))) return false;
  throw new ConfigError(`${name} in ${origin} must be true or false.`);
}

/** The text of a value, which may be a number. @throws ConfigError: it is something else. */
export function textValue(
  value: unknown,
  name: string,
  origin: string,
): string {
  if (isText(value) || typeof value === "number") return String(value);
  throw new ConfigError(`${name} in ${origin} must be a text.`);
}
