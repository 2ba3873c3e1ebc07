import { describe, expect, it } from "vitest";
import {
  isSecretName,
  maskSecrets,
} from "../../../src/runtime/base/secrets.js";

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

describe("maskSecrets", () => {
  it.each<[string, readonly string[], string]>([
    ["a s3cret and a s3cret", ["s3cret"], "a *** and a ***"],
    ["long and long-secret", ["long", "long-secret"], "*** and ***"],
    ["abc is part of words", ["abc"], "abc is part of words"],
    ["no secret is known", [], "no secret is known"],
  ])("in %j without %j", (text, secrets, wanted) => {
    expect(maskSecrets(text, secrets)).toBe(wanted);
  });
});
