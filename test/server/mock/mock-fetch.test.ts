import { describe, expect, it } from "vitest";
import type { RequestHandler } from "../../../src/server/app/app.js";
import { fetchOf } from "../../../src/server/mock/mock-fetch.js";

const ROOT = new URL("https://mock.invalid/api/");

/** Answers with what it was asked, and redirects by the status and target in the path. */
const echo: RequestHandler = async (request) => {
  const { pathname, searchParams } = new URL(request.url);
  const status = Number(searchParams.get("status") ?? 200);
  const target = searchParams.get("to");
  return new Response(
    `${request.method} ${pathname} ${await request.text()}`.trim(),
    { status, headers: target === null ? {} : { location: target } },
  );
};
const fetch = fetchOf(echo, ROOT);

describe("fetchOf", () => {
  it.each<[name: string, input: string, init: RequestInit, wanted: string]>([
    ["the root", "https://mock.invalid/api", {}, "GET /api"],
    ["a path", "https://mock.invalid/api/jobs", {}, "GET /api/jobs"],
    [
      "a body",
      "https://mock.invalid/api/x",
      { method: "POST", body: "text" },
      "POST /api/x text",
    ],
    [
      "a redirect",
      "https://mock.invalid/api/x?status=302&to=y",
      {},
      "GET /api/y",
    ],
    [
      "a redirect with the same method",
      "https://mock.invalid/api/x?status=307&to=%2Fapi%2Fy",
      { method: "POST", body: "text" },
      "POST /api/y text",
    ],
    [
      "a redirect to another method",
      "https://mock.invalid/api/x?status=303&to=y",
      { method: "POST", body: "text" },
      "GET /api/y",
    ],
    [
      "a redirect that is not followed",
      "https://mock.invalid/api/x?status=302&to=y",
      { redirect: "manual" },
      "GET /api/x",
    ],
  ])("answers %s", async (_name, input, init, wanted) => {
    const response = await fetch(input, init);
    expect(await response.text()).toBe(wanted);
    expect(new URL(response.url).pathname).toBe(wanted.split(" ")[1]);
  });

  it("says whether it was redirected", async () => {
    const url = "https://mock.invalid/api/x?status=302&to=y";
    expect((await fetch(url)).redirected).toBe(true);
    expect((await fetch(url, { redirect: "manual" })).redirected).toBe(false);
  });

  it("takes a Request", async () => {
    const request = new Request("https://mock.invalid/api/x", {
      method: "DELETE",
    });
    expect(await (await fetch(request)).text()).toBe("DELETE /api/x");
  });

  it.each<[name: string, input: string, init: RequestInit, message: string]>([
    [
      "another host",
      "https://other.invalid/api/x",
      {},
      "fetch failed: https://other.invalid/api/x is not a URL of the mock server, which answers at https://mock.invalid/api/.",
    ],
    [
      "another path",
      "https://mock.invalid/apis",
      {},
      "fetch failed: https://mock.invalid/apis is not a URL of the mock server, which answers at https://mock.invalid/api/.",
    ],
    [
      "a redirect elsewhere",
      "https://mock.invalid/api/x?status=302&to=https:%2F%2Fother.invalid%2F",
      {},
      "fetch failed: https://other.invalid/ is not a URL of the mock server, which answers at https://mock.invalid/api/.",
    ],
    [
      "a redirect that the request forbids",
      "https://mock.invalid/api/x?status=302&to=y",
      { redirect: "error" },
      "https://mock.invalid/api/x?status=302&to=y answered with a redirect to y, which the request does not allow.",
    ],
    [
      "redirects without an end",
      "https://mock.invalid/api/x?status=302&to=",
      {},
      "https://mock.invalid/api/x?status=302&to= leads to more than 20 redirects.",
    ],
  ])("rejects with a TypeError for %s", async (_name, input, init, message) => {
    await expect(fetch(input, init)).rejects.toThrow(new TypeError(message));
  });

  it.each<[name: string, reason: unknown]>([
    ["an error", new Error("Enough")],
    ["anything else", "enough"],
  ])("rejects with the reason of its signal, %s", async (_name, reason) => {
    const never = fetchOf(() => new Promise(() => undefined), ROOT);
    const aborted = AbortSignal.abort(reason);
    await expect(never(ROOT, { signal: aborted })).rejects.toBe(reason);
    const controller = new AbortController();
    const pending = never(ROOT, { signal: controller.signal });
    controller.abort(reason);
    await expect(pending).rejects.toBe(reason);
  });
});
