import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readConfigDocument } from "../../../src/runtime/config/config-document.js";
import { createClient, type ClientConfig } from "../../../src/runtime/index.js";

describe("what cuiman 0.3 writes", () => {
  // Written by cuiman 0.3.1, which leaves out the secrets.
  it.each<[string, string, ClientConfig]>([
    ["none", "auth_type: none", { authType: "none" }],
    ["basic", "auth_type: basic", { authType: "basic" }],
    ["token", "auth_type: token", { authType: "token", useBearer: true }],
    [
      "a token in a header of its own",
      "access_token_header: X-Access\n  auth_type: token",
      { authType: "token", tokenHeader: "X-Access", useBearer: false },
    ],
    [
      "login",
      "auth_type: login\n  login_url: http://h/login",
      { authType: "login", authUrl: "http://h/login", useBearer: true },
    ],
    [
      "oauth2 by password",
      "auth_type: oauth2\n  client_id: c\n  grant_type: password\n  token_url: http://h/token",
      {
        authType: "login",
        authUrl: "http://h/token",
        clientId: "c",
        grantType: "password",
        useBearer: true,
      },
    ],
    [
      "oauth2 by the client's own credentials",
      "auth_type: oauth2\n  client_id: c\n  grant_type: client_credentials\n  token_url: http://h/token",
      {
        authType: "login",
        authUrl: "http://h/token",
        clientId: "c",
        grantType: "client_credentials",
        useBearer: true,
      },
    ],
    [
      "an API key",
      "api_key_header: X-API-Key\n  auth_type: api-key",
      { authType: "api-key", apiKeyHeader: "X-API-Key" },
    ],
  ])("is read: %s", (_name, auth, wanted) => {
    const text = `api_url: http://h/api\nauth:\n  ${auth}\n`;
    expect(readConfigDocument(parse(text), "file")).toEqual({
      apiUrl: "http://h/api",
      ...wanted,
    });
  });

  // cuiman reads these, too.
  it.each<[string, object, ClientConfig]>([
    [
      "a name and password",
      { auth_type: "basic", username: "u", password: "p" },
      { authType: "basic", username: "u", password: "p" },
    ],
    [
      "the token of a login",
      {
        auth_type: "login",
        login_url: "http://h/",
        access_token: "t",
        access_token_header: null,
      },
      {
        authType: "login",
        authUrl: "http://h/",
        token: "t",
        useBearer: true,
      },
    ],
    [
      "a token as an OAuth 2.0 server gave it",
      {
        auth_type: "oauth2",
        oauth_token: { access_token: "t", refresh_token: "r", expires_in: 9 },
      },
      { authType: "login", token: "t", refreshToken: "r", useBearer: true },
    ],
    [
      "the same as text",
      { auth_type: "oauth2", oauth_token: '{"access_token": "t"}' },
      { authType: "login", token: "t", useBearer: true },
    ],
    [
      "a key",
      { auth_type: "api-key", api_key: 123 },
      { authType: "api-key", apiKey: "123" },
    ],
  ])("is read with secrets: %s", (_name, auth, wanted) => {
    const config = readConfigDocument({ auth }, "file");
    expect(config).toEqual(wanted);
    expect(() => createClient(config)).not.toThrow();
  });
});

describe("the flat form", () => {
  it.each<[string, object, ClientConfig]>([
    [
      "alone",
      { auth_type: "token", token: "t" },
      { authType: "token", token: "t" },
    ],
    ["beside an empty auth", { token: "t", auth: null }, { token: "t" }],
    ["without anything", {}, {}],
  ])("is read %s", (_name, document, wanted) => {
    expect(readConfigDocument(document, "file")).toEqual(wanted);
  });
});

describe("a file that is refused", () => {
  it.each<[string, unknown, string]>([
    [
      "both forms at once",
      { auth_type: "basic", auth: { auth_type: "none" } },
      "file has both auth and auth_type: put all credentials into auth, or remove auth.",
    ],
    [
      "an unknown auth type",
      { auth: { auth_type: "kerberos", ticket: "secret" } },
      'auth_type "kerberos" in file is unknown; use one of none, basic, token, login, oauth2, api-key.',
    ],
    [
      "an auth type that needs a web page",
      { auth: { auth_type: "oidc", issuer_url: "http://h", client_id: "c" } },
      'auth_type "oidc" in file logs in with a web page, which this client can\'t do: use a token that was got elsewhere, with auth_type "token".',
    ],
    [
      "a name that every object has",
      { auth: { auth_type: "constructor" } },
      'auth_type "constructor" in file is unknown',
    ],
    [
      "no auth type",
      { auth: { username: "secret" } },
      "auth in file must be an object with an auth_type: none, basic, token, login, oauth2, api-key.",
    ],
    [
      "auth that is a text",
      { auth: "secret" },
      "auth in file must be an object",
    ],
    [
      "a member that the auth type does not have",
      { auth: { auth_type: "token", token: "secret" } },
      'auth.token in file is unknown; auth_type "token" has access_token, access_token_header.',
    ],
    [
      "a member of an auth type without members",
      { auth: { auth_type: "none", token: "secret" } },
      'auth.token in file is unknown; auth_type "none" has no members.',
    ],
    [
      "a value of a wrong type",
      { auth: { auth_type: "basic", password: ["secret"] } },
      "auth.password in file must be a text.",
    ],
    [
      "a token that is none",
      { auth: { auth_type: "oauth2", oauth_token: "secret" } },
      "auth.oauth_token in file must be an object with an access_token.",
    ],
  ])("has %s", (_name, document, message) => {
    const reading = (): unknown => readConfigDocument(document, "file");
    expect(reading).toThrow(message);
    expect(reading).not.toThrow("secret");
    expect(reading).toThrow(expect.objectContaining({ name: "ConfigError" }));
  });
});
