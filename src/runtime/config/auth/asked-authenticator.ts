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

/** What HTTP allows in the name and in the value of a header (RFC 9110, section 5). */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Credentials that a function gave. */
interface Given {
  readonly credentials: AuthHeaders;
  /** How many renewals there had been when it was asked for them. */
  readonly after: number;
}

/** Asks functions of the caller for headers and credentials. */
export class AskedAuthenticator implements Authenticator {
  readonly #own: RequestHeaders;
  readonly #beside: AskedBeside;
  readonly #learned: Set<string>;
  #renewals = 0;
  #renewal: Promise<Given> | undefined;
  /** The credentials in the headers that were given. */
  readonly #parts = new WeakMap<AuthHeaders, Given>();

  /** @param learned - Receives the secrets in what the functions give. */
  constructor(own: RequestHeaders, beside: AskedBeside, learned: Set<string>) {
    this.#own = own;
    this.#beside = beside;
    this.#learned = learned;
  }

  async headers(): Promise<AuthHeaders> {
    return this.#withHeaders(
      this.#own.credentials
        ? await this.#ask(false)
        : unasked(await this.#beside.authenticator.headers()),
    );
  }

  async renew(refused: AuthHeaders): Promise<AuthHeaders | undefined> {
    const part = this.#parts.get(refused) ?? unasked(refused);
    if (this.#own.credentials)
      return this.#withHeaders(await this.#renew(part));
    const renewed = await this.#beside.authenticator.renew(part.credentials);
    return renewed && this.#withHeaders(unasked(renewed));
  }

  secrets(): readonly string[] {
    return this.#beside.authenticator.secrets();
  }

  async #withHeaders(part: Given): Promise<AuthHeaders> {
    const { credentials } = part;
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
    this.#parts.set(all, part);
    return all;
  }

  /**
   * Requests that are refused at the same time share one renewal. Values are not compared: a function may sign each
   * request, or number it, and give the same old token in it.
   */
  #renew({ after }: Given): Promise<Given> {
    // Another request has renewed them since this one asked.
    if (after < this.#renewals) return this.#ask(false);
    this.#renewal ??= this.#ask(true).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #ask(refused: boolean): Promise<Given> {
    const after = this.#renewals;
    const credentials = await this.#given("credentials", () =>
      this.#own.credentials?.({ refused }),
    );
    if (!refused) return { credentials, after };
    this.#renewals += 1;
    return { credentials, after: this.#renewals };
  }

  /**
   * Headers that a function of the caller gives.
   * @throws ConfigError: it gives something else, such as `Headers`, or what no header can be. What the function throws
   * is thrown unchanged, and marked.
   */
  async #given(option: string, ask: () => unknown): Promise<HeaderValues> {
    let given: unknown;
    try {
      given = (await ask()) ?? {};
    } catch (failure) {
      throw markCallersFailure(failure);
    }
    if (
      !isRecord(given) ||
      Symbol.iterator in given ||
      !Object.values(given).every(isText)
    ) {
      throw new ConfigError(
        `The function \`${option}\` must give headers as an object of texts, such as { authorization: "Bearer ..." }.`,
      );
    }
    const headers = { ...given } as HeaderValues;
    for (const [name, value] of Object.entries(headers)) {
      if (HEADER_NAME.test(name) && HEADER_VALUE.test(value)) continue;
      throw new ConfigError(
        `The function \`${option}\` gives the header ${JSON.stringify(name)}, whose name or value has characters that HTTP does not allow, such as a line break.`,
      );
    }
    for (const secret of secretsOfHeaders(headers)) this.#learned.add(secret);
    for (const oldest of this.#learned) {
      if (this.#learned.size <= MOST_SECRETS) break;
      this.#learned.delete(oldest);
    }
    return headers;
  }
}

/** Credentials of no function. */
function unasked(credentials: AuthHeaders): Given {
  return { credentials, after: 0 };
}
