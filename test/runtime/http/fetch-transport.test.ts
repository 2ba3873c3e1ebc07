import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { createClient } from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { failureOf, membersOf, testClient } from "../test-client.js";

/** The platform's own, as a program hands it over. */
const platformFetch: typeof fetch = (input, init) => fetch(input, init);

describe("a download over fetch", () => {
  it.each<[string, object]>([
    ["no answer comes", { delayMs: 10_000 }],
    ["its body stalls", { body: "0123456789", stallAfter: 3 }],
  ])("fails where %s for too long", async (_name, reply) => {
    await using server = await scriptedServer({
      "GET /jobs/j/results": reply,
    });
    await using client = testClient(server.url, {
      fetch: platformFetch,
      idleTimeoutMs: 60,
      retries: { maxRetries: 0 },
    });
    const results = client.getJobResults("j");

    expect(
      membersOf(await failureOf(results), "name", "message", "networkCode"),
    ).toEqual({
      name: "ConnectionError",
      message: `GET ${server.url}jobs/j/results failed: no byte came for 60 ms`,
      networkCode: "ETIMEDOUT",
    });
  });
});

describe("a fetch of the caller's own", () => {
  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["a number", 1],
    ["an object without headers", { status: 200 }],
  ])("that gives %s fails as an exchange does", async (_name, given) => {
    await using client = testClient("http://host/", {
      fetch: () => Promise.resolve(given as Response),
      retries: { maxRetries: 0 },
    });
    const failure = await failureOf(client.getJob("j"));
    expect(membersOf(failure, "name", "url")).toEqual({
      name: "ConnectionError",
      url: "http://host/jobs/j",
    });
  });
});

describe("a body that nobody reads", () => {
  it("leaves its connection for the next requests", async () => {
    await using server = await scriptedServer((request, seen) =>
      seen > 9
        ? { json: { conformsTo: [] } }
        : { status: 302, headers: { location: request.path }, body: "again" },
    );
    await using client = testClient(server.url, { fetch: platformFetch });
    await client.getConformance();

    // Node's fetch may open a second one, because it frees the first only a moment after the end of a body.
    expect(server.requests).toHaveLength(10);
    expect(server.connections.opened).toBeLessThan(5);
  });
});

describe("a fetch of another realm, as test runners have", () => {
  it("gives its bytes", async () => {
    const client = createClient({
      apiUrl: "http://host/",
      fetch: () => {
        const body = new ReadableStream({
          start: (controller) => {
            controller.enqueue(
              runInNewContext("new Uint8Array([123, 125])") as Uint8Array,
            );
            controller.close();
          },
        });
        // A `Response` itself refuses such bytes.
        return Promise.resolve(
          Object.defineProperty(new Response(), "body", { value: body }),
        );
      },
    });

    await expect(client.getCapabilities()).resolves.toMatchObject({});
  });
});

describe("a fetch of the caller's own", () => {
  const RULE = new Error("not allowed");
  it.each<[string, unknown, number, unknown]>([
    ["a rule of the program", RULE, 1, RULE],
    ["what is no error", "stop", 1, "stop"],
    [
      "a broken network",
      new TypeError("Failed to fetch"),
      3,
      expect.objectContaining({ code: "connection" }),
    ],
  ])("may throw %s", async (_name, thrown, count, wanted) => {
    let calls = 0;
    await using client = testClient("http://127.0.0.1:9/", {
      fetch: () => {
        calls += 1;
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- A program may throw anything.
        return Promise.reject(thrown);
      },
      retries: { maxRetries: 2, minDelayMs: 1 },
    });

    expect(await failureOf(client.getProcesses())).toEqual(wanted);
    expect(calls).toBe(count);
  });
});

describe("a fetch that does not heed its signal", () => {
  it("ends no later than the time limit", async () => {
    const body = (): ReadableStream => new ReadableStream<Uint8Array>();
    const client = testClient("http://127.0.0.1:9/", {
      fetch: () => Promise.resolve(new Response(body())),
      timeoutMs: 40,
      retries: { maxRetries: 0 },
    });

    expect(membersOf(await failureOf(client.getConformance()), "name")).toEqual(
      { name: "TimeoutError" },
    );
    await client.close();
  });
});
