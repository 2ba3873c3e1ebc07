import { fromBase64, toBase64 } from "../http/base64.js";
import { jsonReply } from "../http/reply.js";
import { Problem } from "../problem.js";
import type { HandledRoute } from "./handlers.js";

/** The credentials that requests must carry. Types and names are those of the client's configuration. */
export type ServerAuthentication =
  | { readonly type: "none" }
  | {
      /** HTTP Basic (RFC 7617). */
      readonly type: "basic";
      readonly username: string;
      readonly password: string;
    }
  | {
      /** A fixed token. */
      readonly type: "token";
      readonly token: string;
      /** The header that carries the bare token. Default: the token is a bearer token (RFC 6750) in `Authorization`. */
      readonly tokenHeader?: string;
    }
  | {
      /** A key in a header. */
      readonly type: "api-key";
      readonly apiKey: string;
      /** Default: `X-API-Key`. */
      readonly apiKeyHeader?: string;
    }
  | {
      /** Tokens from the server's own token endpoint: the password grant and refresh tokens of OAuth 2.0 (RFC 6749, 4.3 and 6). */
      readonly type: "login";
      readonly username: string;
      readonly password: string;
      /** If given, requests to the token endpoint must carry it, in the form or by HTTP Basic. */
      readonly clientId?: string;
      readonly clientSecret?: string;
      /** How long an access token is valid. Default: 300 seconds. */
      readonly tokenLifetimeSeconds?: number;
      /** Whether refresh tokens are issued. Each is valid for one use. Default: true. */
      readonly refreshTokens?: boolean;
      /** The header that carries the bare token. Default: the token is a bearer token in `Authorization`. */
      readonly tokenHeader?: string;
    };

/** The path of the token endpoint. */
export const TOKEN_PATH = "/token";

/** Checks the credentials of requests, and issues tokens. */
export class Authentication {
  readonly #options: ServerAuthentication;
  /** Access tokens, with the times at which they expire in milliseconds since 1970. */
  readonly #accessTokens = new Map<string, number>();
  readonly #refreshTokens = new Set<string>();
  /** How many access tokens were issued, by grant type. */
  readonly grants: { password: number; refresh_token: number } = {
    password: 0,
    refresh_token: 0,
  };

  constructor(options: ServerAuthentication) {
    this.#options = options;
  }

  /** @throws Problem with status 401 - The request has no valid credentials. */
  check(headers: Headers): void {
    const options = this.#options;
    if (options.type === "none") return;
    const given = credentials(options, headers);
    const good =
      given !== undefined &&
      (options.type === "login"
        ? (this.#accessTokens.get(given) ?? 0) > Date.now()
        : sameText(given, expected(options)));
    if (!good) throw unauthorized(options, given !== undefined);
  }

  /** Makes all access tokens invalid, as if they had expired. Refresh tokens stay valid. */
  expireTokens(): void {
    this.#accessTokens.clear();
  }

  /** The token endpoint, for authentication of type `login`. */
  routes(): readonly HandledRoute[] {
    const options = this.#options;
    if (options.type !== "login") return [];
    return [
      {
        method: "POST",
        path: TOKEN_PATH,
        isPublic: true,
        handle: (_request, _parameters, body, headers) => {
          const answer = this.#grant(
            options,
            new URLSearchParams(body),
            headers.get("authorization") ?? "",
          );
          return jsonReply(answer, "error" in answer ? 400 : 200, {
            "cache-control": "no-store",
          });
        },
      },
    ];
  }

  #grant(
    options: Extract<ServerAuthentication, { type: "login" }>,
    form: URLSearchParams,
    authorization: string,
  ): Readonly<Record<string, unknown>> {
    const client = clientOf(form, authorization);
    if (
      !sameText(client.id, options.clientId ?? client.id) ||
      !sameText(client.secret, options.clientSecret ?? client.secret)
    ) {
      return { error: "invalid_client" };
    }
    const grant = form.get("grant_type");
    if (grant === "password") {
      const known =
        sameText(form.get("username") ?? "", options.username) &&
        sameText(form.get("password") ?? "", options.password);
      if (!known) return { error: "invalid_grant" };
    } else if (grant === "refresh_token") {
      const token = form.get("refresh_token") ?? "";
      if (!this.#refreshTokens.delete(token)) return { error: "invalid_grant" };
    } else {
      return { error: "unsupported_grant_type" };
    }
    this.grants[grant]++;
    return this.#issue(options);
  }

  #issue(
    options: Extract<ServerAuthentication, { type: "login" }>,
  ): Readonly<Record<string, unknown>> {
    const lifetime = options.tokenLifetimeSeconds ?? 300;
    const access = crypto.randomUUID();
    this.#accessTokens.set(access, Date.now() + lifetime * 1000);
    const answer = {
      access_token: access,
      token_type: "Bearer",
      expires_in: lifetime,
    };
    if (options.refreshTokens === false) return answer;
    const refresh = crypto.randomUUID();
    this.#refreshTokens.add(refresh);
    return { ...answer, refresh_token: refresh };
  }
}

type Checked = Exclude<ServerAuthentication, { type: "none" }>;

function credentials(options: Checked, headers: Headers): string | undefined {
  if (options.type === "api-key") {
    return headers.get(options.apiKeyHeader ?? "X-API-Key") ?? undefined;
  }
  if (options.type !== "basic" && options.tokenHeader !== undefined) {
    return headers.get(options.tokenHeader) ?? undefined;
  }
  const [scheme, value] = (headers.get("authorization") ?? "").split(" ", 2);
  const wanted = options.type === "basic" ? "basic" : "bearer";
  return scheme?.toLowerCase() === wanted ? value : undefined;
}

function expected(options: Exclude<Checked, { type: "login" }>): string {
  switch (options.type) {
    case "basic":
      return toBase64(utf8(`${options.username}:${options.password}`));
    case "token":
      return options.token;
    case "api-key":
      return options.apiKey;
  }
}

/** A client may identify itself in the form or by HTTP Basic: RFC 6749, 2.3.1. */
function clientOf(
  form: URLSearchParams,
  authorization: string,
): { readonly id: string; readonly secret: string } {
  const [scheme, value = ""] = authorization.split(" ", 2);
  if (scheme?.toLowerCase() === "basic") {
    const [id = "", secret = ""] = new TextDecoder()
      .decode(fromBase64(value))
      .split(":", 2)
      .map(decodeURIComponent);
    return { id, secret };
  }
  return {
    id: form.get("client_id") ?? "",
    secret: form.get("client_secret") ?? "",
  };
}

/** Takes the same time for all texts of a length, so that no one can find a secret sign by sign. */
function sameText(a: string, b: string): boolean {
  const [left, right] = [utf8(a), utf8(b)];
  let different = left.length ^ right.length;
  for (const [index, byte] of left.entries()) {
    different |= byte ^ (right[index] ?? 0);
  }
  return different === 0;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function unauthorized(options: Checked, tried: boolean): Problem {
  const challenge =
    options.type === "basic"
      ? 'Basic realm="processes", charset="UTF-8"'
      : `Bearer realm="processes"${tried ? ', error="invalid_token"' : ""}`;
  return new Problem(
    401,
    "Unauthorized",
    tried
      ? "The credentials are not valid, or not any more."
      : `This server wants credentials of type "${options.type}".`,
    "about:blank",
    { "www-authenticate": challenge },
  );
}
