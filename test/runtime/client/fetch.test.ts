import { describe, expect, it } from "vitest";
import type { Client } from "../../../src/runtime/index.js";
import {
  scriptedServer,
  type Handler,
  type Reply,
} from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

const BYTES = "0123456789";

/** A server of a file that may be read in parts. */
const parts: Handler = ({ headers }) => {
  const [, from, to] = /bytes=(\d+)-(\d+)/.exec(headers["range"] ?? "") ?? [];
  if (from === undefined || to === undefined) return { body: BYTES };
  return {
    status: 206,
    headers: { "content-range": `bytes ${from}-${to}/${BYTES.length}` },
    body: BYTES.slice(Number(from), Number(to) + 1),
  };
};

/** What a response tells. */
async function told(response: Response): Promise<object> {
  const { status, ok } = response;
  return { status, ok, text: await response.text() };
}

type Arguments = Parameters<Client["fetch"]>;

describe("client.fetch", () => {
  it.each<[string, (url: string) => Arguments]>([
    ["a text", (url) => [`${url}ogc/f`]],
    ["a relative text", () => ["f"]],
    ["a URL", (url) => [new URL("ogc/f", url)]],
    ["a request", (url) => [new Request(`${url}ogc/f`)]],
  ])("reads %s with the client's credentials", async (_name, given) => {
    await using server = await scriptedServer({
      "GET /ogc/f": [{ status: 503 }, { body: BYTES }],
    });
    await using client = testClient(`${server.url}ogc/`, { token: "hidden" });
    const response = await client.fetch(...given(server.url));

    expect(response.url).toBe(`${server.url}ogc/f`);
    expect(await told(response)).toEqual({
      status: 200,
      ok: true,
      text: BYTES,
    });
    expect(
      server.requests.map(({ headers }) => headers["x-auth-token"]),
    ).toEqual(["hidden", "hidden"]);
  });

  it("reads parts of files, whose headers it hands on", async () => {
    await using server = await scriptedServer({ "GET /f": parts });
    await using client = testClient(server.url);
    const headers = { range: "bytes=2-4" };
    const response = await client.fetch("f", { headers });

    expect(response.headers.get("content-range")).toBe("bytes 2-4/10");
    expect(await told(response)).toEqual({
      status: 206,
      ok: true,
      text: "234",
    });
    expect(server.requests[0]?.headers).toMatchObject({
      range: "bytes=2-4",
      "accept-encoding": "identity",
    });
  });

  it.each<[string, Reply, object]>([
    [
      "what is not there",
      { status: 404, json: { title: "gone", detail: "no hidden here" } },
      {
        status: 404,
        ok: false,
        text: '{"title":"gone","detail":"no *** here"}',
      },
    ],
    [
      "a failure without a body",
      { status: 403 },
      { status: 403, ok: false, text: "" },
    ],
    ["no content", { status: 204 }, { status: 204, ok: true, text: "" }],
  ])("gives %s as a response", async (_name, reply, wanted) => {
    await using server = await scriptedServer({ "GET /f": reply });
    await using client = testClient(server.url, { token: "hidden" });

    expect(await told(await client.fetch("f"))).toEqual(wanted);
  });

  it("sends other methods and bodies, and reads no body of HEAD", async () => {
    await using server = await scriptedServer({
      "POST /p": { json: { a: 1 } },
      "HEAD /f": { headers: { "x-length": "10" } },
    });
    await using client = testClient(server.url);
    const posted = await client.fetch("p", {
      method: "POST",
      body: '{"b":2}',
      headers: { "content-type": "application/json" },
    });
    const head = await client.fetch(
      new Request(`${server.url}f`, { method: "HEAD" }),
    );

    expect(await posted.json()).toEqual({ a: 1 });
    expect(server.requests[0]?.json).toEqual({ b: 2 });
    expect([head.headers.get("x-length"), await head.text()]).toEqual([
      "10",
      "",
    ]);
  });

  it("gives no credentials to another server", async () => {
    await using foreign = await scriptedServer({ "GET /f": { body: "x" } });
    await using client = testClient("http://127.0.0.1:9/", { token: "hidden" });
    await (await client.fetch(`${foreign.url}f`)).text();

    expect(JSON.stringify(foreign.requests)).not.toContain("hidden");
  });

  it("rejects where no answer comes, and with the reason of an abort, also within the body", async () => {
    await using server = await scriptedServer({
      "GET /f": { body: BYTES, stallAfter: 3 },
    });
    await using client = testClient(server.url);
    await using dead = testClient("http://127.0.0.1:9/");
    const reason = new Error("enough");
    const { signal } = new AbortController();
    const ended = AbortSignal.abort(reason);
    const controller = new AbortController();
    const response = await client.fetch("f", { signal: controller.signal });
    const reading = failureOf(response.text());
    controller.abort(reason);

    expect(await reading).toBe(reason);
    expect(await failureOf(client.fetch("f", { signal: ended }))).toBe(reason);
    expect(
      await failureOf(
        client.fetch(new Request(`${server.url}f`, { signal: ended })),
      ),
    ).toBe(reason);
    expect(await failureOf(dead.fetch("f", { signal }))).toMatchObject({
      code: "connection",
    });
    for (const far of ["file:///f", new Request("file:///f")]) {
      expect(await failureOf(client.fetch(far))).toMatchObject({
        code: "input",
      });
    }
    await expect.poll(() => server.connections.open).toBe(0);
  });
});
