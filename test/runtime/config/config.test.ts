import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  CONNECTION_KEY_ENTRIES,
  connectionName,
  environmentName,
} from "../../../src/runtime/config/connection-keys.js";
import {
  createClient,
  readConfigFile,
  type ClientOptions,
} from "../../../src/runtime/index.js";

beforeEach(() => {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("S2GOS_")) vi.stubEnv(name, undefined);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const UNSET = {
  api_key: null,
  api_key_header: "X-API-Key",
  api_url: "http://localhost:8008/",
  auth_type: "none",
  auth_url: null,
  password: null,
  token: null,
  token_header: "X-Auth-Token",
  use_bearer: false,
  username: null,
};

describe("a printed client", () => {
  it("shows the configuration as the reference client does", () => {
    const client = createClient();
    const text = JSON.stringify(UNSET, null, 2);

    expect(inspect(client)).toBe(text);
    expect(String(client)).toBe(text);
    expect(JSON.stringify(client, null, 2)).toBe(text);
  });

  it("masks every secret, also those of the URL, and shows the rest", () => {
    const client = createClient({
      apiUrl: "https://h/api",
      authType: "login",
      authUrl: "https://h/auth/login",
      username: "bob",
      password: "hidden-1",
      clientId: "me",
      clientSecret: "hidden-2",
      token: "hidden-3",
      refreshToken: "hidden-4",
      apiKey: "hidden-5",
      useBearer: true,
    });
    const shown = inspect({ client }, { depth: 9, showHidden: true });

    expect(shown).not.toContain("hidden-");
    expect(client.toJSON()).toEqual({
      ...UNSET,
      api_key: "***",
      api_url: "https://h/api/",
      auth_type: "login",
      auth_url: "https://h/auth/login",
      client_id: "me",
      client_secret: "***",
      password: "***",
      refresh_token: "***",
      token: "***",
      use_bearer: true,
      username: "bob",
    });
  });
});

describe("each connection option", () => {
  const value = (kind: unknown): string =>
    kind === "boolean" ? "true" : kind === "string" ? "http://h/" : "none";

  it.each(CONNECTION_KEY_ENTRIES)(
    "%s is read from the environment and printed",
    (key, { kind = "string", secret }) => {
      vi.stubEnv(environmentName(key), value(kind));
      const wanted = kind === "boolean" ? true : value(kind);
      const client = createClient({ defaults: { authType: "none" } });

      expect(client.toJSON()).toHaveProperty(
        connectionName(key),
        secret === true ? "***" : wanted,
      );
    },
  );

  it.each(CONNECTION_KEY_ENTRIES)(
    "%s is read from a file",
    async (key, { kind = "string" }) => {
      const folder = await mkdtemp(join(tmpdir(), "s2gos-config-"));
      const path = join(folder, "config.json");
      await writeFile(
        path,
        JSON.stringify({ [connectionName(key)]: value(kind) }),
      );

      await expect(readConfigFile(path)).resolves.toEqual({
        [key]: kind === "boolean" ? true : value(kind),
      });
      await rm(folder, { recursive: true });
    },
  );
});

describe("where values come from", () => {
  it("takes options, then the environment, then defaults", () => {
    vi.stubEnv("S2GOS_API_URL", "http://option/ogc/");
    vi.stubEnv("S2GOS_USERNAME", "environment");
    vi.stubEnv("S2GOS_USE_BEARER", "yes");
    const client = createClient({
      apiUrl: "http://option/",
      defaults: {
        apiUrl: "http://default/",
        username: "default",
        apiKeyHeader: "X-Default",
      },
    });

    expect(client.toJSON()).toMatchObject({
      api_url: "http://option/",
      username: "environment",
      use_bearer: true,
      api_key_header: "X-Default",
    });
  });

  it.each<[string, ClientOptions, Record<string, unknown>]>([
    ["an API key", { apiKey: "k123" }, { auth_type: "api-key" }],
    ["a token", { token: "t123" }, { auth_type: "token" }],
    [
      "a login",
      { authUrl: "http://h/", username: "u", password: "p" },
      { auth_type: "login" },
    ],
    [
      "a name and password",
      { username: "u", password: "p" },
      { auth_type: "basic" },
    ],
    [
      "a URL with both",
      { apiUrl: "http://u:p%40@h/api" },
      { auth_type: "basic", api_url: "http://h/api/", username: "u" },
    ],
    [
      "a URL with a percent sign that encodes nothing",
      { apiUrl: "http://u:100%@h/" },
      { auth_type: "basic", username: "u" },
    ],
    [
      "an API key beside other credentials",
      { apiKey: "k123", authUrl: "http://h/", token: "t123" },
      { auth_type: "api-key" },
    ],
    [
      "a login with a token of an earlier one",
      { authUrl: "http://h/", token: "t123" },
      { auth_type: "login" },
    ],
    [
      "a token beside a name and password",
      { token: "t123", username: "u", password: "p" },
      { auth_type: "token" },
    ],
    [
      "credentials with authType none",
      { authType: "none", token: "t123" },
      { auth_type: "none" },
    ],
    ["undefined", { apiUrl: undefined, token: undefined }, UNSET],
  ])("understands %s", (_name, options, wanted) => {
    expect(createClient(options).toJSON()).toMatchObject(wanted);
  });

  it.each<[string, ClientOptions, string]>([
    [
      "no URL",
      { apiUrl: "localhost:8008" },
      "apiUrl must be an http or https URL",
    ],
    [
      "another protocol",
      { apiUrl: "file:///etc/passwd" },
      "apiUrl must be an http or https URL",
    ],
    [
      "an unknown type",
      { authType: "oauth" as "none" },
      'authType "oauth" is unknown; use one of none, basic, token, login, api-key',
    ],
    [
      "no token",
      { authType: "token" },
      'authType "token" needs token; pass it to createClient or set S2GOS_TOKEN',
    ],
    ["no password", { authType: "basic", username: "u" }, "needs password"],
    ["no key", { authType: "api-key" }, "S2GOS_API_KEY"],
    ["no login", { authType: "login" }, "authUrl and username and password"],
    [
      "no secret of the client",
      { authUrl: "http://h/", grantType: "client_credentials", clientId: "c" },
      'authType "login" needs clientSecret; pass it to createClient or set S2GOS_CLIENT_SECRET',
    ],
  ])("refuses %s", (_name, options, message) => {
    expect(() => createClient(options)).toThrow(message);
  });

  it("takes the server of the environment before that of the defaults", () => {
    vi.stubEnv("S2GOS_API_URL", "http://environment/");
    const client = createClient({ defaults: { apiUrl: "http://default/" } });

    expect(client.toJSON()).toMatchObject({ api_url: "http://environment/" });
  });

  const ENVIRONMENT = { S2GOS_TOKEN: "environment" };
  const AT = (url: string) => ({ ...ENVIRONMENT, S2GOS_API_URL: url });
  it.each<[string, Record<string, string>, ClientOptions, string | null]>([
    ["no server of its own", ENVIRONMENT, { apiUrl: "https://h/" }, "***"],
    [
      "the same server",
      AT("https://h:443/a"),
      { apiUrl: "https://H/b" },
      "***",
    ],
    ["the only server", AT("https://h/"), {}, "***"],
    [
      "the default server",
      ENVIRONMENT,
      { defaults: { apiUrl: "https://h/" } },
      "***",
    ],
    ["another host", AT("https://other/"), { apiUrl: "https://h/" }, null],
    ["another port", AT("https://h:8443/"), { apiUrl: "https://h/" }, null],
    ["plain http", AT("https://h/"), { apiUrl: "http://h/" }, null],
    ["no URL at all", AT("h"), { apiUrl: "https://h/" }, null],
  ])(
    "are sent, or left out with a warning, where the environment has %s",
    (_name, environment, options, wanted) => {
      for (const [name, value] of Object.entries(environment)) {
        vi.stubEnv(name, value);
      }
      const warnings: string[] = [];
      const client = createClient({
        ...options,
        onWarning: ({ code }) => warnings.push(code),
      });

      expect(client.toJSON()["token"]).toBe(wanted);
      expect(warnings).toEqual(wanted === null ? ["credentials-left-out"] : []);
    },
  );

  it.each<[string, ClientOptions]>([
    ["a secret", { apiKey: "mine" }],
    ["a user in the URL", { apiUrl: "http://u:p@h/" }],
    ["authType none", { authType: "none" }],
  ])("are not read where the options have %s", (_name, options) => {
    vi.stubEnv("S2GOS_API_URL", "http://other/");
    vi.stubEnv("S2GOS_TOKEN", "environment");
    vi.stubEnv("S2GOS_USE_BEARER", "perhaps");
    const warnings: unknown[] = [];
    const client = createClient({
      apiUrl: "http://h/",
      onWarning: (warning) => warnings.push(warning),
      ...options,
    });

    expect(client.toJSON()).toMatchObject({ token: null });
    expect(warnings).toEqual([]);
  });

  it("refuses an environment with an invalid value", () => {
    vi.stubEnv("S2GOS_USE_BEARER", "perhaps");

    expect(() => createClient()).toThrow(
      "S2GOS_USE_BEARER in the environment must be true or false",
    );
  });
});
