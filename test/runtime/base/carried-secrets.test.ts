import { describe, expect, it } from "vitest";
import {
  secretsOfHeaders,
  secretsOfUrl,
} from "../../../src/runtime/base/carried-secrets.js";

describe("secretsOfUrl", () => {
  it.each<[string | undefined, readonly string[]]>([
    [
      "http://u:p%40w@h/?token=t%20t&x=1&sig=s",
      ["p%40w", "p@w", "u:p@w", "t t", "s"],
    ],
    ["http://h/?x=1", []],
    ["s3://u:pw@b/k", ["pw", "pw", "u:pw"]],
    ["no URL", []],
    [undefined, []],
  ])("of %s", (url, wanted) => {
    expect(secretsOfUrl(url)).toEqual(wanted);
  });
});

describe("secretsOfHeaders", () => {
  it.each<[Record<string, string> | undefined, readonly string[]]>([
    [undefined, []],
    [{ Accept: "a/b", "User-Agent": "me/1", Prefer: "respond-async" }, []],
    [{ "X-Tenant": "blue" }, ["blue"]],
    [{ Authorization: "Bearer abcdef" }, ["Bearer abcdef", "abcdef"]],
    [
      { Cookie: 'a=b; session="12345678"' },
      ['a=b; session="12345678"', 'session="12345678"', "12345678"],
    ],
    [
      { Authorization: "Basic dTpwYXNz" },
      ["Basic dTpwYXNz", "dTpwYXNz", "dTpwYXNz", "u:pass", "pass"],
    ],
    [{ Authorization: "Basic ?" }, ["Basic ?", "?"]],
  ])("of %j", (headers, wanted) => {
    expect(secretsOfHeaders(headers)).toEqual(wanted);
  });
});
