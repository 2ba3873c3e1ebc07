import { describe, expect, it } from "vitest";
import { isSecretName } from "../../../src/runtime/base/secrets.js";

describe("isSecretName", () => {
  it.each([
    "access_token",
    "accessToken",
    "api-key",
    "apikey",
    "auth",
    "Authorization",
    "client_secret",
    "code",
    "jwt",
    "key",
    "passwd",
    "password",
    "refresh_token",
    "secret",
    "session_token",
    "sig",
    "signature",
    "subscription-key",
    "token",
    "X-Amz-Credential",
    "X-Amz-Security-Token",
    "X-Amz-Signature",
    "X-Goog-Credential",
    "X-Goog-Signature",
  ])("masks the value of %s", (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  it.each([
    "author",
    "bbox",
    "codec",
    "encode",
    "f",
    "limit",
    "page",
    "status",
    "type",
    "user",
  ])("shows the value of %s", (name) => {
    expect(isSecretName(name)).toBe(false);
  });
});
