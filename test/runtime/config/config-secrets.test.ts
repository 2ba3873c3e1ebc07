import { describe, expect, it } from "vitest";
import { secretsOf } from "../../../src/runtime/config/config-secrets.js";

describe("secretsOf", () => {
  it("has credentials, their pairs, and those of URLs and headers", () => {
    const config = {
      apiUrl: "http://h/?key=k1",
      authUrl: "http://a:pw@h/",
      username: "u",
      password: "p",
      clientId: "i",
      clientSecret: "s",
      token: "t",
      refreshToken: "r",
      apiKey: "k",
      tokenHeader: "X-T",
    };
    expect(secretsOf(config, { "X-Own": "h" })).toEqual([
      ...["p", "s", "t", "r", "k"],
      ...["u:p", "i:s"],
      ...["k1", "pw", "pw", "a:pw", "h"],
    ]);
  });

  it("has none where there are none", () => {
    expect(secretsOf({ apiUrl: "http://h/", username: "u" })).toEqual([]);
  });
});
