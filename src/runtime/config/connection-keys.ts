import { AUTH_TYPE_NAMES } from "./auth/auth-types.js";
import type { ClientConfig, ResolvedConfig } from "./client-options.js";

/** How the text of a value is read. */
export type ConnectionKeyKind =
  "string" | "boolean" | { readonly oneOf: readonly string[] };

/** What is known of one option. */
export interface ConnectionKey {
  /** The name in a configuration file and in the printed configuration: that of the Python client. */
  readonly name: string;
  readonly kind: ConnectionKeyKind;
  /** The value is never shown. */
  readonly secret?: true;
  /** The printed configuration has it also where it is not set, as that of the Python client does. */
  readonly alwaysPrinted?: true;
  readonly default?: string | boolean;
}

/** The name of an option in {@link ClientConfig}. */
export type ConnectionKeyName = keyof ClientConfig;

/** A row for each option. What a {@link ResolvedConfig} always has needs a default; `authType` depends on the credentials. */
type ConnectionKeys = {
  readonly [Name in ConnectionKeyName]-?: ConnectionKey & {
    readonly kind: KindOf<NonNullable<ClientConfig[Name]>>;
  } & (Name extends "authType" ? unknown : DefaultOf<Name>);
};

type KindOf<Value> = [Value] extends [boolean]
  ? "boolean"
  : string extends Value
    ? "string"
    : { readonly oneOf: readonly Value[] };

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
  apiUrl: {
    name: "api_url",
    kind: "string",
    alwaysPrinted: true,
    default: "http://localhost:8008/",
  },
  authType: {
    name: "auth_type",
    kind: { oneOf: AUTH_TYPE_NAMES },
    alwaysPrinted: true,
  },
  authUrl: { name: "auth_url", kind: "string", alwaysPrinted: true },
  username: { name: "username", kind: "string", alwaysPrinted: true },
  password: {
    name: "password",
    kind: "string",
    secret: true,
    alwaysPrinted: true,
  },
  clientId: { name: "client_id", kind: "string" },
  clientSecret: { name: "client_secret", kind: "string", secret: true },
  grantType: { name: "grant_type", kind: "string" },
  token: { name: "token", kind: "string", secret: true, alwaysPrinted: true },
  refreshToken: { name: "refresh_token", kind: "string", secret: true },
  useBearer: {
    name: "use_bearer",
    kind: "boolean",
    alwaysPrinted: true,
    default: false,
  },
  tokenHeader: {
    name: "token_header",
    kind: "string",
    alwaysPrinted: true,
    default: "X-Auth-Token",
  },
  apiKey: {
    name: "api_key",
    kind: "string",
    secret: true,
    alwaysPrinted: true,
  },
  apiKeyHeader: {
    name: "api_key_header",
    kind: "string",
    alwaysPrinted: true,
    default: "X-API-Key",
  },
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
  return Object.fromEntries(
    CONNECTION_KEY_ENTRIES.flatMap(([key]) =>
      config[key] === undefined ? [] : [[key, config[key]]],
    ),
  );
}

/** The options that a {@link ResolvedConfig} always has, at their defaults. */
export const CONNECTION_DEFAULTS: Omit<ResolvedConfig, "authType"> =
  /* @__PURE__ */ Object.fromEntries(
    CONNECTION_KEY_ENTRIES.flatMap(([key, row]) =>
      row.default === undefined ? [] : [[key, row.default]],
    ),
  ) as unknown as Omit<ResolvedConfig, "authType">;

/** The environment variable of an option: `S2GOS_API_URL` for `apiUrl`. */
export function environmentName(key: ConnectionKeyName): string {
  return `S2GOS_${CONNECTION_KEYS[key].name.toUpperCase()}`;
}
