import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import {
  startServer,
  type ProcessImplementation,
  type RunningServer,
  type ServerOptions,
} from "../../src/server/index.js";
import { send, stable, submit } from "./request.js";

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: ServerOptions = {}): Promise<RunningServer> {
  server = await startServer({ port: 0, ...options });
  return server;
}

const HELLO: ProcessImplementation = {
  description: {
    id: "hello/world:1.0",
    version: "1.0.0",
    inputs: { name: { schema: { type: "string" } } },
    outputs: { greeting: { schema: { type: "string" } } },
  },
  execute: ({ name }) => ({ greeting: `Hello ${String(name)}` }),
};

describe("startServer", () => {
  it("serves the S2GOS service on this machine by default", async () => {
    const { url, port } = await start();
    expect(url).toBe(`http://127.0.0.1:${port}/`);
    const { body } = await send(url);
    expect(stable(body, url)).toEqual({
      title: "S2GOS Test-Server",
      description: "Local DTE-S2GOS process server for testing",
      links: [
        ["", "self", "application/json", "Landing page"],
        [
          "api",
          "service-desc",
          "application/vnd.oai.openapi+json;version=3.0",
          "API definition",
        ],
        [
          "conformance",
          "http://www.opengis.net/def/rel/ogc/1.0/conformance",
          "application/json",
          "Conformance classes",
        ],
        [
          "processes",
          "http://www.opengis.net/def/rel/ogc/1.0/processes",
          "application/json",
          "Processes",
        ],
        [
          "jobs",
          "http://www.opengis.net/def/rel/ogc/1.0/job-list",
          "application/json",
          "Jobs",
        ],
      ].map(([path = "", rel, type, title]) => ({
        href: `http://server/${path}`,
        rel,
        type,
        title,
      })),
    });
  });

  it("lists its conformance classes", async () => {
    const { url } = await start();
    const { body } = await send(`${url}conformance`);
    expect(body).toEqual({
      conformsTo: [
        "core",
        "ogc-process-description",
        "json",
        "oas30",
        "job-list",
        "callback",
        "dismiss",
      ].map(
        (name) =>
          `http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/${name}`,
      ),
    });
  });

  it.each<[string, ServerOptions, string]>([
    [
      "service",
      { service: "none" as "local" },
      'There is no service "none"; choose s2gos, local.',
    ],
    [
      "profile",
      { profile: "none" as "standard" },
      'There is no profile "none"; choose standard, wraptile, pygeoapi, aquainfra, weaver, zoo, javaps, ecmwf, fastprocesses, v2.',
    ],
    [
      "number of jobs",
      { maxRunningJobs: 0 },
      "maxRunningJobs must be at least 1, not 0.",
    ],
    [
      "origin",
      { cors: ["pages.example"] },
      '"pages.example" is not the origin of a web page; give it as https://pages.example or http://192.168.1.5:5173, or * for all.',
    ],
  ])("turns down a %s that has no meaning", async (_name, options, message) => {
    await expect(start(options)).rejects.toThrow(new RangeError(message));
  });

  it("fails if the port is taken", async () => {
    const { port } = await start();
    await expect(startServer({ port })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
  });

  it("stops at the end of a block", async () => {
    let url: string;
    {
      await using inner = await startServer({ port: 0 });
      url = inner.url;
      expect((await send(url)).status).toBe(200);
    }
    await expect(send(url)).rejects.toThrow();
  });

  it("logs each request", async () => {
    const lines: string[] = [];
    const { url } = await start({ log: (line) => lines.push(line) });
    await send(`${url}jobs?limit=3`);
    await send(`${url}nothing`);
    expect(lines).toEqual(["GET /jobs?limit=3 200", "GET /nothing 404"]);
  });

  it("sends Retry-After if it is configured", async () => {
    const { url } = await start({ service: "local", retryAfter: 2 });
    const created = await submit(url, "sleep_a_while", {});
    expect(created.headers.get("retry-after")).toBe("2");
    const job = created.headers.get("location") ?? "";
    expect((await send(job)).headers.get("retry-after")).toBe("2");
    await send(job, { method: "DELETE" });
    expect((await send(job)).headers.get("retry-after")).toBeNull();
  });
});

describe("processes that are added", () => {
  it("are listed after the service's own", async () => {
    const { url } = await start({ processes: [HELLO] });
    const { body } = await send(`${url}processes`);
    expect(
      (
        body as { readonly processes: readonly { readonly id: string }[] }
      ).processes.map(({ id }) => id),
    ).toEqual([
      "mtr_demo_generation",
      "mtr_demo_simulation",
      "hello/world:1.0",
    ]);
    const execution = `${url}processes/hello%2Fworld%3A1.0/execution`;
    const run = await send(execution, { json: { inputs: { name: "you" } } });
    expect([run.status, run.body]).toEqual([200, "Hello you"]);
  });

  it("can be handlers, which leave the description of a process that there is", async () => {
    const { url } = await start({
      service: "local",
      processes: {
        primes_between: ({ max_val }) => ({ return_value: [max_val] }),
        "any/thing": (inputs) => ({ given: inputs["n"] }),
      },
    });
    const { body } = await send(`${url}processes/primes_between`);
    expect(body).toMatchObject({ title: "Prime Processor" });
    const known = await send(`${url}processes/primes_between/execution`, {
      json: { inputs: {} },
    });
    expect([known.status, known.body]).toEqual([200, [100]]);
    const other = await send(`${url}processes/any%2Fthing/execution`, {
      json: { inputs: { n: 7 } },
    });
    expect([other.status, other.body]).toEqual([200, 7]);
  });

  it("can be added and removed while the server runs", async () => {
    const { url, addProcess, removeProcess } = await start();
    const path = `${url}processes/mtr_demo_simulation`;
    expect(removeProcess("mtr_demo_simulation")).toBe(true);
    expect(removeProcess("mtr_demo_simulation")).toBe(false);
    expect((await send(path)).status).toBe(404);
    addProcess({
      ...HELLO,
      description: { ...HELLO.description, id: "mtr_demo_simulation" },
    });
    expect((await send(path)).body).toMatchObject({
      inputs: { name: { schema: { type: "string" } } },
    });
  });

  it("are listed over several pages", async () => {
    const processes = Array.from({ length: 12 }, (_, index) => ({
      ...HELLO,
      description: { ...HELLO.description, id: `p${index}` },
    }));
    const { url } = await start({ processes });
    const seen: string[] = [];
    let next: string | undefined = `${url}processes?limit=5`;
    while (next !== undefined) {
      const list = (await send(next)).body as {
        readonly processes: readonly { readonly id: string }[];
        readonly links: readonly {
          readonly rel: string;
          readonly href: string;
        }[];
      };
      seen.push(...list.processes.map(({ id }) => id));
      next = list.links.find(({ rel }) => rel === "next")?.href;
    }
    expect(seen).toEqual([
      "mtr_demo_generation",
      "mtr_demo_simulation",
      ...processes.map(({ description }) => description.id),
    ]);
  });
});

const JOBS = "GET, HEAD, OPTIONS";

describe("HTTP", () => {
  it.each<[string, string, string, number, string | null]>([
    ["HEAD", "", "HEAD", 200, null],
    ["HEAD of a job that is not there", "jobs/x", "HEAD", 404, null],
    ["a slash at the end", "processes/", "GET", 200, null],
    ["OPTIONS of a list", "jobs", "OPTIONS", 204, "GET, HEAD, OPTIONS"],
    [
      "OPTIONS of a job",
      "jobs/x",
      "OPTIONS",
      204,
      "GET, DELETE, HEAD, OPTIONS",
    ],
    [
      "OPTIONS of an execution",
      "processes/x/execution",
      "OPTIONS",
      204,
      "POST, OPTIONS",
    ],
    [
      "a method that is not taken",
      "processes/x/execution",
      "GET",
      405,
      "POST, OPTIONS",
    ],
    ["another one", "jobs", "DELETE", 405, "GET, HEAD, OPTIONS"],
    ["a path that is not there", "nothing", "GET", 404, null],
    ["OPTIONS of a path that is not there", "nothing", "OPTIONS", 204, null],
    ["a method that HTTP does not know", "jobs", "PROPFIND", 405, JOBS],
    ["a malformed percent code", "jobs/%zz", "GET", 400, null],
    ["an encoded slash", "processes/a%2Fb", "GET", 404, null],
  ])("answers %s", async (_name, path, method, status, allow) => {
    const { url } = await start();
    const answer = await send(url + path, { method });
    expect([answer.status, answer.headers.get("allow")]).toEqual([
      status,
      allow,
    ]);
  });

  const page = "http://example.org";

  it.each<[string, string | undefined, ServerOptions, unknown[]]>([
    ["of this machine", "http://localhost:5173", {}, [200, "ORIGIN", "Origin"]],
    ["of another site", page, {}, [403, null, null]],
    ["that is allowed", page, { cors: [page] }, [200, "ORIGIN", "Origin"]],
    ["where all are", page, { cors: ["*"] }, [200, "*", null]],
    ["that is none", undefined, {}, [200, null, "Origin"]],
  ])("answers a web page %s (CORS)", async (_name, origin, options, wanted) => {
    const { url } = await start(options);
    const { status, headers } = await send(url, {
      headers: origin === undefined ? {} : { origin },
    });
    const allowed = headers.get("access-control-allow-origin");
    expect([status, allowed, headers.get("vary")]).toEqual(
      wanted.map((one) => (one === "ORIGIN" ? origin : one)),
    );
    const exposed = "Location, Link, Preference-Applied, Retry-After";
    expect(headers.get("access-control-expose-headers")).toBe(
      allowed === null ? null : exposed,
    );
  });

  it.each<[string, number, (string | null)[]]>([
    [
      "http://localhost:5173",
      204,
      [
        "http://localhost:5173",
        "GET, HEAD, POST, DELETE, OPTIONS",
        "authorization, prefer",
        "Origin, Access-Control-Request-Headers",
      ],
    ],
    [page, 403, [null, null, null, null]],
  ])(
    "lets web pages of %s send every request, or none (CORS)",
    async (origin, wanted, wantedHeaders) => {
      const { url } = await start({ auth: { type: "token", token: "t" } });
      const { status, headers } = await send(`${url}processes/x/execution`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization, prefer",
        },
      });
      const names = [
        "access-control-allow-origin",
        "access-control-allow-methods",
        "access-control-allow-headers",
        "vary",
      ];
      expect([status, names.map((name) => headers.get(name))]).toEqual([
        wanted,
        wantedHeaders,
      ]);
    },
  );

  it("is not answered for another host (DNS rebinding)", async () => {
    const { port } = await start({ hosts: ["server"] });
    const answers = ["localhost", "server", "rebound.example"].map(
      async (host) => {
        const headers = { host: `${host}:${port}` };
        const request = get({ host: "127.0.0.1", port, headers });
        const [response] = (await once(request, "response")) as [
          IncomingMessage,
        ];
        response.resume();
        return response.statusCode;
      },
    );
    expect(await Promise.all(answers)).toEqual([200, 200, 421]);
  });

  it("labels a problem application/json for clients that accept only that", async () => {
    const { url } = await start();
    const types = await Promise.all(
      [
        "application/json",
        "application/json, */*;q=0.1",
        "application/problem+json, application/json",
        "text/html",
      ].map(async (accept) => {
        const { headers } = await send(`${url}jobs/x`, { headers: { accept } });
        return headers.get("content-type");
      }),
    );
    expect(types).toEqual([
      "application/json",
      "application/problem+json",
      "application/problem+json",
      "application/problem+json",
    ]);
  });

  it.each<[string, RequestInit, string]>([
    ["nothing", {}, "it is empty."],
    ["what is no JSON", { body: "{" }, "The body must be a JSON object"],
    [
      "JSON that is not an object",
      { body: "[]" },
      "The body must be a JSON object",
    ],
  ])("turns down an execute request with %s", async (_name, init, detail) => {
    const { url } = await start({ service: "local" });
    const response = await fetch(`${url}processes/echo/execution`, {
      method: "POST",
      ...init,
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining(detail) as unknown,
    });
  });

  it("uses the host that the client used in its links", async () => {
    const { port } = await start();
    const { body } = await send(`http://localhost:${port}/processes`);
    expect(body).toMatchObject({
      links: [{ href: `http://localhost:${port}/processes`, rel: "self" }],
    });
  });
});
