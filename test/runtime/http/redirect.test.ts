import { describe, expect, it } from "vitest";
import { followRedirect } from "../../../src/runtime/http/redirect.js";

describe("followRedirect", () => {
  const post = { method: "POST", url: new URL("http://h/p"), body: "{}" };

  it.each<[number, string | undefined, unknown]>([
    [200, "/x", undefined],
    [304, "/x", undefined],
    [302, undefined, undefined],
    [303, "/x", { method: "GET", url: "http://h/x", body: undefined }],
    [302, "/x", { method: "GET", url: "http://h/x", body: undefined }],
    [301, "https://h/p/", { method: "POST", url: "https://h/p/", body: "{}" }],
    [307, "/x", { method: "POST", url: "http://h/x", body: "{}" }],
    [308, "/x", { method: "POST", url: "http://h/x", body: "{}" }],
  ])("after a POST with %s to %s", (status, location, wanted) => {
    const headers: Record<string, string> =
      location === undefined ? {} : { location };
    const next = followRedirect(post, { status, headers }, 0);

    expect(next && { ...next, url: next.url.href }).toEqual(wanted);
  });

  it("ends a circle, and never leaves http", () => {
    const to = (location: string): object => ({
      status: 302,
      headers: { location },
    });

    expect(() => followRedirect(post, to("/p") as never, 10)).toThrow(
      "redirects",
    );
    expect(() =>
      followRedirect(post, to("file:///etc/passwd") as never, 0),
    ).toThrow("no http URL");
  });
});
