import { describe, expect, it } from "vitest";
import type { ForeignRequest } from "../../../src/runtime/index.js";
import type { Target } from "../../../src/runtime/http/redirect.js";
import {
  judgeRedirect,
  judgeRequest,
  type PolicyOwner,
} from "../../../src/runtime/http/request-policy.js";

const ownerAt = (
  apiUrl: string,
  allowRequest?: PolicyOwner["options"]["allowRequest"],
): PolicyOwner => ({ config: { apiUrl }, options: { allowRequest } });

const linkTo = (url: string): ForeignRequest => ({
  method: "GET",
  url: new URL(url),
  kind: "download",
  reason: "link",
});

/** What a policy says of a link: that it is followed, or why not. */
async function judged(
  url: string,
  owner: PolicyOwner,
  names: Readonly<Record<string, readonly string[]>> = {},
): Promise<string> {
  try {
    const guard = await judgeRequest(linkTo(url), owner);
    const addressesOf = (name: string) => names[name];
    guard?.(addressesOf);
    const { hostname } = new URL(url);
    if (names[hostname]) guard?.(addressesOf, names[hostname]);
    return "asked";
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

describe("a link", () => {
  it.each<[string, string]>([
    ["https://h/", "https://store.example/x"],
    ["https://h.example/", "http://8.8.8.8/x"],
    ["http://127.0.0.1:8080/", "http://localhost:9000/x"],
    ["http://[::1]:8080/", "http://127.0.0.1:9000/x"],
    ["http://10.0.0.1/", "http://192.168.0.1/x"],
    ["http://10.0.0.1/", "http://[fd00::1]/x"],
    ["http://169.254.1.1/", "http://169.254.169.254/x"],
    ["http://localhost/", "http://minio:9000/x"],
    ["http://ogc.internal/", "http://minio:9000/x"],
    ["http://10.0.0.1/", "https://store.example/x"],
    ["http://h.example/", "http://h.example:9200/x"],
  ])("of %s to %s is followed", async (api, url) => {
    expect(await judged(url, ownerAt(api))).toBe("asked");
  });

  it.each<[string, string, string]>([
    ["https://h.example/", "http://169.254.169.254/x", "link-local"],
    ["https://h.example/", "http://2130706433:9200/x", "loopback"],
    ["https://h.example/", "http://[::ffff:10.0.0.1]/x", "private"],
    ["https://h.example/", "http://minio:9000/x", "private"],
    ["https://h.example/", "http://metadata.google.internal/x", "private"],
    ["http://10.0.0.1/", "http://127.0.0.1/x", "loopback"],
    ["http://10.0.0.1/", "http://169.254.169.254/x", "link-local"],
    ["http://127.0.0.1/", "http://10.0.0.1/x", "private"],
    ["http://localhost/", "http://169.254.169.254/x", "link-local"],
  ])("of %s to %s is not: %s", async (api, url, place) => {
    expect(await judged(url, ownerAt(api))).toBe(
      `ConfigError: ${new URL(url).href} is not asked, because a server named it, and it leads to a ${place} address, where the API does not lie; where you trust it, allow it with the option allowRequest.`,
    );
  });

  const API = "https://h.example/";
  const PUBLIC = { "h.example": ["8.8.8.8"] };
  const INNER = { "h.example": ["10.0.0.7"] };
  const MIXED = { "h.example": ["8.8.8.8", "169.254.169.254"] };
  it.each<
    [string, string, Readonly<Record<string, readonly string[]>>, boolean]
  >([
    [
      "a public address",
      "http://s.example/",
      { ...PUBLIC, "s.example": ["9.9.9.9"] },
      true,
    ],
    [
      "a private address",
      "http://s.example/",
      { ...PUBLIC, "s.example": ["10.0.0.9"] },
      false,
    ],
    [
      "one private address among others",
      "http://s.example/",
      { ...PUBLIC, "s.example": ["9.9.9.9", "10.0.0.9"] },
      false,
    ],
    [
      "loopback by IPv6",
      "http://s.example/",
      { ...PUBLIC, "s.example": ["::1"] },
      false,
    ],
    [
      "a private address, as the API's own",
      "http://s.example/",
      { ...INNER, "s.example": ["10.0.0.9"] },
      true,
    ],
    ["the address of a neighbour of the API", "http://10.0.0.9/", INNER, true],
    [
      "a neighbour's name",
      "http://minio/",
      { ...INNER, minio: ["10.0.0.9"] },
      true,
    ],
    [
      "this machine, from a private network",
      "http://minio/",
      { ...INNER, minio: ["127.0.0.1"] },
      false,
    ],
    [
      "an address of one of the API's places",
      "http://169.254.169.254/",
      MIXED,
      false,
    ],
    [
      "the API's own host, wherever that lies",
      "http://h.example:9/",
      { "h.example": ["10.0.0.7"] },
      true,
    ],
  ])("to a name with %s", async (_name, url, names, isAsked) => {
    const said = await judged(url, ownerAt(API), names);

    expect(said === "asked").toBe(isAsked);
  });

  it.each<[string, boolean | undefined, string, RegExp]>([
    ["allows what the default refuses", true, "http://127.0.0.1/x", /^asked$/],
    [
      "refuses what the default allows",
      false,
      "https://s.example/x",
      /refused by the option allowRequest/,
    ],
    ["leaves it to the default", undefined, "http://127.0.0.1/x", /loopback/],
  ])(
    "is decided by allowRequest, which %s",
    async (_name, answer, url, wanted) => {
      const asked: ForeignRequest[] = [];
      const owner = ownerAt("https://h.example/", (request) => {
        asked.push(request);
        return Promise.resolve(answer);
      });

      expect(await judged(url, owner)).toMatch(wanted);
      expect(asked).toEqual([linkTo(url)]);
    },
  );
});

describe("a redirect", () => {
  const to = (method: string, url: string, body?: string): Target => ({
    method,
    url: new URL(url),
    body,
  });
  const follow = (
    before: Target,
    after: Target,
    options: { isSecret?: boolean; allow?: boolean; api?: string } = {},
  ): Promise<string> => {
    const { isSecret = false, allow, api = "https://h.example/" } = options;
    return judgeRedirect(
      before,
      after,
      "execution",
      isSecret,
      ownerAt(api, () => allow),
    )
      .then(
        (guard) => {
          guard?.();
          return "followed";
        },
        (error: unknown) => (error as Error).message,
      )
      .catch((error: unknown) => (error as Error).message);
  };
  const IN = "https://h.example/p";

  it.each<[string, string, string]>([
    ["POST", IN, "https://h.example/q"],
    ["POST", "http://h.example/p", "https://h.example/p"],
    ["POST", "http://h.example/p", "https://h.example:8443/p"],
    ["DELETE", IN, "https://h.example/q"],
    ["GET", IN, "https://other.example/q"],
    ["GET", "https://other.example/p", "https://h.example/q"],
  ])("of %s %s to %s is followed", async (method, before, after) => {
    const body = method === "POST" ? "{}" : undefined;
    expect(
      await follow(to(method, before, body), to(method, after, body)),
    ).toBe("followed");
  });

  it.each<[string, string, string, string]>([
    [
      "POST",
      IN,
      "http://h.example/p",
      "http://h.example, which gets no inputs",
    ],
    ["POST", IN, "https://other.example/p", "which gets no inputs"],
    ["POST", "http://h.example/p", "http://h.example:81/p", "no inputs"],
    ["POST", "http://h.example/p", "https://www.h.example/p", "no inputs"],
    ["DELETE", IN, "https://other.example/p", "which gets no DELETE"],
    ["GET", IN, "http://169.254.169.254/", "link-local"],
    ["GET", IN, "http://localhost:9200/", "loopback"],
  ])("of %s %s to %s is not: %s", async (method, before, after, wanted) => {
    const body = method === "POST" ? "{}" : undefined;
    expect(
      await follow(to(method, before, body), to(method, after, body)),
    ).toContain(wanted);
  });

  it("takes inputs elsewhere only by the caller's word", async () => {
    const [before, after] = [
      to("POST", IN, "{}"),
      to("POST", "http://other.example/p", "{}"),
    ];
    expect(await follow(before, after, { allow: true })).toBe("followed");
    expect(await follow(before, after, { allow: false })).toContain("refused");
  });

  it("never takes the secrets of a login elsewhere", async () => {
    const [before, after] = [
      to("POST", IN, "password=x"),
      to("POST", "https://other.example/p", "password=x"),
    ];
    const said = await follow(before, after, { allow: true, isSecret: true });
    expect(said).toContain("other.example, which gets no credentials");
  });

  it("does not send back in clear what the server asked to send by https", async () => {
    const said = await follow(
      to("POST", "https://h.example/p", "{}"),
      to("POST", "http://h.example/p", "{}"),
      { api: "http://h.example/" },
    );
    expect(said).toContain("which gets no inputs");
  });
});
