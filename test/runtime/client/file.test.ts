import { describe, expect, it } from "vitest";
import {
  isResultFile,
  type Client,
  type Link,
} from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

const CSV = { body: "a,b", headers: { "content-type": "text/csv" } };

type Arguments = Parameters<Client["file"]>;

describe("client.file", () => {
  it.each<[string, (url: string) => Arguments, string, string]>([
    [
      "a link of a status",
      (url) => [{ href: `${url}ogc/f.csv`, type: "text/csv", rel: "item" }],
      "text/csv",
      "/ogc/f.csv",
    ],
    [
      "a relative link, from the landing page",
      () => [{ href: "f.csv" }],
      "application/octet-stream",
      "/ogc/f.csv",
    ],
    [
      "a relative link, from its document",
      () => [{ href: "f.csv" }, { base: "jobs/j/results" }],
      "application/octet-stream",
      "/ogc/jobs/j/f.csv",
    ],
    [
      "a link whose media type the caller knows better",
      () => [{ href: "f.csv", type: "text/plain" }, { mediaType: "text/csv" }],
      "text/csv",
      "/ogc/f.csv",
    ],
    [
      "a text",
      (url) => [`${url}ogc/f.csv`, { mediaType: "text/csv" }],
      "text/csv",
      "/ogc/f.csv",
    ],
    [
      "a relative text",
      () => ["f.csv"],
      "application/octet-stream",
      "/ogc/f.csv",
    ],
    [
      "a URL",
      (url) => [new URL("ogc/f.csv", url)],
      "application/octet-stream",
      "/ogc/f.csv",
    ],
  ])("reads %s with credentials", async (_name, given, mediaType, path) => {
    await using server = await scriptedServer({
      [`GET ${path}`]: [{ status: 503 }, CSV],
    });
    await using client = testClient(`${server.url}ogc/`, { token: "hidden" });
    const file = await client.file(...given(server.url));

    expect(server.requests).toHaveLength(0);
    expect(isResultFile(file)).toBe(true);
    expect([file.mediaType, file.href]).toEqual([
      mediaType,
      new URL(path, server.url).href,
    ]);
    const blob = await file.blob();
    expect([blob.type, await blob.text()]).toEqual([mediaType, "a,b"]);
    expect(
      server.requests.map(({ headers }) => headers["x-auth-token"]),
    ).toEqual(["hidden", "hidden"]);
  });

  it("gives credentials of the call instead of the client's", async () => {
    await using server = await scriptedServer({ "GET /f.csv": CSV });
    await using client = testClient(server.url, { token: "hidden" });
    const file = await client.file("f.csv", {
      headers: { "x-of-call": "1" },
      credentials: () => ({ authorization: "Bearer own" }),
    });
    await file.bytes();

    const [{ headers } = { headers: {} }] = server.requests;
    expect(headers).toMatchObject({
      authorization: "Bearer own",
      "x-of-call": "1",
    });
    expect(headers).not.toHaveProperty("x-auth-token");
  });

  it("gives no credentials to another server, and asks none that is not to be asked", async () => {
    await using foreign = await scriptedServer({ "GET /f.csv": CSV });
    await using server = await scriptedServer({});
    await using client = testClient(server.url, { token: "hidden" });
    const file = await client.file({ href: `${foreign.url}f.csv` });
    const inner = await client.file("http://10.0.0.1/f.csv");

    expect(await file.text()).toBe("a,b");
    expect(JSON.stringify(foreign.requests)).not.toContain("hidden");
    await expect(inner.bytes()).rejects.toThrow("allow it with the option");
  });

  it("makes no file of what is none, and tells of what can't be read when it is read", async () => {
    await using client = testClient("http://127.0.0.1:9/");
    for (const none of [{}, { href: 3 }, null, 3, "http://["]) {
      const failure = await failureOf(client.file(none as unknown as Link));
      expect([none, failure]).toEqual([
        none,
        expect.objectContaining({ code: "input" }),
      ]);
    }
    const far = await client.file({ href: "s3://bucket/key" });
    await expect(far.bytes()).rejects.toMatchObject({ code: "result-file" });
    const inside = await client.file({ href: "data:text/csv,a%2Cb" });
    expect([inside.mediaType, await inside.text()]).toEqual([
      "text/csv",
      "a,b",
    ]);
  });
});
