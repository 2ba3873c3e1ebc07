import { describe, expect, it } from "vitest";
import { accessRules, checkAccess } from "../../../src/server/http/access.js";
import { Problem } from "../../../src/server/problem.js";

const NONE = accessRules([], []);
const SOME = accessRules(
  ["https://Pages.example/", "capacitor://localhost"],
  ["server"],
);
const ALL = accessRules(["*"], ["*"]);

/** The status of the refusal; 200: there is none. */
function answer(
  url: string,
  origin: string | null,
  rules: typeof NONE,
): number {
  try {
    checkAccess(new URL(url), origin, rules);
    return 200;
  } catch (problem) {
    return problem instanceof Problem ? problem.status : NaN;
  }
}

describe("a request", () => {
  it.each<[string, string | null, [none: number, some: number, all: number]]>([
    ["http://127.0.0.1:8008", null, [200, 200, 200]],
    ["http://localhost:8008", null, [200, 200, 200]],
    ["http://192.168.1.5:8008", null, [200, 200, 200]],
    ["http://[fe80::1]:8008", null, [200, 200, 200]],
    ["http://server:8008", null, [421, 200, 200]],
    ["http://rebound.example:8008", null, [421, 421, 200]],
    ["http://_invalid_", null, [421, 421, 200]],
    ["http://127.0.0.1:8008", "http://localhost:5173", [200, 200, 200]],
    ["http://127.0.0.1:8008", "https://127.0.0.1", [200, 200, 200]],
    ["http://127.0.0.1:8008", "http://[::1]:3000", [200, 200, 200]],
    ["http://127.0.0.1:8008", "https://pages.example", [403, 200, 200]],
    ["http://127.0.0.1:8008", "http://pages.example", [403, 403, 200]],
    ["http://127.0.0.1:8008", "https://pages.example:444", [403, 403, 200]],
    ["http://127.0.0.1:8008", "https://pages.example.org", [403, 403, 200]],
    ["http://127.0.0.1:8008", "capacitor://localhost", [403, 200, 200]],
    ["http://127.0.0.1:8008", "null", [403, 403, 200]],
    ["http://127.0.0.1:8008", "", [403, 403, 200]],
    ["http://127.0.0.1:8008", "http://localhost.evil", [403, 403, 200]],
    ["http://127.0.0.1:8008", "http://192.168.1.5:5173", [403, 403, 200]],
    ["http://192.168.1.5:8008", "http://192.168.1.5:8008", [200, 200, 200]],
    ["http://server:8008", "http://server:8008", [421, 200, 200]],
    [
      "http://rebound.example:8008",
      "http://rebound.example:8008",
      [421, 421, 200],
    ],
  ])("to %s from a page of %s is answered with %j", (url, origin, wanted) => {
    const statuses = [NONE, SOME, ALL].map((rules) =>
      answer(url, origin, rules),
    );
    expect(statuses).toEqual(wanted);
  });

  it.each([
    [
      "http://rebound.example/",
      null,
      'This server is not called "rebound.example". If it should be, start it with --allow-host rebound.example (startServer: hosts).',
    ],
    [
      "http://localhost/",
      "https://pages.example",
      'Web pages of "https://pages.example" may not use this server. If they should, start it with --cors https://pages.example (startServer: cors).',
    ],
    [
      "http://localhost/",
      "null",
      'Web pages of "null" may not use this server. If they should, start it with --cors ORIGIN (startServer: cors).',
    ],
  ])(
    "to %s from %s that is refused says how to allow it",
    (url, origin, said) => {
      expect(() => {
        checkAccess(new URL(url), origin, NONE);
      }).toThrow(said);
    },
  );
});

describe("accessRules", () => {
  it("reads origins and hosts in any form", () => {
    const origins = [
      "*",
      "null",
      "HTTPS://A.example:443",
      "tauri://localhost/",
    ];
    const hosts = ["*", "Server", "[::1]"];
    expect(accessRules(origins, hosts)).toEqual({
      origins: ["*", "null", "https://a.example", "tauri://localhost"],
      hosts: ["*", "server", "[::1]"],
    });
  });

  it.each([
    "pages.example",
    "https://pages.example/app",
    "https://user@pages.example",
    "https://*.example",
    "https://pages.example?x",
    "",
  ])("takes %j for no origin", (origin) => {
    expect(() => accessRules([origin], [])).toThrow(RangeError);
  });

  it.each(["http://server", "server:8008", "server:80", "a b", ""])(
    "takes %j for no host",
    (host) => {
      expect(() => accessRules([], [host])).toThrow(RangeError);
    },
  );
});
