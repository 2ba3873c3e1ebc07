import { afterEach, describe, expect, it } from "vitest";
import type { ClientOptions } from "../../../../src/runtime/index.js";
import {
  scriptedServer,
  type Handler,
  type Reply,
  type ScriptedServer,
} from "../../../faults/scripted-server.js";
import { failureOf, testClient } from "../../test-client.js";

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
});

const CREDENTIALS = [
  "authorization",
  "x-auth-token",
  "x-api-key",
  "x-t",
  "x-k",
];

describe("headers", () => {
  it.each<[string, ClientOptions, Record<string, string>]>([
    ["none", {}, {}],
    [
      "basic",
      { authType: "basic", username: "bö", password: "p:w" },
      { authorization: "Basic YsO2OnA6dw==" },
    ],
    ["token", { authType: "token", token: "t" }, { "x-auth-token": "t" }],
    [
      "a token in a header of its own",
      { authType: "token", token: "t", tokenHeader: "X-T" },
      { "x-t": "t" },
    ],
    [
      "a bearer token",
      { authType: "token", token: "t", useBearer: true },
      { authorization: "Bearer t" },
    ],
    ["an API key", { authType: "api-key", apiKey: "k" }, { "x-api-key": "k" }],
    [
      "an API key in a header of its own",
      { authType: "api-key", apiKey: "k", apiKeyHeader: "X-K" },
      { "x-k": "k" },
    ],
    [
      "a token of an earlier login",
      { authType: "login", token: "t", useBearer: true },
      { authorization: "Bearer t" },
    ],
  ])("for %s", async (_name, options, wanted) => {
    server = await scriptedServer({ "GET /": { json: {} } });
    await using client = testClient(server.url, options);
    await client.getCapabilities();
    const sent = Object.entries(server.requests[0]?.headers ?? {}).filter(
      ([name]) => CREDENTIALS.includes(name),
    );

    expect(Object.fromEntries(sent)).toEqual(wanted);
  });
});

/** A server that accepts only the token that it issued last. */
function loginServer(
  answers: Record<string, Reply | readonly Reply[]> = {},
): Handler {
  let valid = "";
  let grants = 0;
  return (request, seen) => {
    const { method, path } = request;
    const scripted = answers[`${method} ${path}`];
    if (scripted !== undefined) {
      const list = [scripted].flat();
      const reply = list[seen - 1];
      if (reply !== undefined) return reply;
    }
    if (path === "/login") {
      grants += 1;
      valid = `token-${grants}`;
      return {
        json: { access_token: valid, refresh_token: `refresh-${grants}` },
      };
    }
    if (path === "/expire") valid = "expired";
    return request.headers["authorization"] === `Bearer ${valid}` ||
      path === "/expire"
      ? { json: { conformsTo: [] } }
      : { status: 401, json: { title: "who are you?" } };
  };
}

const login = (url: string): ClientOptions => ({
  authType: "login",
  authUrl: `${url}login`,
  username: "bob",
  password: "pass word&",
  clientId: "me",
  clientSecret: "s&s",
  useBearer: true,
});

const forms = ({ requests }: ScriptedServer): readonly unknown[] =>
  requests
    .filter(({ path }) => path === "/login")
    .map(({ body }) => Object.fromEntries(new URLSearchParams(body)));

describe("login", () => {
  it("gets a token before the first request, as a form, and shares it", async () => {
    server = await scriptedServer(loginServer());
    await using client = testClient(server.url, login(server.url));
    await Promise.all(
      Array.from({ length: 20 }, () => client.getConformance()),
    );

    expect(forms(server)).toEqual([
      {
        grant_type: "password",
        username: "bob",
        password: "pass word&",
        client_id: "me",
        client_secret: "s&s",
      },
    ]);
    const [first] = server.requests;
    expect(first?.headers["content-type"]).toBe(
      "application/x-www-form-urlencoded",
    );
    expect(first?.headers["authorization"]).toBeUndefined();
  });

  it("renews an expired token once for all callers that wait", async () => {
    server = await scriptedServer(loginServer());
    await using client = testClient(server.url, login(server.url));
    await client.getConformance();
    await fetch(`${server.url}expire`);
    await Promise.all(
      Array.from({ length: 200 }, () => client.getConformance()),
    );

    expect(forms(server)).toEqual([
      expect.objectContaining({ grant_type: "password" }),
      {
        grant_type: "refresh_token",
        refresh_token: "refresh-1",
        client_id: "me",
        client_secret: "s&s",
      },
    ]);
  });

  it("logs in as the client itself, without a user", async () => {
    server = await scriptedServer(loginServer());
    await using client = testClient(server.url, {
      authUrl: `${server.url}login`,
      grantType: "client_credentials",
      clientId: "me",
      clientSecret: "s&s",
      useBearer: true,
    });
    await client.getConformance();

    expect(forms(server)).toEqual([
      {
        grant_type: "client_credentials",
        client_id: "me",
        client_secret: "s&s",
      },
    ]);
  });

  it("logs in again where the refresh token is refused", async () => {
    server = await scriptedServer(
      loginServer({
        "POST /login": [{ status: 400, json: { error: "invalid_grant" } }],
      }),
    );
    await using client = testClient(server.url, {
      ...login(server.url),
      token: "old",
      refreshToken: "spent",
    });
    await client.getConformance();

    expect(forms(server)).toEqual([
      expect.objectContaining({
        grant_type: "refresh_token",
        refresh_token: "spent",
      }),
      expect.objectContaining({ grant_type: "password" }),
    ]);
  });

  it.each<[string, Reply, string]>([
    ["a bare token", { body: " tok-en \n" }, "tok-en"],
    ["another name", { json: { authToken: "tok-en" } }, "tok-en"],
    [
      "a token one level down",
      { json: { data: { token: "tok-en" } } },
      "tok-en",
    ],
  ])("understands %s", async (_name, reply, token) => {
    server = await scriptedServer({
      "POST /login": reply,
      "GET /conformance": { json: { conformsTo: [] } },
    });
    await using client = testClient(server.url, {
      ...login(server.url),
      useBearer: false,
    });
    await client.getConformance();

    expect(server.requests.at(-1)?.headers["x-auth-token"]).toBe(token);
  });

  it.each<[string, Reply, string]>([
    [
      "is refused",
      {
        status: 401,
        json: { error: "invalid_grant", error_description: "no such user" },
      },
      "UnauthorizedError",
    ],
    ["gives no token", { json: { hello: 1 } }, "ConfigError"],
    [
      "gives a page",
      { body: "<html>", headers: { "content-type": "text/html" } },
      "ConfigError",
    ],
  ])(
    "rejects where it %s, without showing the password",
    async (_name, reply, name) => {
      server = await scriptedServer({ "POST /login": reply });
      await using client = testClient(server.url, login(server.url));
      const failure = await failureOf(client.getConformance());

      expect((failure as Error).name).toBe(name);
      expect(JSON.stringify(failure) + String(failure)).not.toContain(
        "pass word",
      );
    },
  );

  it("sends its form to no other server that a redirect leads to", async () => {
    await using other = await scriptedServer({
      "POST /login": { json: { token: "t" } },
    });
    server = await scriptedServer({
      "POST /login": {
        status: 307,
        headers: { location: `${other.url}login` },
      },
    });
    await using client = testClient(server.url, login(server.url));
    const failure = await failureOf(client.getConformance());

    expect(failure).toMatchObject({
      name: "ConfigError",
      message: `${server.url}login redirects to another server, ${new URL(other.url).host}, which gets no credentials; use its URL if you trust it.`,
    });
    expect(other.requests).toEqual([]);
  });

  it("follows a redirect on its own server", async () => {
    server = await scriptedServer({
      "POST /login": { status: 307, headers: { location: "/signin" } },
      "POST /signin": { json: { token: "t" } },
      "GET /conformance": { json: { conformsTo: [] } },
    });
    await using client = testClient(server.url, login(server.url));
    await client.getConformance();

    expect(server.requests.map(({ path }) => path)).toEqual([
      "/login",
      "/signin",
      "/conformance",
    ]);
  });

  it("gives up where new tokens are refused too", async () => {
    server = await scriptedServer((request) =>
      request.path === "/login"
        ? { json: { token: "t" } }
        : { status: 401, json: {} },
    );
    await using client = testClient(server.url, login(server.url));

    await expect(client.getConformance()).rejects.toMatchObject({
      name: "UnauthorizedError",
      code: "unauthorized",
    });
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/login",
      "/conformance",
      "/login",
      "/conformance",
    ]);
  });

  it.each<[string, readonly Reply[]]>([
    [
      "503 and 429",
      [{ status: 503, headers: { "retry-after": "0" } }, { status: 429 }],
    ],
    ["500", [{ status: 500 }, { json: { access_token: "t" } }]],
    [
      "an answer that broke off",
      [{ breakAt: "start" }, { json: { access_token: "t" } }],
    ],
  ])(
    "succeeds after a bad moment of the login server: %s",
    async (_name, replies) => {
      server = await scriptedServer(loginServer({ "POST /login": replies }));
      await using client = testClient(server.url, login(server.url));

      await expect(client.getConformance()).resolves.toEqual({
        conformsTo: [],
      });
    },
  );

  it("ends at once for a caller whose signal is aborted during a shared login", async () => {
    server = await scriptedServer({
      "POST /login": { delayMs: 3_000, json: { token: "t" } },
    });
    await using client = testClient(server.url, login(server.url));
    const controller = new AbortController();
    const failure = failureOf(
      client.getConformance({ signal: controller.signal }),
    );
    controller.abort("gone");

    expect(await failure).toBe("gone");
  });
});
