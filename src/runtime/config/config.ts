import { environmentVariable } from "../base/platform.js";
import { MASK } from "../base/secrets.js";
import { percentDecoded } from "../base/text.js";
import { ConfigError } from "../errors/errors.js";
import {
  AUTH_TYPES,
  AUTH_TYPE_NAMES,
  type AuthType,
} from "./auth/auth-types.js";
import type {
  ClientConfig,
  ClientOptions,
  ResolvedConfig,
} from "./client-options.js";
import {
  CONNECTION_DEFAULTS,
  CONNECTION_KEY_ENTRIES,
  environmentName,
  givenConfig,
  type GivenConfig,
} from "./connection-keys.js";

/**
 * Reads a configuration from the values of a file or of the environment, whatever type they have.
 * @param values - By the names of a configuration file. Null and the empty text count as absent.
 * @param origin - Where the values come from, for error messages.
 * @throws ConfigError: a value of a wrong type.
 */
export function readConfig(
  values: Readonly<Record<string, unknown>>,
  origin: string,
): ClientConfig {
  const config: Record<string, unknown> = {};
  for (const [key, { kind, name }] of CONNECTION_KEY_ENTRIES) {
    const value = values[name];
    if (value === undefined || value === null || value === "") continue;
    config[key] =
      kind === "boolean"
        ? readFlag(value, name, origin)
        : textValue(value, name, origin);
  }
  return config;
}

/** The configuration in the environment: `S2GOS_API_URL`, `S2GOS_AUTH_TYPE` and so on. Empty in a browser, which has no environment. */
function environmentConfig(): ClientConfig {
  const values = CONNECTION_KEY_ENTRIES.map(([key, { name }]) => [
    name,
    environmentVariable(environmentName(key)),
  ]);
  return readConfig(
    Object.fromEntries(values) as Record<string, unknown>,
    "the environment",
  );
}

/**
 * The configuration of a client. Options take precedence over the environment, and the environment over defaults.
 * @throws ConfigError: no usable URL, an unknown `authType`, or credentials that it needs are missing.
 */
export function resolveConfig(options: ClientOptions): ResolvedConfig {
  const given = {
    ...givenConfig(options.defaults ?? {}),
    ...givenConfig(environmentConfig()),
    ...givenConfig(options),
  };
  const url = readApiUrl(given.apiUrl ?? CONNECTION_DEFAULTS.apiUrl);
  const config = { ...given, ...url.credentials };
  const authType = config.authType ?? impliedAuthType(config);
  checkCredentials(authType, config);
  return { ...CONNECTION_DEFAULTS, ...config, apiUrl: url.href, authType };
}

/** The configuration as it is printed: by the names of the Python client, sorted, every secret masked. */
export function printableConfig(
  config: ResolvedConfig,
): Readonly<Record<string, string | boolean | null>> {
  const printed: [string, string | boolean | null][] = [];
  for (const [key, { name, secret, alwaysPrinted }] of CONNECTION_KEY_ENTRIES) {
    const value = config[key];
    if (value !== undefined) {
      printed.push([name, secret === true ? MASK : value]);
    } else if (alwaysPrinted === true) {
      printed.push([name, null]);
    }
  }
  return Object.fromEntries(
    printed.sort(([first], [second]) => (first < second ? -1 : 1)),
  );
}

/** The texts that must never be shown. */
export function secretsOf(config: ClientConfig): readonly string[] {
  return CONNECTION_KEY_ENTRIES.flatMap(([key, { secret }]) => {
    const value = config[key];
    return secret === true && typeof value === "string" ? [value] : [];
  });
}

function readApiUrl(text: string): {
  readonly href: string;
  readonly credentials: GivenConfig;
} {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new ConfigError(
      `apiUrl must be an http or https URL, such as "http://localhost:8008/".`,
    );
  }
  const url = new URL(text);
  const credentials =
    url.username === ""
      ? {}
      : {
          username: percentDecoded(url.username),
          password: percentDecoded(url.password),
        };
  url.username = "";
  url.password = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return { href: url.href, credentials };
}

/** The lowest row of the table whose auth type the credentials are for. */
function impliedAuthType(config: ClientConfig): AuthType {
  const implied = AUTH_TYPE_NAMES.filter((name) =>
    AUTH_TYPES[name].isImpliedBy(config),
  );
  return implied[implied.length - 1] ?? "none";
}

function checkCredentials(authType: AuthType, config: ClientConfig): void {
  // It may come from JavaScript, a file or the environment, which no compiler checks.
  if (!AUTH_TYPE_NAMES.includes(authType)) {
    throw new ConfigError(
      `authType ${JSON.stringify(authType)} is unknown; use one of ${AUTH_TYPE_NAMES.join(", ")}.`,
    );
  }
  const missing = AUTH_TYPES[authType]
    .needs(config)
    .filter((key) => config[key] === undefined);
  if (missing.length > 0) {
    throw new ConfigError(
      `authType "${authType}" needs ${missing.join(" and ")}; pass it to createClient or set ${missing
        .map(environmentName)
        .join(" and ")}.`,
    );
  }
}

function readFlag(value: unknown, name: string, origin: string): boolean {
  if (typeof value === "boolean") return value;
  if (/^(true|yes|on|1)$/i.test(String(value))) return true;
  if (/^(false|no|off|0)$/i.test(String(value))) return false;
  throw new ConfigError(`${name} in ${origin} must be true or false.`);
}

function textValue(value: unknown, name: string, origin: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw new ConfigError(`${name} in ${origin} must be a text.`);
}
