import { afterEach, describe, expect, it } from "vitest";
import {
  startServer,
  type RunningServer,
  type ServerAuthentication,
} from "../../../src/server/index.js";
import { send } from "../request.js";

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.close();
});

async function start(auth: ServerAuthentication): Promise<RunningServer> {
  server = await startServer({ port: 0, auth });
  return server;
}

const BASIC = `Basic ${Buffer.from("user:pass").toString("base64")}`;
const CHALLENGE = 'Bearer realm="processes"';
const INVALID = `${CHALLENGE}, error="invalid_token"`;

describe("credentials in headers", () => {
  it.each<
    [string, ServerAuthentication, Readonly<Record<string, string>>, string?]
  >([
    ["none", { type: "none" }, {}],
    [
      "basic",
      { type: "basic", username: "user", password: "pass" },
      { authorization: BASIC },
      'Basic realm="processes", charset="UTF-8"',
    ],
    [
      "bearer token",
      { type: "token", token: "t" },
      { authorization: "Bearer t" },
      CHALLENGE,
    ],
    [
      "token in its own header",
      { type: "token", token: "t", tokenHeader: "X-Auth-Token" },
      { "x-auth-token": "t" },
      CHALLENGE,
    ],
    [
      "api key",
      { type: "api-key", apiKey: "k" },
      { "x-api-key": "k" },
      CHALLENGE,
    ],
    [
      "api key in its own header",
      { type: "api-key", apiKey: "k", apiKeyHeader: "X-Key" },
      { "x-key": "k" },
      CHALLENGE,
    ],
  ])("%s", async (_name, auth, headers, wanted) => {
    const { url } = await start(auth);
    expect((await send(url, { headers })).status).toBe(200);
    if (wanted === undefined) return;
    const origin = "http://localhost:5173";
    const refused = await send(url, { headers: { origin } });
    expect([
      refused.status,
      refused.headers.get("www-authenticate"),
      refused.headers.get("access-control-allow-origin"),
      refused.body,
    ]).toEqual([
      401,
      wanted,
      origin,
      {
        type: "about:blank",
        title: "Unauthorized",
        status: 401,
        detail: `This server wants credentials of type "${auth.type}".`,
      },
    ]);
  });

  it("get another challenge if they are wrong", async () => {
    const { url } = await start({ type: "token", token: "t" });
    const { status, headers } = await send(url, {
      headers: { authorization: "Bearer x" },
    });
    expect([status, headers.get("www-authenticate")]).toEqual([401, INVALID]);
  });

  it("are not needed for a CORS preflight request", async () => {
    const { url } = await start({ type: "token", token: "t" });
    const { status, headers } = await send(url, {
      method: "OPTIONS",
      headers: {
        origin: "http://localhost:5173",
        "access-control-request-method": "GET",
      },
    });
    expect([status, headers.get("access-control-allow-methods")]).toEqual([
      204,
      "GET, HEAD, POST, DELETE, OPTIONS",
    ]);
  });
});

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

async function grant(
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(server?.tokenUrl ?? "", {
    method: "POST",
    body: new URLSearchParams(form),
    headers,
  });
  return { status: response.status, body: await response.json() };
}

const PASSWORD = { grant_type: "password", username: "user", password: "pass" };
const LOGIN = { type: "login", username: "user", password: "pass" } as const;

async function statusWith(token: string): Promise<number> {
  const { status } = await send(server?.url ?? "", {
    headers: { authorization: `Bearer ${token}` },
  });
  return status;
}

describe("login", () => {
  it("issues tokens that expire, and new ones for a refresh token, once", async () => {
    const { expireTokens, grants } = await start(LOGIN);
    const first = (await grant(PASSWORD)).body as Tokens;
    expect(first).toEqual({
      access_token: expect.any(String) as unknown,
      token_type: "Bearer",
      expires_in: 300,
      refresh_token: expect.any(String) as unknown,
    });
    expect(await statusWith(first.access_token)).toBe(200);
    expireTokens();
    expect(await statusWith(first.access_token)).toBe(401);
    const refresh = {
      grant_type: "refresh_token",
      refresh_token: first.refresh_token,
    };
    const second = (await grant(refresh)).body as Tokens;
    expect(await statusWith(second.access_token)).toBe(200);
    expect(await grant(refresh)).toEqual({
      status: 400,
      body: { error: "invalid_grant" },
    });
    expect(grants).toEqual({ password: 1, refresh_token: 1 });
  });

  it("issues tokens that expire after their lifetime", async () => {
    await start({ ...LOGIN, tokenLifetimeSeconds: 0 });
    const { access_token } = (await grant(PASSWORD)).body as Tokens;
    expect(await statusWith(access_token)).toBe(401);
  });

  it("issues no refresh tokens if they are disabled", async () => {
    await start({ ...LOGIN, refreshTokens: false });
    expect((await grant(PASSWORD)).body).not.toHaveProperty("refresh_token");
  });

  it.each([
    ["a wrong password", { ...PASSWORD, password: "x" }, "invalid_grant"],
    ["another grant", { grant_type: "magic" }, "unsupported_grant_type"],
    [
      "an unknown refresh token",
      { grant_type: "refresh_token", refresh_token: "x" },
      "invalid_grant",
    ],
  ])("rejects %s", async (_name, form, error) => {
    await start(LOGIN);
    expect(await grant(form)).toEqual({ status: 400, body: { error } });
  });

  it("checks the client id and secret if they are configured", async () => {
    await start({ ...LOGIN, clientId: "app", clientSecret: "s:1" });
    const form = { ...PASSWORD, client_id: "app", client_secret: "s:1" };
    expect((await grant(form)).status).toBe(200);
    expect(await grant({ ...form, client_secret: "x" })).toEqual({
      status: 400,
      body: { error: "invalid_client" },
    });
    const authorization = `Basic ${Buffer.from("app:s%3A1").toString("base64")}`;
    expect((await grant(PASSWORD, { authorization })).status).toBe(200);
  });

  it("reads tokens from another header if it is configured", async () => {
    const { url } = await start({ ...LOGIN, tokenHeader: "X-Auth-Token" });
    const { access_token } = (await grant(PASSWORD)).body as Tokens;
    const headers = { "X-Auth-Token": access_token };
    expect((await send(url, { headers })).status).toBe(200);
    expect(await statusWith(access_token)).toBe(401);
  });
});
