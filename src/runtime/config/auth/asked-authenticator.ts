import { isRecord, isText } from "../../base/json.js";
import { secretsOfHeaders } from "../../base/carried-secrets.js";
import { ConfigError } from "../../errors/errors.js";
import { markCallersFailure } from "../../errors/callers-failure.js";
import type {
  HeadersSource,
  HeaderValues,
  RequestHeaders,
} from "../request-headers.js";
import type { AuthHeaders, Authenticator } from "./auth-method.js";

/** What an {@link AskedAuthenticator} adds its headers to. */
export interface AskedBeside {
  /** Gives the credentials where no function does. */
  readonly authenticator: Authenticator;
  /** Headers of the client, for calls with credentials of their own. */
  readonly headers?: HeadersSource | undefined;
}

/** How many secrets of functions are remembered. */
const MOST_SECRETS = 400;

/** Asks functions of the caller for headers and credentials. */
export class AskedAuthenticator implements Authenticator {
  readonly #own: RequestHeaders;
  readonly #beside: AskedBeside;
  readonly #learned: Set<string>;
  #credentials: AuthHeaders | undefined;
  #renewal: Promise<AuthHeaders> | undefined;
  /** The credentials in the headers that were given. */
  readonly #parts = new WeakMap<AuthHeaders, AuthHeaders>();

  /** @param learned - Receives the secrets in what the functions give. */
  constructor(own: RequestHeaders, beside: AskedBeside, learned: Set<string>) {
    this.#own = own;
    this.#beside = beside;
    this.#learned = learned;
  }

  async headers(): Promise<AuthHeaders> {
    return this.#withHeaders(
      this.#own.credentials
        ? this.#ask(false)
        : this.#beside.authenticator.headers(),
    );
  }

  async renew(refused: AuthHeaders): Promise<AuthHeaders | undefined> {
    const part = this.#parts.get(refused) ?? refused;
    const renewed = this.#own.credentials
      ? await this.#renew(part)
      : await this.#beside.authenticator.renew(part);
    return renewed && this.#withHeaders(renewed);
  }

  secrets(): readonly string[] {
    return this.#beside.authenticator.secrets();
  }

  async #withHeaders(
    asked: AuthHeaders | Promise<AuthHeaders>,
  ): Promise<AuthHeaders> {
    const credentials = await asked;
    const { headers } = this.#own;
    const sources = this.#own.credentials
      ? [this.#beside.headers, headers, credentials]
      : [credentials, headers];
    const all: Record<string, string> = {};
    for (const source of sources) {
      const given =
        typeof source === "function"
          ? await this.#given("headers", source)
          : source;
      for (const [name, value] of Object.entries(given ?? {})) {
        all[name.toLowerCase()] = value;
      }
    }
    this.#parts.set(all, credentials);
    return all;
  }

  /** Requests that are refused at the same time share one renewal. */
  #renew(refused: AuthHeaders): Promise<AuthHeaders> {
    if (this.#renewal) return this.#renewal;
    // Another request has renewed them since this one was sent.
    if (!haveSameValues(refused, this.#credentials)) return this.#ask(false);
    this.#renewal = this.#ask(true).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #ask(refused: boolean): Promise<AuthHeaders> {
    this.#credentials = await this.#given("credentials", () =>
      this.#own.credentials?.({ refused }),
    );
    return this.#credentials;
  }

  /**
   * Headers that a function of the caller gives.
   * @throws ConfigError: it gives something else. What the function throws is thrown unchanged, and marked.
   */
  async #given(option: string, ask: () => unknown): Promise<HeaderValues> {
    let given: unknown;
    try {
      given = (await ask()) ?? {};
    } catch (failure) {
      throw markCallersFailure(failure);
    }
    if (!isRecord(given) || !Object.values(given).every(isText)) {
      throw new ConfigError(
        `The function \`${option}\` must give headers as an object of texts, such as { authorization: "Bearer ..." }.`,
      );
    }
    const headers = { ...given } as HeaderValues;
    for (const secret of secretsOfHeaders(headers)) this.#learned.add(secret);
    for (const oldest of this.#learned) {
      if (this.#learned.size <= MOST_SECRETS) break;
      this.#learned.delete(oldest);
    }
    return headers;
  }
}

function haveSameValues(
  first: HeaderValues,
  second: HeaderValues = {},
): boolean {
  const names = Object.keys(first);
  return (
    names.length === Object.keys(second).length &&
    names.every((name) => first[name] === second[name])
  );
}
