import { afterEach, describe, expect, it } from "vitest";
import {
  defineProcess,
  type ProcessDefinition,
} from "../../../src/runtime/index.js";
import {
  scriptedServer,
  type Reply,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
});

const PROCESS: ProcessDefinition = {
  id: "p",
  outputs: { a: { form: "value" } },
};
const DONE = { json: { jobID: "j", status: "successful" } };
const RESULTS = { json: { a: 1 } };

describe("what a server makes of an execution", () => {
  it.each<[string, Reply, Record<string, Reply | readonly Reply[]>, string]>([
    [
      "201 with a body, as wraptile",
      { status: 201, json: { jobID: "j", status: "accepted" } },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "201 that is finished",
      { status: 201, json: { jobID: "j", status: "successful" } },
      { "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "201 with the id of drafts of 2.0",
      { status: 201, json: { id: "j", status: "accepted" } },
      {
        "GET /jobs/j": { json: { id: "j", status: "succeeded" } },
        "GET /jobs/j/results": RESULTS,
      },
      "j",
    ],
    [
      "201 without a body, at the path of javaPS",
      { status: 201, headers: { location: "/processes/p/jobs/j" } },
      {
        "GET /processes/p/jobs/j": DONE,
        "GET /processes/p/jobs/j/results": RESULTS,
      },
      "j",
    ],
    [
      "201 with null as its body",
      { status: 201, json: null, headers: { location: "/jobs/j" } },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "201 with a page as its body",
      { status: 201, body: "<p>ok</p>", headers: { location: "/jobs/j" } },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "201 with a relative Location",
      { status: 201, headers: { location: "../../watch/jobs/j" } },
      { "GET /watch/jobs/j": DONE, "GET /watch/jobs/j/results": RESULTS },
      "j",
    ],
    [
      "201 at a place that a proxy hides",
      {
        status: 201,
        json: { jobID: "j" },
        headers: { location: "/hidden/jobs/j" },
      },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "201 at a name that nobody knows",
      {
        status: 201,
        json: { jobID: "j" },
        headers: { location: "http://inside.invalid/jobs/j" },
      },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "201 at the results",
      { status: 201, headers: { location: "/jobs/j/results" } },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "202",
      { status: 202, json: { jobID: "j", status: "accepted" } },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "200 that is a job",
      { status: 200, json: { jobID: "j", status: "running", type: "process" } },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "201 whose body breaks off after its Location",
      {
        status: 201,
        headers: { location: "/jobs/j" },
        json: { jobID: "j", status: "accepted" },
        breakAt: "body",
      },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    [
      "200 that is a job by Preference-Applied",
      {
        json: { id: "j", status: "accepted" },
        headers: { "preference-applied": "respond-async" },
      },
      { "GET /jobs/j": DONE, "GET /jobs/j/results": RESULTS },
      "j",
    ],
    ["200 with the results", { json: { a: 1 } }, {}, ""],
    [
      "200 with Location, as pygeoapi",
      { json: { id: "a", value: 1 }, headers: { location: "/jobs/j" } },
      {},
      "j",
    ],
    [
      "200 with a link to the job",
      { json: { a: 1 }, headers: { link: '</jobs/j>; rel="monitor"' } },
      {},
      "j",
    ],
    [
      "303 to the results",
      { status: 303, headers: { location: "/elsewhere" } },
      { "GET /elsewhere": RESULTS },
      "",
    ],
    [
      "a link in the status to the results",
      {
        status: 201,
        json: {
          jobID: "j",
          status: "successful",
          links: [
            {
              href: "/far/results?f=json",
              rel: "http://www.opengis.net/def/rel/ogc/1.0/results",
            },
          ],
        },
      },
      {
        "GET /jobs/j": DONE,
        "GET /jobs/j/results": { status: 500 },
        "GET /far/results?f=json": RESULTS,
      },
      "j",
    ],
  ])("understands %s", async (_name, reply, more, jobId) => {
    server = await scriptedServer({
      "POST /processes/p/execution": reply,
      ...more,
    });
    await using client = testClient(server.url);
    const run = defineProcess<object, { a: number }>(() => client, PROCESS);
    const job = await run.submit({ x: 1 });

    expect(job.id).toBe(jobId);
    await expect(job.results()).resolves.toEqual({ a: 1 });
    const executions = server.requests.filter(
      ({ method }) => method === "POST",
    );
    expect(executions.map(({ json }) => json)).toEqual([
      { inputs: { x: 1 }, response: "document" },
    ]);
  });

  it("reads outputs called status and jobID as outputs", async () => {
    server = await scriptedServer({
      "POST /processes/p/execution": {
        json: { jobID: "x", status: "running" },
      },
    });
    await using client = testClient(server.url);
    const run = defineProcess<object, { status: string; jobID: string }>(
      () => client,
      {
        id: "p",
        outputs: { status: { form: "value" }, jobID: { form: "value" } },
      },
    );

    await expect(run()).resolves.toEqual({ jobID: "x", status: "running" });
  });

  it.each<[string, Reply, string]>([
    [
      "tells no job",
      { status: 201, json: { status: "accepted" } },
      "told no job id",
    ],
    [
      "answers with a page",
      {
        status: 201,
        body: "<html>hello</html>",
        headers: { "content-type": "text/html" },
      },
      "page of HTML",
    ],
  ])("rejects when a server accepts and %s", async (_name, reply, message) => {
    server = await scriptedServer({ "POST /processes/p/execution": reply });
    await using client = testClient(server.url);
    const run = defineProcess<object, object>(() => client, PROCESS);

    await expect(run()).rejects.toMatchObject({
      name: "ResponseParseError",
      message: expect.stringContaining(message) as string,
    });
  });
});

describe("Prefer", () => {
  it.each<
    [
      string,
      readonly string[] | undefined,
      "async" | "sync" | "auto" | undefined,
      string | undefined,
    ]
  >([
    ["by default", undefined, undefined, "respond-async"],
    [
      "where both is possible",
      ["sync-execute", "async-execute"],
      undefined,
      "respond-async",
    ],
    ["where no option is described", [], undefined, "respond-async"],
    ["where no mode is described", ["dismiss"], undefined, "respond-async"],
    ["where only sync is possible", ["sync-execute"], "async", undefined],
    [
      "where sync is wanted",
      ["sync-execute", "async-execute"],
      "sync",
      undefined,
    ],
    ["where the server is to choose", undefined, "auto", undefined],
  ])("%s", async (_name, jobControlOptions, mode, wanted) => {
    server = await scriptedServer({ "POST /processes/p/execution": RESULTS });
    await using client = testClient(server.url);
    const run = defineProcess<object, object>(() => client, {
      ...PROCESS,
      ...(jobControlOptions === undefined ? {} : { jobControlOptions }),
    });
    await run({}, { mode });

    expect(server.requests.map(({ headers }) => headers["prefer"])).toEqual([
      wanted,
    ]);
  });
});

describe("objects as inputs", () => {
  it.each<
    [
      "plain" | "qualified" | undefined,
      "plain" | "qualified" | undefined,
      unknown,
    ]
  >([
    [undefined, undefined, { a: 1 }],
    [undefined, "qualified", { value: { a: 1 } }],
    ["plain", "qualified", { a: 1 }],
    ["qualified", undefined, { value: { a: 1 } }],
  ])("client %s, process %s", async (ofClient, ofProcess, wanted) => {
    server = await scriptedServer({ "POST /processes/p/execution": RESULTS });
    await using client = testClient(server.url, { objectInputs: ofClient });
    const run = defineProcess<{ x: object }, object>(() => client, {
      ...PROCESS,
      ...(ofProcess === undefined ? {} : { objectInputs: ofProcess }),
    });
    await run({ x: { a: 1 } });

    expect(server.requests[0]?.json).toMatchObject({ inputs: { x: wanted } });
  });
});

describe("ids with special characters", () => {
  it.each([
    ["218", "/processes/218/execution"],
    ["a:1.0", "/processes/a:1.0/execution"],
    ["module:func", "/processes/module:func/execution"],
    ["a/b", "/processes/a%2Fb/execution"],
  ])("executes %s at %s", async (id, path) => {
    server = await scriptedServer(() => RESULTS);
    await using client = testClient(`${server.url}ogc-api`);
    await defineProcess<object, object>(() => client, { ...PROCESS, id })();

    expect(server.requests.map((request) => request.path)).toEqual([
      `/ogc-api${path}`,
    ]);
  });
});

describe("requested outputs", () => {
  it("leaves out outputs that a server sends without a request", async () => {
    server = await scriptedServer({
      "POST /processes/p/execution": { json: { a: 1, b: 2, c: 3 } },
    });
    await using client = testClient(server.url);
    const run = defineProcess<object, { a: number; b: number; c: number }>(
      () => client,
      {
        id: "p",
        outputs: {
          a: { form: "value" },
          b: { form: "value" },
          c: { form: "value" },
        },
      },
    );

    await expect(run({}, { outputs: ["b"] })).resolves.toEqual({ b: 2 });
    expect(server.requests[0]?.json).toEqual({
      inputs: {},
      outputs: { b: {} },
      response: "document",
    });
    expect(client.warnings).toEqual([]);
  });
});
