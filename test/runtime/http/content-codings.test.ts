import * as zlib from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ClientOptions } from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { failureOf, membersOf, testClient } from "../test-client.js";

const TRANSPORTS: readonly (readonly [string, ClientOptions])[] = [
  ["undici", {}],
  ["fetch", { fetch: globalThis.fetch }],
];

/** What the server sends below `/thing`, as a client reads it. */
async function received(
  transport: ClientOptions,
  coding: string,
  body: Uint8Array,
  maxBytes?: number,
): Promise<unknown> {
  await using server = await scriptedServer({
    "GET /thing": { headers: { "content-encoding": coding }, body },
  });
  const client = testClient(server.url, { ...transport, giveUpAfterMs: 1 });
  const reading = client
    .request("GET", "thing", maxBytes === undefined ? {} : { maxBytes })
    .then((response) => response.text());
  try {
    return await reading;
  } catch {
    return membersOf(await failureOf(reading), "code", "networkCode");
  } finally {
    await client.close();
  }
}

const TEXT = "grün ".repeat(10_000);
const PLAIN = Buffer.from(TEXT);
/** `{}` as zstd (RFC 8878): a frame with one block that is not compressed. */
const ZSTD = Buffer.from("28b52ffd20021100007b7d", "hex");
const HAS_ZSTD = "createZstdDecompress" in zlib;

describe.each(TRANSPORTS)("bodies with content codings by %s", (_by, by) => {
  it.each<[string, string, Uint8Array, string]>([
    ["gzip", "gzip", zlib.gzipSync(PLAIN), TEXT],
    ["x-gzip", "x-gzip", zlib.gzipSync(PLAIN), TEXT],
    [
      "gzip in two parts",
      "gzip",
      Buffer.concat([zlib.gzipSync("a"), zlib.gzipSync("b")]),
      "ab",
    ],
    ["capital letters", "GZip", zlib.gzipSync(PLAIN), TEXT],
    ["deflate", "deflate", zlib.deflateSync(PLAIN), TEXT],
    ["deflate without its header", "deflate", zlib.deflateRawSync(PLAIN), TEXT],
    ["br", "br", zlib.brotliCompressSync(PLAIN), TEXT],
    [
      "two codings, the last one outside",
      "br, gzip",
      zlib.gzipSync(zlib.brotliCompressSync(PLAIN)),
      TEXT,
    ],
    ["identity", "identity", PLAIN, TEXT],
    ["a charset that is no coding", "utf-8", PLAIN, TEXT],
    ["a way to upload that is no coding", "aws-chunked", PLAIN, TEXT],
    ["an empty body", "gzip", Buffer.alloc(0), ""],
  ])("%s", async (_name, coding, body, wanted) => {
    expect(await received(by, coding, body)).toBe(wanted);
  });

  it.each<[string, string, Uint8Array, number | undefined, unknown]>([
    [
      "a bomb ends at the limit",
      "gzip",
      zlib.gzipSync(Buffer.alloc(20_000_000)),
      100_000,
      { code: "body-too-large", networkCode: undefined },
    ],
    [
      "a bomb in two codings ends at the limit",
      "gzip, gzip",
      zlib.gzipSync(zlib.gzipSync(Buffer.alloc(20_000_000))),
      100_000,
      { code: "body-too-large", networkCode: undefined },
    ],
    [
      "a body of exactly as many bytes as the limit",
      "gzip",
      zlib.gzipSync(Buffer.alloc(1000, "x")),
      1000,
      "x".repeat(1000),
    ],
    [
      "a coding that no platform undoes",
      "compress",
      PLAIN,
      undefined,
      { code: "connection", networkCode: "ERR_INVALID_CONTENT_CODING" },
    ],
    [
      "zstd, where the platform has it",
      "zstd",
      ZSTD,
      undefined,
      HAS_ZSTD
        ? "{}"
        : { code: "connection", networkCode: "ERR_INVALID_CONTENT_CODING" },
    ],
  ])("%s", async (_name, coding, body, maxBytes, wanted) => {
    expect(await received(by, coding, body, maxBytes)).toEqual(wanted);
  });
});

describe("bodies that are not what their coding says", () => {
  it.each<[string, string, Uint8Array, string]>([
    ["plain text", "gzip", PLAIN, "ERR_INVALID_CONTENT_CODING"],
    [
      "text that broke within",
      "gzip",
      Buffer.concat([zlib.gzipSync(PLAIN).subarray(0, 40), PLAIN]),
      "ERR_INVALID_CONTENT_CODING",
    ],
    [
      "a missing end",
      "gzip",
      zlib.gzipSync(PLAIN).subarray(0, -20),
      "Z_BUF_ERROR",
    ],
    [
      "a missing end of br",
      "br",
      zlib.brotliCompressSync(PLAIN).subarray(0, -5),
      "Z_BUF_ERROR",
    ],
    [
      "six codings",
      "gzip, gzip, gzip, gzip, gzip, gzip",
      zlib.gzipSync(PLAIN),
      "ERR_INVALID_CONTENT_CODING",
    ],
  ])("%s", async (_name, coding, body, networkCode) => {
    expect(await received({}, coding, body)).toEqual({
      code: "connection",
      networkCode,
    });
  });

  it("names the coding", async () => {
    await using server = await scriptedServer({
      "GET /conformance": {
        headers: { "content-encoding": "br" },
        json: { conformsTo: [] },
      },
    });
    const client = testClient(server.url);
    const failure = await failureOf(client.getConformance());
    expect(membersOf(failure, "message")).toEqual({
      message: expect.stringMatching(
        /^GET \S+\/conformance failed: its body is not what its content coding, br, says: /,
      ) as string,
    });
    expect(server.requests).toHaveLength(1);
    await client.close();
  });

  it("are aborted by the caller while they are read", async () => {
    await using server = await scriptedServer({
      "GET /thing": {
        headers: { "content-encoding": "gzip", "content-length": "1000" },
        body: zlib.gzipSync(PLAIN),
        stallAfter: 30,
      },
    });
    const client = testClient(server.url);
    const controller = new AbortController();
    const reading = client.request("GET", "thing", {
      signal: controller.signal,
    });
    setTimeout(() => {
      controller.abort("enough");
    }, 50);
    expect(await failureOf(reading)).toBe("enough");
    await client.close();
  });

  it("do not hide the status of a failed request", async () => {
    await using server = await scriptedServer({
      "GET /conformance": {
        status: 404,
        headers: { "content-encoding": "gzip" },
        json: { detail: "no such thing" },
      },
    });
    const client = testClient(server.url);
    const failure = await failureOf(client.getConformance());
    expect(membersOf(failure, "code", "status")).toEqual({
      code: "api",
      status: 404,
    });
    await client.close();
  });
});

describe("codings that are asked for", () => {
  it("are those of Node, except for the status of a job", async () => {
    const json = { jobID: "j", status: "running" };
    await using server = await scriptedServer({
      "GET /jobs/j": { json },
      "GET /jobs/j/results": { json: {} },
      "GET /processes": { json: { processes: [] } },
      "POST /processes/p/execution": { status: 201, json },
    });
    const client = testClient(server.url);
    await client.getProcesses();
    await client.executeProcess("p");
    await client.getJob("j");
    await client.getJobResults("j");
    await client.request("GET", "processes", {
      headers: { "Accept-Encoding": "br" },
    });
    await client.close();
    const codings = HAS_ZSTD ? "gzip, deflate, br, zstd" : "gzip, deflate, br";
    expect(
      server.requests.map(({ path, headers }) => [
        path,
        headers["accept-encoding"],
      ]),
    ).toEqual([
      ["/processes", codings],
      ["/processes/p/execution", codings],
      ["/jobs/j", undefined],
      ["/jobs/j/results", codings],
      ["/processes", "br"],
    ]);
  });

  it("are none for files, and a coded file that breaks off is not resumed", async () => {
    await using server = await scriptedServer({
      "GET /jobs/j/results": {
        headers: {
          "content-type": "image/tiff",
          "content-encoding": "gzip",
          etag: '"1"',
        },
        body: zlib.gzipSync(PLAIN),
        breakAt: "body",
      },
    });
    const client = testClient(server.url);
    const failure = await failureOf(
      client.getJobResults("j").then((outputs) => {
        const [file] = Object.values(outputs) as { text(): Promise<string> }[];
        return file?.text();
      }),
    );
    await client.close();
    expect(membersOf(failure, "code")).toEqual({ code: "connection" });
    expect(
      server.requests.filter(({ headers }) => headers["range"] !== undefined),
    ).toEqual([]);
  });
});
