import { describe, expect, it } from "vitest";
import type {
  ClientOptions,
  RequestEvent,
  ResponseEvent,
} from "../../../src/runtime/index.js";
import {
  deadUrl,
  scriptedServer,
  type Reply,
} from "../../faults/scripted-server.js";
import { failureOf, membersOf, testClient } from "../test-client.js";

const CONFORMANCE: Reply = { json: { conformsTo: ["x"] } };

/** Hooks that note each event in one line. */
function notes(): Required<Pick<ClientOptions, "onRequest" | "onResponse">> & {
  readonly lines: string[];
} {
  const lines: string[] = [];
  const numbers = new Map<RequestEvent, number>();
  return {
    lines,
    onRequest: (request) => {
      numbers.set(request, numbers.size + 1);
      const { method, kind, attempt } = request;
      const path = request.url.replace(/^http:\/\/127\.0\.0\.1:\d+/, "");
      lines.push(
        `${String(numbers.size)}: ${method} ${path}, ${kind}, ${String(attempt)}`,
      );
    },
    onResponse: ({ request, status, durationMs, headers, failure }) => {
      const outcome =
        failure instanceof Error
          ? failure.name
          : `${String(status)}, ${typeof headers}`;
      lines.push(
        `${String(numbers.get(request))}: ${outcome}${durationMs >= 0 ? "" : ", no duration"}`,
      );
    },
  };
}

describe.each<[string, ClientOptions]>([
  ["undici", {}],
  ["fetch", { fetch: (input, init) => fetch(input, init) }],
])("hooks over %s", (_transport, options) => {
  it("see each attempt, redirect and poll", async () => {
    await using server = await scriptedServer({
      "GET /conformance": [
        { status: 503 },
        { status: 302, headers: { location: "/moved" } },
      ],
      "GET /moved": CONFORMANCE,
    });
    const { lines, ...hooks } = notes();
    await using client = testClient(server.url, { ...options, ...hooks });
    await client.getConformance();

    expect(lines).toEqual([
      "1: GET /conformance, document, 1",
      "1: 503, object",
      "2: GET /conformance, document, 2",
      "2: 302, object",
      "3: GET /moved, document, 2",
      "3: 200, object",
    ]);
  });

  it("see an execution and its login", async () => {
    await using server = await scriptedServer({
      "POST /login": { json: { access_token: "hidden-token" } },
      "POST /processes/p/execution": { json: { a: 1 } },
    });
    const { lines, ...hooks } = notes();
    await using client = testClient(server.url, {
      ...options,
      ...hooks,
      authUrl: `${server.url}login`,
      authType: "login",
      username: "u",
      password: "hidden-password",
    });
    await client.executeProcess("p");

    expect(lines).toEqual([
      "1: POST /login, document, 1",
      "1: 200, object",
      "2: POST /processes/p/execution, execution, 1",
      "2: 200, object",
    ]);
  });

  it("see why there was no answer", async () => {
    const { lines, ...hooks } = notes();
    await using client = testClient(await deadUrl(), {
      ...options,
      ...hooks,
      retries: { maxRetries: 0 },
    });
    await failureOf(client.getConformance());

    expect(lines).toEqual([
      "1: GET /conformance, document, 1",
      "1: ConnectionError",
    ]);
  });

  it("see a time limit and an abort", async () => {
    await using server = await scriptedServer({
      "GET /conformance": { delayMs: 5_000 },
    });
    const { lines, ...hooks } = notes();
    await using client = testClient(server.url, {
      ...options,
      ...hooks,
      retries: { maxRetries: 0 },
    });
    await failureOf(client.request("GET", "conformance", { timeoutMs: 200 }));
    const controller = new AbortController();
    const aborted = failureOf(
      client.getConformance({ signal: controller.signal }),
    );
    await expect.poll(() => server.requests).toHaveLength(2);
    controller.abort(new RangeError("enough"));
    await aborted;

    expect(lines).toEqual([
      "1: GET /conformance, document, 1",
      "1: TimeoutError",
      "2: GET /conformance, document, 1",
      "2: RangeError",
    ]);
  });

  it("add headers for the client's own server alone, which replace none", async () => {
    await using other = await scriptedServer({ "GET /a": CONFORMANCE });
    await using server = await scriptedServer({
      "GET /conformance": {
        status: 302,
        headers: { location: `${other.url}a` },
      },
    });
    await using client = testClient(server.url, {
      ...options,
      token: "hidden-token",
      onRequest: () =>
        Promise.resolve({ Traceparent: "00-1-2-01", "X-Auth-Token": "other" }),
    });
    await client.getConformance();

    const sent = [server, other].map(({ requests }) =>
      requests.map(({ headers }) => [
        headers["traceparent"],
        headers["x-auth-token"],
      ]),
    );
    expect(sent).toEqual([
      [["00-1-2-01", "hidden-token"]],
      [[undefined, undefined]],
    ]);
  });

  it("see no secret", async () => {
    await using server = await scriptedServer({
      "GET /secret": {
        status: 200,
        json: {},
        headers: {
          "set-cookie": "session=hidden-cookie",
          "x-auth-token": "hidden-other",
          location: "https://u:hidden-word@host/a?b=1&X-Amz-Signature=hidden-1",
          link: '<https://host/a?sig=hidden-2&b=1>; rel="next"',
          "x-echo": "hidden-token",
        },
      },
    });
    const seen: (RequestEvent | ResponseEvent)[] = [];
    await using client = testClient(server.url, {
      ...options,
      token: "hidden-token",
      onRequest: (request) => void seen.push(request),
      onResponse: (response) => seen.push(response),
    });
    await client.request("GET", "secret?token=hidden-3&of=hidden-token");

    expect(seen).toMatchObject([
      { url: `${server.url}secret?token=***&of=***` },
      {
        headers: {
          "set-cookie": "***",
          "x-auth-token": "***",
          location: "https://***@host/a?b=1&X-Amz-Signature=***",
          link: '<https://host/a?sig=***&b=1>; rel="next"',
          "x-echo": "***",
        },
      },
    ]);
    expect(JSON.stringify(seen)).not.toContain("hidden");
  });

  const broken = (): never => {
    throw new Error("no tracer for hidden-token");
  };
  it.each<[string, () => unknown]>([
    ["throws", broken],
    ["rejects", () => Promise.resolve().then(broken)],
  ])("change no outcome where a hook %s", async (_how, hook) => {
    await using server = await scriptedServer({
      "GET /conformance": CONFORMANCE,
      "GET /processes/p": { status: 404, json: { title: "nothing here" } },
    });
    await using client = testClient(server.url, {
      ...options,
      token: "hidden-token",
      onRequest: hook,
      onResponse: hook,
    });

    expect(await client.getConformance()).toEqual({ conformsTo: ["x"] });
    expect(
      membersOf(await failureOf(client.getProcess("p")), "name", "status"),
    ).toEqual({ name: "NoSuchProcessError", status: 404 });
    expect(client.warnings).toEqual(
      ["onRequest", "onResponse", "onRequest", "onResponse"].map((name) => ({
        code: "hook-failure",
        message: `${name} failed: Error: no tracer for ***`,
      })),
    );
  });

  it("hold a request back until their promise ends, within its time limit", async () => {
    await using server = await scriptedServer({});
    await using client = testClient(server.url, {
      ...options,
      timeoutMs: 50,
      retries: { maxRetries: 0 },
      onRequest: () => new Promise<undefined>(() => undefined),
    });

    expect(membersOf(await failureOf(client.getConformance()), "name")).toEqual(
      { name: "TimeoutError" },
    );
    expect(server.requests).toEqual([]);
  });
});
