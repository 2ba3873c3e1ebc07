import { createServer } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import {
  defineProcess,
  type ClientOptions,
} from "../../../src/runtime/index.js";
import {
  deadUrl,
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { failureOf, membersOf, testClient } from "../test-client.js";

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
});

/** Both ways of carrying requests must fail and recover alike. */
const TRANSPORTS: readonly [string, ClientOptions][] = [
  ["undici", {}],
  ["fetch", { fetch: (input, init) => fetch(input, init) }],
];

describe.each(TRANSPORTS)("over %s", (_transport, options) => {
  it("lets a request under way end when the client is closed", async () => {
    server = await scriptedServer({
      "DELETE /jobs/j": {
        delayMs: 100,
        json: { jobID: "j", status: "dismissed" },
      },
    });
    const client = testClient(server.url, options);
    await client.dismissJob("j");
    const dismissal = client.dismissJob("j");
    await client.close();

    await expect(dismissal).resolves.toMatchObject({ status: "dismissed" });
  });

  it.each<[string, readonly Reply[]]>([
    ["500", [{ status: 500, body: "oops" }, { json: {} }]],
    [
      "502, 503 and 504 in a row",
      [{ status: 502 }, { status: 503 }, { status: 504 }, { json: {} }],
    ],
    [
      "429 with a date in the past",
      [
        {
          status: 429,
          headers: { "retry-after": "Wed, 31 Dec 2025 00:00:00 GMT" },
        },
        { json: {} },
      ],
    ],
    ["408", [{ status: 408 }, { json: {} }]],
    ["a reset before the answer", [{ breakAt: "start" }, { json: {} }]],
    [
      "a reset after the headers",
      [{ breakAt: "headers", json: { a: 1 } }, { json: {} }],
    ],
    [
      "a reset in the body",
      [{ breakAt: "body", json: { a: "long enough" } }, { json: {} }],
    ],
    ["truncated JSON", [{ body: '{"a":' }, { json: {} }]],
    ["an answer that never comes", [{ delayMs: 400, json: {} }, { json: {} }]],
    [
      "a body that never ends",
      [{ stallAfter: 3, json: { a: 1 } }, { json: {} }],
    ],
  ])("GET is sent again after %s", async (_name, replies) => {
    server = await scriptedServer({ "GET /x": replies });
    await using client = testClient(server.url, { ...options, timeoutMs: 150 });
    const read = client.getCapabilities.bind(client);
    const response = client
      .request("GET", "x", { timeoutMs: 150 })
      .then((answer) => answer.json());

    if (replies[0]?.body === '{"a":') {
      // `request` leaves reading the JSON to its caller; operations read it, and fetch it again.
      await expect(response).rejects.toMatchObject({
        name: "ResponseParseError",
        truncated: true,
      });
      await expect(read()).rejects.toMatchObject({
        name: "ApiError",
        status: 404,
      });
      return;
    }
    await expect(response).resolves.toEqual({});
    expect(server.requests).toHaveLength(replies.length);
  });

  it("fetches a truncated document again", async () => {
    server = await scriptedServer({
      "GET /": [{ body: '{"links":' }, { json: { title: "t" } }],
    });
    await using client = testClient(server.url, options);

    await expect(client.getCapabilities()).resolves.toEqual({
      title: "t",
      links: [],
    });
  });

  it.each<[string, Reply, Record<string, unknown>]>([
    [
      "a status",
      { status: 500, json: { title: "down" } },
      { name: "ApiError", status: 500, attempts: 5 },
    ],
    [
      "a broken connection",
      { breakAt: "start" },
      { name: "ConnectionError", code: "connection", method: "GET" },
    ],
    [
      "no answer",
      { delayMs: 10_000 },
      { name: "TimeoutError", code: "timeout", timeoutMs: 200 },
    ],
    [
      "a slow body",
      { stallAfter: 2, json: { a: 1 } },
      { name: "TimeoutError" },
    ],
  ])("gives up on %s", async (_name, reply, wanted) => {
    server = await scriptedServer({ "GET /conformance": reply });
    await using client = testClient(server.url, { ...options, timeoutMs: 200 });
    const failure = await failureOf(client.getConformance());

    expect(membersOf(failure, ...Object.keys(wanted))).toEqual(wanted);
    expect(membersOf(failure, "url")).toEqual({
      url: `${server.url}conformance`,
    });
    expect(server.requests).toHaveLength(5);
  });

  it.each<[string, Reply, Record<string, unknown>]>([
    [
      "a page of HTML",
      {
        body: "<!doctype html><title>x</title>",
        headers: { "content-type": "text/html" },
      },
      {
        name: "ResponseParseError",
        bodyStart: "<!doctype html><title>x</title>",
      },
    ],
    [
      "an empty body",
      { body: "" },
      { name: "ResponseParseError", bodyStart: "" },
    ],
    [
      "another document",
      { json: [1, 2] },
      { name: "ResponseParseError", bodyStart: "[1,2]" },
    ],
    [
      "a body over the limit",
      { json: { long: "x".repeat(2_000) } },
      { name: "BodyTooLargeError", code: "body-too-large", maxBytes: 1_000 },
    ],
    [
      "one of unknown length",
      { json: { long: "x".repeat(2_000) }, headers: { "content-length": "" } },
      { name: "BodyTooLargeError" },
    ],
    [
      "400",
      { status: 400, json: { title: "bad" } },
      { name: "ApiError", status: 400 },
    ],
  ])(
    "does not send the request again after %s",
    async (_name, reply, wanted) => {
      server = await scriptedServer({ "GET /conformance": reply });
      await using client = testClient(server.url, {
        ...options,
        maxBytes: 1_000,
      });
      const failure = await failureOf(client.getConformance());

      expect(membersOf(failure, ...Object.keys(wanted))).toEqual(wanted);
      expect(server.requests).toHaveLength(1);
    },
  );

  it("names a server that cannot be reached", async () => {
    const url = await deadUrl();
    await using client = testClient(url, options);

    await expect(client.getProcesses()).rejects.toMatchObject({
      name: "ConnectionError",
      networkCode: "ECONNREFUSED",
      url: `${url}processes`,
    });
  });

  it.each<[string, readonly Reply[], number, string]>([
    [
      "a reset",
      [{ breakAt: "start" }, { json: { a: 1 } }],
      1,
      "ConnectionError",
    ],
    [
      "a broken answer",
      [{ breakAt: "body", json: { a: 1 } }, { json: { a: 1 } }],
      1,
      "ConnectionError",
    ],
    ["500", [{ status: 500 }, { json: { a: 1 } }], 1, "ApiError"],
    [
      "503 without Retry-After",
      [{ status: 503 }, { json: { a: 1 } }],
      1,
      "ApiError",
    ],
    [
      "503 with Retry-After",
      [{ status: 503, headers: { "retry-after": "0" } }, { json: { a: 1 } }],
      2,
      "results",
    ],
    ["429", [{ status: 429 }, { json: { a: 1 } }], 2, "results"],
    ["400", [{ status: 400 }], 1, "ApiError"],
    ["404", [{ status: 404 }], 1, "NoSuchProcessError"],
  ])("no execution runs twice: %s", async (_name, replies, sent, wanted) => {
    server = await scriptedServer({ "POST /processes/p/execution": replies });
    await using client = testClient(server.url, options);
    const run = defineProcess<object, { a: number }>(() => client, {
      id: "p",
      outputs: { a: { form: "value" } },
    });
    const outcome = await run().then(
      () => "results",
      (failure: unknown) => (failure as Error).name,
    );

    expect(outcome).toBe(wanted);
    expect(server.requests).toHaveLength(sent);
  });

  it("gives the caller's own reason, whatever it is", async () => {
    server = await scriptedServer({ "GET /conformance": { delayMs: 5_000 } });
    await using client = testClient(server.url, options);
    for (const reason of [
      new RangeError("mine"),
      "a text",
      undefined,
      { an: "object" },
    ]) {
      const controller = new AbortController();
      const reading = failureOf(
        client.getConformance({ signal: controller.signal }),
      );
      setTimeout(() => {
        controller.abort(reason);
      }, 20);

      expect(await reading).toBe(controller.signal.reason);
    }
  });

  it("follows redirects, and sends credentials and headers to no other server", async () => {
    await using foreign = await scriptedServer({
      "GET /conformance": { json: { conformsTo: ["x"] } },
    });
    server = await scriptedServer({
      "GET /conformance": { status: 302, headers: { location: "/moved" } },
      "GET /moved": {
        status: 307,
        headers: { location: `${foreign.url}conformance` },
      },
    });
    await using client = testClient(server.url, {
      ...options,
      token: "hidden",
      headers: { "x-mine": "hidden" },
    });

    await expect(client.getConformance()).resolves.toEqual({
      conformsTo: ["x"],
    });
    expect(
      server.requests.map(({ headers }) => headers["x-auth-token"]),
    ).toEqual(["hidden", "hidden"]);
    expect(JSON.stringify(foreign.requests)).not.toContain("hidden");
  });

  it("ends a circle of redirects", async () => {
    server = await scriptedServer({
      "GET /conformance": {
        status: 302,
        headers: { location: "/conformance" },
      },
    });
    await using client = testClient(server.url, options);

    await expect(client.getConformance()).rejects.toThrow(
      "more than 10 redirects",
    );
    expect(server.requests).toHaveLength(11);
  });

  it("masks its secrets in the problem that a server reports", async () => {
    server = await scriptedServer((request) => ({
      status: 400,
      json: { title: `bad token ${request.headers["x-auth-token"] ?? ""}` },
    }));
    await using client = testClient(server.url, {
      ...options,
      token: "hidden-token",
    });

    await expect(client.getConformance()).rejects.toThrow("bad token ***");
  });

  it("masks its secrets in the start of a body", async () => {
    server = await scriptedServer({
      "GET /conformance": { body: "you sent hidden-token" },
    });
    await using client = testClient(server.url, {
      ...options,
      token: "hidden-token",
    });

    await expect(client.getConformance()).rejects.toMatchObject({
      bodyStart: "you sent ***",
    });
  });

  it("rejects requests after it was closed", async () => {
    server = await scriptedServer({
      "GET /conformance": { json: { conformsTo: [] } },
    });
    const client = testClient(server.url, options);
    await client.getConformance();
    await client.close();
    await client.close();

    await expect(client.getConformance()).rejects.toThrow(
      "The client is closed",
    );
  });
});

describe("bodies", () => {
  const megabyte = "x".repeat(1024 * 1024);
  const landingPage = { json: { title: megabyte, links: [] } };

  it.each<[string, Record<string, Reply | readonly Reply[]>]>([
    ["of a document", { "GET /": landingPage }],
    ["in small pieces", { "GET /": { ...landingPage, dripBytes: 64 * 1024 } }],
    [
      "of a redirect, which nobody reads",
      {
        "GET /": {
          status: 307,
          headers: { location: "/there" },
          body: megabyte,
        },
        "GET /there": landingPage,
      },
    ],
    [
      "of a refusal, which waits until the credentials are renewed",
      {
        "GET /": [{ status: 401, body: megabyte }, landingPage],
        "POST /login": { delayMs: 50, json: { access_token: "second" } },
      },
    ],
    [
      "of a failure, which is not longer than what is shown of it",
      { "GET /": [{ status: 503, body: `${megabyte}!` }, landingPage] },
    ],
  ])("may be large: %s", async (_name, script) => {
    server = await scriptedServer(script);
    await using client = testClient(server.url, {
      authType: "login",
      authUrl: `${server.url}login`,
      username: "u",
      password: "p",
      token: "first",
    });

    expect((await client.getCapabilities()).title).toBe(megabyte);
  });

  it.each([
    ["at once", {}],
    [
      "in pieces, of a length that nobody knows",
      { dripBytes: 400, headers: { "content-length": "" } },
    ],
  ])(
    "are refused beyond the limit that the caller set: %s",
    async (_name, how) => {
      server = await scriptedServer({
        "GET /": { body: "y".repeat(4_000), ...how },
      });
      await using client = testClient(server.url, { maxBytes: 1_000 });

      await expect(client.getCapabilities()).rejects.toMatchObject({
        name: "BodyTooLargeError",
        url: server.url,
        maxBytes: 1_000,
      });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe("connections", () => {
  it("are kept for documents, and new for each execution", async () => {
    server = await scriptedServer((request) =>
      request.method === "POST"
        ? { json: { a: 1 } }
        : { json: { conformsTo: [] } },
    );
    await using client = testClient(server.url);
    for (let round = 0; round < 3; round += 1) await client.getConformance();
    const { opened } = server.connections;
    expect(opened).toBeLessThan(3);
    for (let round = 0; round < 3; round += 1) await client.executeProcess("p");

    expect(server.connections.opened).toBe(opened + 3);
  });

  it("are no more than allowed", async () => {
    server = await scriptedServer({
      "GET /conformance": { delayMs: 5, json: { conformsTo: [] } },
    });
    await using client = testClient(server.url, { maxConnections: 3 });
    await Promise.all(
      Array.from({ length: 30 }, () => client.getConformance()),
    );

    expect(server.connections.opened).toBe(3);
  });

  it("are all closed by close", async () => {
    server = await scriptedServer({
      "GET /conformance": { json: { conformsTo: [] } },
    });
    const client = testClient(server.url);
    await Promise.all([client.getConformance(), client.getConformance()]);
    await client.close();
    await expect.poll(() => server?.connections.open).toBe(0);
  });

  it("are no more than allowed for executions, each of which has a new one", async () => {
    let most = 0;
    server = await scriptedServer(async () => {
      most = Math.max(most, server?.connections.open ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 10));
      return { json: { a: 1 } };
    });
    await using client = testClient(server.url, { maxConnections: 3 });
    await Promise.all(
      Array.from({ length: 30 }, () => client.executeProcess("p")),
    );

    expect(server.connections.opened).toBe(30);
    // One that ends may overlap with the next.
    expect(most).toBeLessThanOrEqual(6);
  });

  it("are not used up by executions that were aborted while they waited for one", async () => {
    server = await scriptedServer({
      "POST /processes/p/execution": { delayMs: 30, json: { a: 1 } },
    });
    await using client = testClient(server.url, { maxConnections: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    const first = client.executeProcess("p");
    const aborted = failureOf(client.executeProcess("p", {}, { signal }));
    controller.abort(new Error("mine"));

    expect(membersOf(await aborted, "message")).toEqual({ message: "mine" });
    await first;
    await client.executeProcess("p");
    expect(server.requests).toHaveLength(2);
  });
});

describe("an execution that is not answered", () => {
  it.each(TRANSPORTS)(
    "ends at the limit of the client, over %s",
    async (_transport, options) => {
      server = await scriptedServer({
        "POST /processes/p/execution": { delayMs: 60_000, json: {} },
      });
      await using client = testClient(server.url, {
        ...options,
        executionTimeoutMs: 50,
      });
      const failure = await failureOf(client.executeProcess("p"));

      expect(membersOf(failure, "name", "timeoutMs", "message")).toEqual({
        name: "TimeoutError",
        timeoutMs: 50,
        message: `POST ${server.url}processes/p/execution was not done after 50 ms; raise executionTimeoutMs if the server needs longer.`,
      });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe("results that drip", () => {
  it.each(TRANSPORTS)("end, over %s", async (_transport, options) => {
    const dripping = createServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const timer = setInterval(() => response.write(" "), 20);
      response.on("close", () => {
        clearInterval(timer);
      });
    });
    await new Promise<void>((resolve) => {
      dripping.listen(0, "127.0.0.1", resolve);
    });
    const { port } = dripping.address() as AddressInfo;
    const client = testClient(`http://127.0.0.1:${String(port)}/`, {
      ...options,
      idleTimeoutMs: 200,
      retries: { maxRetries: 0 },
    });
    const failure = await failureOf(client.getJobResults("j"));
    await client.close();
    dripping.close();

    expect(membersOf(failure, "name", "networkCode")).toEqual({
      name: "ConnectionError",
      networkCode: "ETIMEDOUT",
    });
  });
});

describe("an execution whose connection ends before anything is sent", () => {
  it("is sent again", async () => {
    let connections = 0;
    // It takes no part in TLS.
    const deaf = createSocketServer((socket) => {
      connections += 1;
      socket.on("error", () => undefined).destroy();
    });
    await new Promise<void>((resolve) => {
      deaf.listen(0, "127.0.0.1", resolve);
    });
    const { port } = deaf.address() as AddressInfo;
    await using client = testClient(`https://127.0.0.1:${String(port)}/`);
    const failure = await failureOf(client.executeProcess("p"));
    deaf.close();

    expect(membersOf(failure, "name", "isUnsent")).toEqual({
      name: "ConnectionError",
      isUnsent: true,
    });
    expect(connections).toBe(5);
  });
});
