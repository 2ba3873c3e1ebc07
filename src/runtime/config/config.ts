import type {
  AuthType,
  ClientConfig,
  ClientOptions,
  ResolvedConfig,
} from "./client-options.js";
import { ConfigError } from "../errors/errors.js";

/** The names of the options in a configuration file; the environment has `S2GOS_` and upper case. */
const CONFIG_NAMES: Readonly<Record<keyof ClientConfig, string>> = {
  apiUrl: "api_url",
  authType: "auth_type",
  authUrl: "auth_url",
  username: "username",
  password: "password",
  clientId: "client_id",
  clientSecret: "client_secret",
  grantType: "grant_type",
  token: "token",
  refreshToken: "refresh_token",
  useBearer: "use_bearer",
  tokenHeader: "token_header",
  apiKey: "api_key",
  apiKeyHeader: "api_key_header",
};

const AUTH_TYPES: readonly string[] = [
  "none",
  "basic",
  "token",
  "login",
  "api-key",
] satisfies readonly AuthType[];

const SECRETS: readonly (keyof ClientConfig)[] = [
  "password",
  "clientSecret",
  "token",
  "refreshToken",
  "apiKey",
];

/** Members that the printed configuration has even where they are not set. */
const ALWAYS_PRINTED: readonly (keyof ClientConfig)[] = [
  "apiKey",
  "apiKeyHeader",
  "apiUrl",
  "authType",
  "authUrl",
  "password",
  "token",
  "tokenHeader",
  "useBearer",
  "username",
];

/**
 * Reads a configuration from texts, by the names of a configuration file.
 * @param origin - Where the values come from, for error messages.
 * @throws ConfigError: a value of a wrong type.
 */
export function readConfig(
  values: Readonly<Record<string, unknown>>,
  origin: string,
): ClientConfig {
  const config: Record<string, unknown> = {};
  for (const [key, name] of Object.entries(CONFIG_NAMES)) {
    const value = values[name];
    if (value === undefined || value === null || value === "") continue;
    config[key] =
      key === "useBearer"
        ? readFlag(value, name, origin)
        : readText(value, name, origin);
  }
  return config;
}

/** The configuration in the environment: `S2GOS_API_URL`, `S2GOS_AUTH_TYPE` and so on. Empty where there is none, as in browsers. */
function environmentConfig(): ClientConfig {
  const environment =
    typeof process === "undefined"
      ? {}
      : (process.env as Record<string, string | undefined>);
  const values: Record<string, unknown> = {};
  for (const name of Object.values(CONFIG_NAMES)) {
    values[name] = environment[`S2GOS_${name.toUpperCase()}`];
  }
  return readConfig(values, "the environment");
}

/**
 * Options, then environment, then defaults.
 * @throws ConfigError: no usable URL, an unknown `authType`, or credentials that it needs are missing.
 */
export function resolveConfig(options: ClientOptions): ResolvedConfig {
  const given = {
    ...defined(options.defaults ?? {}),
    ...defined(environmentConfig()),
    ...defined(options),
  };
  const url = readApiUrl(given.apiUrl ?? "http://localhost:8008/");
  const config = { ...given, ...url.credentials };
  const authType = config.authType ?? impliedAuthType(config);
  checkCredentials(authType, config);
  return {
    ...config,
    apiUrl: url.href,
    authType,
    useBearer: config.useBearer ?? false,
    tokenHeader: config.tokenHeader ?? "X-Auth-Token",
    apiKeyHeader: config.apiKeyHeader ?? "X-API-Key",
  };
}

/** The configuration as it is printed: the seed's names, sorted, every secret masked. */
export function printableConfig(
  config: ResolvedConfig,
): Readonly<Record<string, string | boolean | null>> {
  const printed = new Map<string, string | boolean | null>();
  const entries = Object.entries(CONFIG_NAMES) as [
    keyof ClientConfig,
    string,
  ][];
  for (const [key, name] of entries) {
    const value = config[key];
    if (value !== undefined) {
      printed.set(name, SECRETS.includes(key) ? "***" : value);
    } else if (ALWAYS_PRINTED.includes(key)) {
      printed.set(name, null);
    }
  }
  return Object.fromEntries(
    [...printed].sort(([first], [second]) => (first < second ? -1 : 1)),
  );
}

/** The texts that must never be shown. */
export function secretsOf(config: ClientConfig): readonly string[] {
  return SECRETS.flatMap((key) => {
    const value = config[key];
    return typeof value === "string" && value.length > 3 ? [value] : [];
  });
}

function defined(config: ClientConfig): ClientConfig {
  const keys = Object.keys(CONFIG_NAMES) as (keyof ClientConfig)[];
  return Object.fromEntries(
    keys.flatMap((key) =>
      config[key] === undefined ? [] : [[key, config[key]]],
    ),
  );
}

function readApiUrl(text: string): {
  readonly href: string;
  readonly credentials: ClientConfig;
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
          username: decodeURIComponent(url.username),
          password: decodeURIComponent(url.password),
        };
  url.username = "";
  url.password = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return { href: url.href, credentials };
}

function impliedAuthType(config: ClientConfig): AuthType {
  if (config.apiKey !== undefined) return "api-key";
  if (config.authUrl !== undefined) return "login";
  if (config.token !== undefined) return "token";
  if (config.username !== undefined && config.password !== undefined) {
    return "basic";
  }
  return "none";
}

function checkCredentials(authType: string, config: ClientConfig): void {
  if (!AUTH_TYPES.includes(authType)) {
    throw new ConfigError(
      `authType ${JSON.stringify(authType)} is unknown; use one of ${AUTH_TYPES.join(", ")}.`,
    );
  }
  const needed: Readonly<Record<string, readonly (keyof ClientConfig)[]>> = {
    basic: ["username", "password"],
    token: ["token"],
    "api-key": ["apiKey"],
    login:
      config.token === undefined && config.refreshToken === undefined
        ? ["authUrl", "username", "password"]
        : [],
  };
  const missing = (needed[authType] ?? []).filter(
    (key) => config[key] === undefined,
  );
  if (missing.length > 0) {
    throw new ConfigError(
      `authType "${authType}" needs ${missing.join(" and ")}; pass it to createClient or set ${missing
        .map((key) => `S2GOS_${CONFIG_NAMES[key].toUpperCase()}`)
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

function readText(value: unknown, name: string, origin: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw new ConfigError(`${name} in ${origin} must be a text.`);
}
