import { isRecord, readJson } from "../../base/json.js";
import { ConfigError } from "../../errors/errors.js";
import { ApiError } from "../../errors/http-errors.js";
import type { ResolvedCredentials } from "../credential-options.js";
import type { AuthHeaders, Authenticator, FormSender } from "./auth-method.js";
import { CLIENT_CREDENTIALS } from "./auth-types.js";
import { tokenHeaders } from "./token.js";

/** Logs in, and keeps the token and its renewal. Callers that come during a login share it. */
export class LoginAuthenticator implements Authenticator {
  readonly #config: ResolvedCredentials;
  readonly #send: FormSender;
  #refreshToken: string | undefined;
  #headers: AuthHeaders | undefined;
  #renewal: Promise<boolean> | undefined;
  readonly #secrets = new Set<string>();

  constructor(config: ResolvedCredentials, send: FormSender) {
    this.#config = config;
    this.#send = send;
    this.#refreshToken = config.refreshToken;
    if (config.token !== undefined) this.#accept(config.token);
  }

  headers(): AuthHeaders | Promise<AuthHeaders> {
    return this.#headers ?? this.#share().then(() => this.#headers ?? {});
  }

  async renew(refused: AuthHeaders): Promise<AuthHeaders | undefined> {
    const isRenewed = this.#headers !== refused && this.#headers !== undefined;
    return isRenewed || (await this.#share()) ? this.#headers : undefined;
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
    const { authUrl } = this.#config;
    if (authUrl === undefined) return false;
    if (!URL.canParse(authUrl)) throw new ConfigError("authUrl must be a URL.");
    const url = new URL(authUrl);
    const grant = this.#grant();
    const refreshToken = this.#refreshToken;
    if (refreshToken !== undefined) {
      try {
        return await this.#request(url, {
          grant_type: "refresh_token",
          refresh_token: refreshToken,
        });
      } catch (failure) {
        // A refresh token that was used before or has expired is refused; the password may still be valid.
        const isRefused = failure instanceof ApiError && failure.status < 429;
        if (!isRefused || grant === undefined) throw failure;
        this.#refreshToken = undefined;
      }
    }
    return grant === undefined ? false : this.#request(url, grant);
  }

  /** The form of a login without a refresh token, except the client. Undefined: the credentials for it are missing. */
  #grant(): Readonly<Record<string, string>> | undefined {
    const { username, password, clientId, clientSecret, grantType } =
      this.#config;
    if (grantType === CLIENT_CREDENTIALS) {
      return clientId === undefined || clientSecret === undefined
        ? undefined
        : { grant_type: grantType };
    }
    return username === undefined || password === undefined
      ? undefined
      : { grant_type: grantType ?? "password", username, password };
  }

  async #request(
    url: URL,
    grant: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const { clientId, clientSecret } = this.#config;
    const body = await this.#send(url, {
      ...grant,
      ...(clientId === undefined ? {} : { client_id: clientId }),
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    });
    const answer = parseAnswer(body);
    const token = tokenOf(answer);
    if (token === undefined || token === "") {
      throw new ConfigError(
        `The login at ${url.host} succeeded, but its answer has no token (token, access_token, ...).`,
      );
    }
    const refreshToken = isRecord(answer) ? answer["refresh_token"] : undefined;
    if (typeof refreshToken === "string") this.#refreshToken = refreshToken;
    this.#accept(token);
    return true;
  }

  #accept(token: string): void {
    this.#headers = tokenHeaders(this.#config, token);
    for (const secret of [token, this.#refreshToken]) {
      if (secret !== undefined) this.#secrets.add(secret);
    }
  }
}

/** JSON, or the bare token as text, which some servers answer with. */
function parseAnswer(body: string): unknown {
  const answer = readJson(body);
  return answer === undefined ? body.trim() : answer;
}

/** The token in an answer. Servers name it in many ways, and some put it into a nested object. An HTML page has none. */
function tokenOf(answer: unknown): string | undefined {
  if (typeof answer === "string" && !answer.startsWith("<")) return answer;
  if (!isRecord(answer)) return undefined;
  const names = /^(access|auth|api)?_?token$/i;
  for (const [name, value] of Object.entries(answer)) {
    if (names.test(name) && typeof value === "string") return value;
  }
  const nested = Object.values(answer).filter(isRecord);
  for (const value of nested) {
    const token = tokenOf(value);
    if (token !== undefined) return token;
  }
  return undefined;
}
