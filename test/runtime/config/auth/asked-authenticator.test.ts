import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  ConnectionError,
  defineProcess,
  type ClientOptions,
} from "../../../../src/runtime/index.js";
import { failureOf, testClient } from "../../test-client.js";

/** The requests that arrived, with what of their headers matters. */
let seen: string[] = [];
let valid = "";
let origin = "";
let stop: () => void;

const ANSWERS: Readonly<Record<string, readonly [number, object]>> = {
  "GET /jobs/j": [200, { jobID: "j", status: "successful", processID: "p" }],
  "GET /jobs/j/results": [200, { n: 1 }],
  "GET /processes/p": [200, { id: "p", version: "1" }],
  "POST /processes/p/execution": [201, { jobID: "j", status: "accepted" }],
  "DELETE /jobs/j": [200, { jobID: "j", status: "dismissed" }],
};

function told(headers: IncomingHttpHeaders): string {
  return (
    ["authorization", "accept-language", "x-key", "prefer"]
      .flatMap((name) => headers[name] ?? [])
      // What `fetch` itself sends.
      .filter((value) => value !== "*")
      .join(" | ")
  );
}

beforeEach(async () => {
  seen = [];
  valid = "";
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    seen.push(`${method} ${url} ${told(headers)}`.trim());
    const isRefused = valid !== "" && headers.authorization !== valid;
    const [status, document] = isRefused
      ? [401, { title: "no" }]
      : (ANSWERS[`${method} ${url}`] ?? [404, { title: "nothing" }]);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
});

afterEach(() => {
  stop();
});

/** Gives `Bearer 0`, and another one each time that the one before is refused. */
function renewable(): NonNullable<ClientOptions["credentials"]> {
  let count = 0;
  return ({ refused }) => {
    if (refused) count += 1;
    return { Authorization: `Bearer ${count}` };
  };
}

const process = (client: ReturnType<typeof testClient>) =>
  defineProcess<object, { n: number }>(() => client, {
    id: "p",
    outputs: { n: { form: "value" } },
  });

describe.each([
  ["undici", {}],
  ["fetch", { fetch: globalThis.fetch }],
] as const)("by %s", (_name, transport) => {
  const client = (options: ClientOptions) =>
    testClient(origin, { ...transport, ...options });

  it("asks for credentials and headers before each request", async () => {
    let language = "en";
    await using asking = client({
      credentials: renewable(),
      headers: async () => {
        await Promise.resolve();
        return { "accept-language": language };
      },
    });
    await asking.getJob("j");
    language = "fr";
    expect(await process(asking)({})).toEqual({ n: 1 });
    expect(seen).toEqual([
      "GET /jobs/j Bearer 0 | en",
      "POST /processes/p/execution Bearer 0 | fr | respond-async",
      "GET /jobs/j Bearer 0 | fr",
      "GET /jobs/j/results Bearer 0 | fr",
    ]);
  });

  it("asks again once after a refusal, once for all that are refused together", async () => {
    valid = "Bearer 1";
    const asked: boolean[] = [];
    const give = renewable();
    await using asking = client({
      credentials: (why) => {
        asked.push(why.refused);
        return give(why);
      },
    });
    await Promise.all([1, 2, 3].map(() => asking.getJob("j")));
    expect(asked.filter((refused) => refused)).toEqual([true]);

    valid = "Bearer none";
    seen = [];
    expect(await failureOf(asking.getJob("j"))).toMatchObject({
      code: "unauthorized",
    });
    expect(seen).toEqual(["GET /jobs/j Bearer 1", "GET /jobs/j Bearer 2"]);
  });

  it("says that credentials were refused, also where each request has others", async () => {
    let token = "old";
    let count = 0;
    const asked: boolean[] = [];
    await using asking = client({
      credentials: async ({ refused }) => {
        asked.push(refused);
        await Promise.resolve();
        if (refused) token = "new";
        count += 1;
        return { authorization: `Signed ${token}`, "x-key": String(count) };
      },
    });
    valid = "Signed new";
    await Promise.all([1, 2, 3].map(() => asking.getJob("j")));
    expect(asked.filter((refused) => refused)).toEqual([true]);
    expect(seen.slice(3).map((request) => request.split(" | ")[0])).toEqual(
      Array.from({ length: 3 }, () => "GET /jobs/j Signed new"),
    );
    await asking.getJob("j");
    expect(asked.slice(-1)).toEqual([false]);
  });

  it("takes those of a call for all its requests, instead of the client's", async () => {
    await using asking = client({
      apiKey: "key of the client",
      apiKeyHeader: "x-key",
      headers: { "accept-language": "en" },
    });
    const own = {
      credentials: () => ({ authorization: "Bearer mine" }),
      headers: { "accept-language": "de" },
    };
    const run = process(asking);
    expect(await run({}, own)).toEqual({ n: 1 });
    const job = run.job("j", { headers: own.headers });
    await job.dismiss();
    await asking.getJob("j", own);
    await asking.request("GET", "jobs/j", { credentials: own.credentials });
    await asking.getJob("j");
    expect(seen).toEqual([
      "POST /processes/p/execution Bearer mine | de | respond-async",
      "GET /jobs/j Bearer mine | de",
      "GET /jobs/j/results Bearer mine | de",
      "DELETE /jobs/j de | key of the client",
      "GET /jobs/j Bearer mine | de",
      "GET /jobs/j Bearer mine | en",
      "GET /jobs/j en | key of the client",
    ]);
  });

  it("takes one object of options for calls of two clients, each with its own credentials", async () => {
    await using first = client({ apiKey: "first", apiKeyHeader: "x-key" });
    await using second = client({ apiKey: "second", apiKeyHeader: "x-key" });
    const own = { headers: { "accept-language": "de" } };
    await first.getJob("j", own);
    await second.getJob("j", own);
    expect(seen).toEqual(["GET /jobs/j de | first", "GET /jobs/j de | second"]);
  });

  it.each([
    ["an error", new RangeError("no session")],
    [
      "an error that looks as one that passes",
      new ConnectionError("broken", {
        method: "GET",
        url: "http://127.0.0.1:1/",
      }),
    ],
    ["a text", "no session"],
  ])("throws %s of the function unchanged, once", async (_name, thrown) => {
    let count = 0;
    const refuse = (): never => {
      count += 1;
      throw thrown as Error;
    };
    for (const options of [{ credentials: refuse }, { headers: refuse }]) {
      count = 0;
      await using asking = client(options);
      expect(await failureOf(asking.getJob("j"))).toBe(thrown);
      expect(await failureOf(process(asking).job("j").results())).toBe(thrown);
      expect(count).toBe(2);
    }
    expect(seen).toEqual([]);
  });

  it("refuses what is no object of headers", async () => {
    const given = [
      "Bearer 1",
      { authorization: 1 },
      new Headers({ authorization: "Bearer 1" }),
      new Map([["authorization", "Bearer 1"]]),
      [["authorization", "Bearer 1"]],
      { authorization: "Bearer 1\n" },
      { "x key": "1" },
      { "": "1" },
    ];
    for (const headers of given) {
      await using asking = client({ headers: () => headers as never });
      expect(await failureOf(asking.getJob("j"))).toMatchObject({
        code: "config",
      });
    }
    expect(seen).toEqual([]);
  });

  it("shows nothing of what the functions give", async () => {
    valid = "Bearer another";
    await using asking = client({
      headers: () => ({ "x-key": "secretOfTheHeaders" }),
      credentials: () => ({ authorization: "Bearer secretOfTheFunction" }),
    });
    const own = { credentials: () => ({ "x-key": "secretOfTheCall" }) };
    const failures = [
      await failureOf(asking.getJob("j")),
      await failureOf(asking.getJob("j", own)),
      asking,
    ];
    expect(inspect(failures, { depth: 20, showHidden: true })).not.toMatch(
      /secretOfThe/,
    );
  });
});
