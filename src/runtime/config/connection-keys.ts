import { AUTH_TYPE_NAMES } from "./auth/auth-types.js";
import type { ClientConfig, ResolvedConfig } from "./client-options.js";

/** How the text of a value is read. */
export type ConnectionKeyKind =
  "string" | "boolean" | { readonly oneOf: readonly string[] };

/** What is known of one option. */
export interface ConnectionKey {
  /** Default: `string`. */
  readonly kind?: ConnectionKeyKind;
  /** The value is never shown. */
  readonly secret?: true;
  readonly default?: string | boolean;
}

/** The name of an option in {@link ClientConfig}. */
export type ConnectionKeyName = keyof ClientConfig;

/** A row for each option. What a {@link ResolvedConfig} always has needs a default; `authType` depends on the credentials. */
type ConnectionKeys = {
  readonly [Name in ConnectionKeyName]-?: ConnectionKey &
    KindOf<NonNullable<ClientConfig[Name]>> &
    (Name extends "authType" ? unknown : DefaultOf<Name>);
};

type KindOf<Value> = [Value] extends [boolean]
  ? { readonly kind: "boolean" }
  : string extends Value
    ? { readonly kind?: never }
    : { readonly kind: { readonly oneOf: readonly Value[] } };

/** Asks whether the member is optional, not whether it may be undefined: without `strict`, all values may be. */
type DefaultOf<Name extends ConnectionKeyName> =
  Partial<ResolvedConfig> extends Pick<ResolvedConfig, Name>
    ? { readonly default?: never }
    : { readonly default: ResolvedConfig[Name] };

/**
 * The options that connect a client to its server. `ClientConfig`, the configuration file, the environment
 * and the printed configuration have exactly these, and so have the settings of the generator.
 */
export const CONNECTION_KEYS: ConnectionKeys = {
  apiUrl: { default: "http://localhost:8008/" },
  authType: { kind: { oneOf: AUTH_TYPE_NAMES } },
  authUrl: {},
  username: {},
  password: { secret: true },
  clientId: {},
  clientSecret: { secret: true },
  grantType: {},
  token: { secret: true },
  refreshToken: { secret: true },
  useBearer: { kind: "boolean", default: false },
  tokenHeader: { default: "X-Auth-Token" },
  apiKey: { secret: true },
  apiKeyHeader: { default: "X-API-Key" },
};

/** The rows of {@link CONNECTION_KEYS} in the order of the table. */
export const CONNECTION_KEY_ENTRIES: readonly (readonly [
  ConnectionKeyName,
  ConnectionKey,
])[] = /* @__PURE__ */ Object.entries(CONNECTION_KEYS) as [
  ConnectionKeyName,
  ConnectionKey,
][];

/** The options that have a value, none of which is undefined. */
export type GivenConfig = {
  readonly [Name in keyof ClientConfig]?: ClientConfig[Name] & {};
};

/** The options of a configuration that have a value; what is not in the table is left out. */
export function givenConfig(config: ClientConfig): GivenConfig {
  return connectionMembers((key) => config[key]);
}

/** The options that a {@link ResolvedConfig} always has, at their defaults. */
export function connectionDefaults(): Omit<ResolvedConfig, "authType"> {
  // The type of the table says that it has all of them.
  return connectionMembers((_key, row) => row.default) as Omit<
    ResolvedConfig,
    "authType"
  >;
}

/**
 * Those of the options for which there is a value.
 * @param valueOf - Undefined: there is none.
 */
export function connectionMembers(
  valueOf: (key: ConnectionKeyName, row: ConnectionKey) => unknown,
): GivenConfig {
  return Object.fromEntries(
    CONNECTION_KEY_ENTRIES.flatMap(([key, row]) => {
      const value = valueOf(key, row);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** The name of an option in a configuration file and in the printed configuration, which is that of the Python client: `api_url` for `apiUrl`. */
export function connectionName(key: ConnectionKeyName): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The environment variable of an option: `S2GOS_API_URL` for `apiUrl`. */
export function environmentName(key: ConnectionKeyName): string {
  return `S2GOS_${connectionName(key).toUpperCase()}`;
}
