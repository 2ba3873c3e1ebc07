import { isRecord, ownMember, readJson } from "../base/json.js";
import { ConfigError } from "../errors/errors.js";
import type { AuthType } from "./auth/auth-types.js";
import type { ClientConfig } from "./client-options.js";
import { isUnset, readConfig, textValue } from "./config.js";
import { connectionName } from "./connection-keys.js";
import type { CredentialOptions } from "./credential-options.js";

/** An auth type of the object `auth`: what it is here, and the options that its members are. */
interface NestedAuth {
  readonly type: AuthType;
  readonly members: Readonly<Record<string, keyof CredentialOptions>>;
  /** What follows from the members that are given. */
  readonly implied?: (given: CredentialOptions) => CredentialOptions;
}

const USER = { username: "username", password: "password" } as const;
const ACCESS_TOKEN = {
  access_token: "token",
  access_token_header: "tokenHeader",
} as const;

/** A token goes into its header if there is one, else it is a bearer token. */
function bearerUnlessHeader({
  tokenHeader,
}: CredentialOptions): CredentialOptions {
  return { useBearer: tokenHeader === undefined };
}

/** The auth types of the object `auth`, as cuiman 0.3 writes it. */
const NESTED_AUTH: Readonly<Record<string, NestedAuth>> = {
  none: { type: "none", members: {} },
  basic: { type: "basic", members: USER },
  token: { type: "token", members: ACCESS_TOKEN, implied: bearerUnlessHeader },
  login: {
    type: "login",
    members: { login_url: "authUrl", ...USER, ...ACCESS_TOKEN },
    implied: bearerUnlessHeader,
  },
  oauth2: {
    type: "login",
    members: {
      token_url: "authUrl",
      grant_type: "grantType",
      client_id: "clientId",
      client_secret: "clientSecret",
      ...USER,
      oauth_token: "token",
    },
    implied: () => ({ useBearer: true }),
  },
  "api-key": {
    type: "api-key",
    members: { api_key: "apiKey", api_key_header: "apiKeyHeader" },
  },
};

/**
 * The configuration in the content of a configuration file, in either form of the Python client.
 * @param path - Of the file, for errors.
 * @throws ConfigError: see `readConfigFile`.
 */
export function readConfigDocument(
  document: unknown,
  path: string,
): ClientConfig {
  if (document === null || document === undefined) return {};
  if (!isRecord(document)) {
    throw new ConfigError(
      `${path} must hold an object with members such as api_url.`,
    );
  }
  const flat = readConfig(
    (name) => ownMember(document, name),
    connectionName,
    path,
    textValue,
  );
  const auth = document["auth"];
  if (isUnset(auth)) return flat;
  const { apiUrl, ...beside } = flat;
  const [doubled] = Object.keys(beside) as (keyof typeof beside)[];
  if (doubled !== undefined) {
    const name = connectionName(doubled);
    throw new ConfigError(
      `${path} has both auth and ${name}: put all credentials into auth, or remove auth.`,
    );
  }
  return {
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...readAuth(auth, path),
  };
}

function readAuth(auth: unknown, path: string): ClientConfig {
  const known = Object.keys(NESTED_AUTH).join(", ");
  if (!isRecord(auth) || isUnset(auth["auth_type"])) {
    throw new ConfigError(
      `auth in ${path} must be an object with an auth_type: ${known}.`,
    );
  }
  const { auth_type, ...members } = auth;
  const name = textValue(auth_type, "auth.auth_type", path);
  const method = ownMember(NESTED_AUTH, name);
  if (method === undefined) {
    throw new ConfigError(
      name === "oidc"
        ? `auth_type "oidc" in ${path} logs in with a web page, which this client can't do: use a token that was got elsewhere, with auth_type "token".`
        : `auth_type ${JSON.stringify(name)} in ${path} is unknown; use one of ${known}.`,
    );
  }
  const given: Record<string, string> = {};
  for (const [member, value] of Object.entries(members)) {
    const key = ownMember(method.members, member);
    if (key === undefined) {
      const names = Object.keys(method.members).join(", ") || "no members";
      throw new ConfigError(
        `auth.${member} in ${path} is unknown; auth_type "${name}" has ${names}.`,
      );
    }
    if (isUnset(value)) continue;
    if (member === "oauth_token") {
      Object.assign(given, readToken(value, path));
    } else given[key] = textValue(value, `auth.${member}`, path);
  }
  return { authType: method.type, ...given, ...method.implied?.(given) };
}

/** A token as an OAuth 2.0 server gave it (RFC 6749, section 5.1): an object, or its JSON text. */
function readToken(value: unknown, path: string): CredentialOptions {
  const answer = typeof value === "string" ? readJson(value) : value;
  const token = isRecord(answer) ? answer["access_token"] : undefined;
  const refresh = isRecord(answer) ? answer["refresh_token"] : undefined;
  if (typeof token !== "string") {
    throw new ConfigError(
      `auth.oauth_token in ${path} must be an object with an access_token.`,
    );
  }
  return {
    token,
    ...(typeof refresh === "string" ? { refreshToken: refresh } : {}),
  };
}
