import { afterEach, describe, expect, it } from "vitest";
import {
  defineProcess,
  type ClientOptions,
  type ResultFile,
} from "../../../src/runtime/index.js";
import {
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { failureOf, membersOf, testClient } from "../test-client.js";

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
});

const TRANSPORTS: readonly [string, ClientOptions][] = [
  ["undici", {}],
  ["fetch", { fetch: (input, init) => fetch(input, init) }],
];
const STALLED: Reply = { delayMs: 60_000, json: {} };
const RUNNING: Reply = { json: { jobID: "j", status: "running" } };
const CLOSED = {
  name: "ConfigError",
  message: "The client is closed; create another one.",
};

describe.each(TRANSPORTS)("close, over %s", (_transport, options) => {
  it("ends whatever is under way within its promise", async () => {
    server = await scriptedServer({
      "GET /jobs/slow": STALLED,
      "GET /jobs/j": RUNNING,
      "POST /processes/p/execution": STALLED,
      "GET /jobs/k": { status: 503, headers: { "retry-after": "60" } },
    });
    const client = testClient(server.url, {
      ...options,
      timeoutMs: 0,
      pollIntervalMs: 60_000,
    });
    const run = defineProcess(() => client, { id: "p", outputs: {} });
    const underWay = [
      client.getJob("slow"),
      client.getJob("k"),
      client.executeProcess("p"),
      run(),
      run.job("slow").wait(),
      // Between two polls.
      run.job("j").wait(),
    ].map(failureOf);
    await expect
      .poll(() => server?.requests.length, { timeout: 10_000 })
      .toBe(6);
    await client.close();
    const failures = await Promise.race([
      Promise.all(underWay),
      new Promise<readonly unknown[]>((resolve) => {
        setTimeout(() => {
          resolve(["still under way"]);
        }, 500);
      }),
    ]);

    expect(
      failures.map((failure) => membersOf(failure, "name", "message")),
    ).toEqual(underWay.map(() => CLOSED));
    // A platform keeps the idle connections of its `fetch`.
    if (options.fetch) return;
    // A platform's own `fetch` keeps the connection for some seconds.
    await expect
      .poll(() => server?.connections.open, { timeout: 20_000 })
      .toBe(0);
  });

  it("frees the connections of results that nobody reads, which fail when they are read", async () => {
    server = await scriptedServer({
      "POST /processes/p/execution": {
        body: new Uint8Array(8_000_000),
        headers: { "content-type": "image/tiff" },
      },
    });
    const client = testClient(server.url, options);
    const run = defineProcess<object, { a: ResultFile }>(() => client, {
      id: "p",
      outputs: { a: { form: "file", mediaType: "image/tiff" } },
    });
    const { a } = await run({}, { mode: "sync" });
    await client.close();

    expect(membersOf(await failureOf(a.bytes()), "name")).toEqual({
      name: "ConnectionError",
    });
    // A platform's own `fetch` keeps the connection for some seconds.
    await expect
      .poll(() => server?.connections.open, { timeout: 20_000 })
      .toBe(0);
  });

  it("tells the status of a failure whose body does not end", async () => {
    server = await scriptedServer({
      "POST /processes/p/execution": {
        status: 400,
        json: { title: "no" },
        stallAfter: 3,
      },
    });
    await using client = testClient(server.url, options);

    expect(
      membersOf(await failureOf(client.executeProcess("p")), "name", "status"),
    ).toEqual({ name: "ApiError", status: 400 });
    // A platform's own `fetch` keeps the connection for some seconds.
    await expect
      .poll(() => server?.connections.open, { timeout: 20_000 })
      .toBe(0);
  });
});
