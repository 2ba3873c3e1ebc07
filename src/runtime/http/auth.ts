import { encodeBase64 } from "../base/base64.js";
import type { ResolvedConfig } from "../config/client-options.js";
import { ConfigError } from "../errors/errors.js";
import { ApiError } from "../errors/http-errors.js";
import { isRecord } from "../base/json.js";

/** Credentials as headers; as long as they are the same, so is the object. */
export type Credentials = Readonly<Record<string, string>>;

/** Credentials as headers, and how to renew them. */
export interface Authenticator {
  /** The headers of a request. A login happens here, before the first. */
  headers(): Credentials | Promise<Credentials>;
  /**
   * Renews credentials that the server refused. Callers that come while a renewal is under way share it;
   * one whose credentials are outdated by now gets the new ones without another.
   * @param refused - The headers that the server answered with 401.
   * @returns false: there is nothing to renew.
   */
  renew(refused: Credentials): Promise<boolean>;
  /** Texts that must never be shown. */
  secrets(): readonly string[];
}

/** Sends a form to the login server and gives the body of its answer. */
export type FormSender = (
  url: URL,
  form: Readonly<Record<string, string>>,
) => Promise<string>;

/** Makes what a configuration's `authType` asks for. */
export function createAuthenticator(
  config: ResolvedConfig,
  send: FormSender,
): Authenticator {
  return config.authType === "login"
    ? new LoginAuthenticator(config, send)
    : fixedHeaders(headersFor(config, config.token ?? ""));
}

function fixedHeaders(
  headers: Readonly<Record<string, string>>,
): Authenticator {
  return {
    headers: () => headers,
    renew: () => Promise.resolve(false),
    secrets: () => [],
  };
}

function headersFor(
  config: ResolvedConfig,
  token: string,
): Readonly<Record<string, string>> {
  switch (config.authType) {
    case "none":
      return {};
    case "basic": {
      const pair = `${config.username ?? ""}:${config.password ?? ""}`;
      const encoded = encodeBase64(new TextEncoder().encode(pair));
      return { authorization: `Basic ${encoded}` };
    }
    case "token":
    case "login":
      return config.useBearer
        ? { authorization: `Bearer ${token}` }
        : { [config.tokenHeader.toLowerCase()]: token };
    case "api-key":
      return { [config.apiKeyHeader.toLowerCase()]: config.apiKey ?? "" };
  }
}

/** `authType: "login"`: a token by password (RFC 6749, section 4.3), renewed by refresh token (section 6) or by password. */
class LoginAuthenticator implements Authenticator {
  readonly #config: ResolvedConfig;
  readonly #send: FormSender;
  #refreshToken: string | undefined;
  #headers: Credentials | undefined;
  #renewal: Promise<boolean> | undefined;
  readonly #secrets = new Set<string>();

  constructor(config: ResolvedConfig, send: FormSender) {
    this.#config = config;
    this.#send = send;
    this.#refreshToken = config.refreshToken;
    if (config.token !== undefined) this.#accept(config.token);
  }

  headers(): Credentials | Promise<Credentials> {
    return this.#headers ?? this.#share().then(() => this.#headers ?? {});
  }

  async renew(refused: Credentials): Promise<boolean> {
    if (this.#headers !== refused && this.#headers !== undefined) return true;
    return this.#share();
  }

  secrets(): readonly string[] {
    return [...this.#secrets];
  }

  #share(): Promise<boolean> {
    this.#renewal ??= this.#login().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #login(): Promise<boolean> {
    const { authUrl, username, password, clientId, clientSecret } =
      this.#config;
    if (authUrl === undefined) return false;
    if (!URL.canParse(authUrl)) throw new ConfigError("authUrl must be a URL.");
    const client = {
      ...(clientId === undefined ? {} : { client_id: clientId }),
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    };
    const canLogIn = username !== undefined && password !== undefined;
    const refreshToken = this.#refreshToken;
    if (refreshToken !== undefined) {
      const form = {
        grant_type: "refresh_token",
        refresh_token: refreshToken,
        ...client,
      };
      try {
        return this.#read(await this.#send(new URL(authUrl), form), authUrl);
      } catch (failure) {
        // Where the token is refused, because it is spent or too old, the password may still do.
        const isRefused = failure instanceof ApiError && failure.status < 429;
        if (!isRefused || !canLogIn) throw failure;
        this.#refreshToken = undefined;
      }
    }
    if (!canLogIn) return false;
    const grant_type = this.#config.grantType ?? "password";
    const form = { grant_type, username, password, ...client };
    return this.#read(await this.#send(new URL(authUrl), form), authUrl);
  }

  #read(body: string, authUrl: string): boolean {
    const answer = parseAnswer(body);
    const token = typeof answer === "string" ? answer : findToken(answer);
    if (token === undefined || token === "") {
      throw new ConfigError(
        `The login at ${new URL(authUrl).host} succeeded, but its answer has no token (token, access_token, ...).`,
      );
    }
    const refreshToken = isRecord(answer) ? answer["refresh_token"] : undefined;
    if (typeof refreshToken === "string") this.#refreshToken = refreshToken;
    this.#accept(token);
    return true;
  }

  #accept(token: string): void {
    this.#headers = headersFor(this.#config, token);
    for (const secret of [token, this.#refreshToken]) {
      if (secret !== undefined && secret.length > 3) this.#secrets.add(secret);
    }
  }
}

/** JSON, or the bare token. */
function parseAnswer(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body.trim().startsWith("<") ? undefined : body.trim();
  }
}

/** Servers name it in many ways, and some put it one level down. */
function findToken(answer: unknown): string | undefined {
  if (!isRecord(answer)) return undefined;
  const names = /^(access|auth|api)?_?token$/i;
  for (const [name, value] of Object.entries(answer)) {
    if (names.test(name) && typeof value === "string") return value;
  }
  for (const value of Object.values(answer)) {
    const token = findToken(value);
    if (token !== undefined) return token;
  }
  return undefined;
}
