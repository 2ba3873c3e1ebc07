import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { send, stable, waitFor } from "../request.js";
import { PICTURE, PICTURE_IN_BASE64 } from "./picture.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "wraptile",
    processes: [PICTURE],
  });
});
afterAll(async () => {
  await server.close();
});

const execute = (id: string, json: unknown): ReturnType<typeof send> =>
  send(`${server.url}processes/${id}/execution`, { json });

describe("wraptile", () => {
  it("always creates a job, without Location, type and links", async () => {
    const { status, headers, body } = await execute("sleep_a_while", {
      inputs: { duration: 5 },
    });
    expect([status, headers.get("location")]).toEqual([201, null]);
    expect(stable(body, server.url)).toEqual({
      jobID: "job_0",
      processID: "sleep_a_while",
      status: "running",
      created: "TIME",
      started: "TIME",
      updated: "TIME",
      progress: 0,
    });
  });

  it("answers 403 for results before the end, and reports a dismissed job as running", async () => {
    const job = `${server.url}jobs/job_0`;
    const results = await send(`${job}/results`);
    expect([
      results.status,
      results.headers.get("content-type"),
      results.body,
    ]).toEqual([
      403,
      "application/json",
      {
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready",
        title: "Forbidden",
        status: 403,
        detail: "Job 'job_0' is still running",
      },
    ]);
    const dismissals = [];
    for (let count = 0; count < 3; count++) {
      const { status, body } = await send(job, { method: "DELETE" });
      dismissals.push([status, (body as { readonly status: unknown }).status]);
    }
    expect(dismissals).toEqual([
      [200, "running"],
      [200, "dismissed"],
      [404, 404],
    ]);
  });

  it("has bare values in its results, regardless of the request", async () => {
    const { body } = await execute("picture", {
      outputs: { size: {} },
      response: "raw",
    });
    const { jobID } = body as { readonly jobID: string };
    const job = `${server.url}jobs/${jobID}`;
    await waitFor(job);
    expect((await send(`${job}/results`)).body).toEqual({
      picture: PICTURE_IN_BASE64,
      size: 3,
      box: { a: 1 },
    });
  });

  it("has the stack of an error, and answers 403 for its results", async () => {
    const { body } = await execute("sleep_a_while", {
      inputs: { duration: 0, fail: true },
    });
    const job = `${server.url}jobs/${(body as { readonly jobID: string }).jobID}`;
    const failed = await waitFor(job);
    expect(failed.body).toMatchObject({
      status: "failed",
      message: "Woke up too early",
      "x-traceback": expect.arrayContaining([
        "Error: Woke up too early",
      ]) as unknown,
    });
    const results = await send(`${job}/results`);
    expect([results.status, results.body]).toMatchObject([
      403,
      {
        type: "https://eo-tools.github.io/eozilla/problems#forbidden",
        title: "Forbidden",
      },
    ]);
  });

  it.each<[string, string, unknown, number, unknown]>([
    [
      "a qualified object",
      "return_base_model",
      { inputs: { scene_spec: { value: { threshold: 1, factor: 2 } } } },
      400,
      {
        type: "https://eo-tools.github.io/eozilla/problems#bad-request",
        title: "Bad request",
        status: 400,
        detail:
          "Inputs of process \"return_base_model\" are not valid. scene_spec must have required property 'threshold'; scene_spec must have required property 'factor'.",
      },
    ],
    [
      "another response",
      "echo",
      { response: "xml" },
      422,
      {
        detail: [
          {
            type: "missing",
            loc: ["body", "response"],
            msg: '"response" must be "raw" or "document".',
            input: null,
          },
        ],
      },
    ],
    [
      "a process that is not there",
      "none",
      {},
      404,
      {
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-process",
        title: "No such process",
        status: 404,
        detail:
          'Process "none" does not exist; GET /processes lists those that do.',
      },
    ],
  ])("rejects %s", async (_name, id, request, status, wanted) => {
    const answer = await execute(id, request);
    expect([answer.status, answer.body]).toEqual([status, wanted]);
  });

  it("ignores unknown inputs, page sizes and filters", async () => {
    expect((await execute("primes_between", { inputs: { x: 1 } })).status).toBe(
      201,
    );
    const { body } = await send(`${server.url}jobs?limit=1&status=happy`);
    const { jobs } = body as { readonly jobs: readonly unknown[] };
    expect(jobs.length).toBeGreaterThan(1);
  });

  it("answers as FastAPI does for an unknown path", async () => {
    const { status, body } = await send(`${server.url}nothing`);
    expect([status, body]).toEqual([404, { detail: "Not found" }]);
  });

  it.each(["openapi.json", "docs", "docs/oauth2-redirect", "redoc"])(
    "serves /%s, to which its landing page links",
    async (path) => {
      expect((await send(server.url + path)).status).toBe(200);
    },
  );
});
