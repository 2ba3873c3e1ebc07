import { describe, expect, it } from "vitest";
import { ownEnvironment } from "../../../src/generator/cli/environment-credentials.js";
import type { Settings } from "../../../src/generator/define-config.js";

const TOKEN: Settings = { token: "t", useBearer: true };
const HERE: Settings = { ...TOKEN, url: "https://h/a" };
const ELSEWHERE: Settings = { ...TOKEN, url: "https://other/" };
const NONE: Settings = { authType: "none" };

describe("credentials of the environment", () => {
  it.each<[string, Settings, Settings, Settings, Settings]>([
    ["a server by flag", TOKEN, { url: "https://h/" }, {}, TOKEN],
    ["a server by file", TOKEN, {}, { url: "https://h/" }, TOKEN],
    ["the same server by flag", HERE, { url: "https://H:443/b" }, {}, HERE],
    [
      "their own server before that of the file",
      HERE,
      {},
      { url: "https://other/" },
      HERE,
    ],
    ["an input by flag", HERE, { input: "x.json" }, {}, HERE],
  ])("are for %s", (_name, environment, flags, file, wanted) => {
    expect(ownEnvironment(environment, [flags, file])).toEqual({
      settings: wanted,
      diagnostics: [],
    });
  });

  it.each<[string, Settings, Settings, Settings, Settings]>([
    ["a secret in the file", TOKEN, { url: "https://h/" }, { apiKey: "k" }, {}],
    [
      "authType none in the file",
      TOKEN,
      {},
      { url: "https://h/", ...NONE },
      {},
    ],
    ["a user in the URL", TOKEN, { url: "https://u:p@h/" }, {}, {}],
  ])(
    "are not taken beside %s, without a word",
    (_name, environment, flags, file, wanted) => {
      expect(ownEnvironment(environment, [flags, file])).toEqual({
        settings: wanted,
        diagnostics: [],
      });
    },
  );

  it.each(["https://h/", "http://other/", "https://other:8443/"])(
    "of another server are left out with a warning for %s",
    (url) => {
      const { settings, diagnostics } = ownEnvironment(ELSEWHERE, [{ url }]);

      expect(settings).toEqual({ url: "https://other/", ...NONE });
      expect(diagnostics).toEqual([
        {
          severity: "warning",
          code: "credentials-left-out",
          message: `${url.slice(0, -1)} gets no credentials of the environment (S2GOS_TOKEN, S2GOS_USE_BEARER): they belong to https://other.`,
          hint: "Unset S2GOS_URL and S2GOS_API_URL, or set the one that you use to this server.",
        },
      ]);
    },
  );
});
