import { describe, expect, it } from "vitest";
import {
  bindProcess,
  defineProcess,
  type Job,
  type StatusInfo,
} from "../../../src/runtime/index.js";
import type { Reply } from "../../faults/scripted-server.js";
import { failureOf, membersOf } from "../test-client.js";
import { started, status, type Process } from "./job-scene.js";

const PROGRESS = [
  status("accepted"),
  status("running", { progress: 0 }),
  status("running", { progress: 0 }),
  status("running", { progress: 50, message: "half" }),
  status("running", { progress: 20 }),
  status("paused", { progress: 20 }),
  status("successful", { progress: 100 }),
];
const SEEN = [
  ["accepted", undefined],
  ["running", 0],
  ["running", 50],
  ["running", 20],
  ["paused", 20],
  ["successful", 100],
];
const pair = (info: StatusInfo): unknown => [
  info.originalStatus ?? info.status,
  info.progress,
];

describe("a job", () => {
  it("reports each change once, also of progress that decreases, up to its end", async () => {
    await using scene = await started({ "GET /jobs/j": PROGRESS });
    const { run } = scene;
    const reported: unknown[] = [];
    const results = await run(
      {},
      { onProgress: (info) => reported.push(pair(info)) },
    );

    expect(results).toEqual({ a: 1 });
    expect(reported).toEqual(SEEN);
  });

  it("can be iterated in the same way, and its results are read once", async () => {
    await using scene = await started({ "GET /jobs/j": PROGRESS });
    const { run, server } = scene;
    const job = await run.submit();
    const reported: unknown[] = [];
    for await (const info of job) reported.push(pair(info));

    expect(reported).toEqual(SEEN);
    await expect(job.results()).resolves.toEqual({ a: 1 });
    await expect(job.results()).resolves.toEqual({ a: 1 });
    expect(
      server.requests.filter(({ path }) => path === "/jobs/j/results"),
    ).toHaveLength(1);
    expect(JSON.stringify(job)).toBe(
      '{"jobID":"j","processID":"p","status":"successful"}',
    );
  });

  it("is not polled any more after the loop is left", async () => {
    await using scene = await started({ "GET /jobs/j": PROGRESS });
    const { run, server } = scene;
    for await (const info of await run.submit()) {
      if (info.status === "running") break;
    }
    const count = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 60));

    expect(server.requests).toHaveLength(count);
  });

  it("is found again by its id", async () => {
    await using scene = await started({
      "GET /jobs/j": [status("running"), status("successful")],
    });
    const { run } = scene;
    const job: Job<{ a: number }> = run.job("j");

    expect(job.lastStatus).toBeUndefined();
    await expect(job.status()).resolves.toMatchObject({ status: "running" });
    await expect(job.wait()).resolves.toMatchObject({ status: "successful" });
    await expect(job.results()).resolves.toEqual({ a: 1 });
  });

  it("belongs to the client that its function is bound to", async () => {
    await using scene = await started({ "GET /jobs/j": status("successful") });
    const { client } = scene;
    const unbound: Process = defineProcess(
      () => {
        throw new Error("There is no default client.");
      },
      { id: "p", outputs: { a: { form: "value" } } },
    );
    const bound = bindProcess(unbound, client);

    await expect(bound()).resolves.toEqual({ a: 1 });
    await expect(unbound({}, { client })).resolves.toEqual({ a: 1 });
    expect(bound.process).toBe(unbound.process);
    expect(() => unbound.job("j")).toThrow("no default client");
  });

  it("tells what Retry-After asks for where callers poll themselves", async () => {
    const later = { headers: { "retry-after": "7" } };
    await using scene = await started({
      "GET /jobs/j": [
        { ...status("running"), ...later },
        { ...status("running"), ...later },
        status("running"),
      ],
    });
    const { run, client } = scene;
    const job = run.job("j", { client });
    const running = { jobID: "j", processID: "p", status: "running" };
    const asked = { ...running, retryAfterMs: 7_000 };
    expect(await job.status()).toEqual(asked);
    expect(await client.getJob("j")).toEqual(asked);
    expect(await job.status()).toEqual(running);
    expect(job.lastStatus).toEqual(running);
  });

  it("follows Retry-After", async () => {
    await using scene = await started(
      {
        "GET /jobs/j": [
          { ...status("running"), headers: { "retry-after": "0.05" } },
          status("successful"),
        ],
      },
      { pollIntervalMs: undefined },
    );
    const { run, server } = scene;
    await run();

    expect(
      server.requests.map(({ method, path }) => `${method} ${path}`),
    ).toEqual([
      "POST /processes/p/execution",
      "GET /jobs/j",
      "GET /jobs/j",
      "GET /jobs/j/results",
    ]);
  });
});

describe("a job that ends without results", () => {
  it.each<
    [string, Record<string, Reply | readonly Reply[]>, Record<string, unknown>]
  >([
    [
      "failed, with a message",
      { "GET /jobs/j": status("failed", { message: "no beans", progress: 3 }) },
      {
        name: "JobFailedError",
        code: "job-failed",
        jobId: "j",
        processId: "p",
        message: "Job j of p failed: no beans",
        problem: undefined,
      },
    ],
    [
      "failed, with the exception of 2.0",
      {
        "GET /jobs/j": status("failed", {
          exception: { type: "x", title: "Bad", detail: "beans" },
        }),
      },
      {
        name: "JobFailedError",
        message: "Job j of p failed: Bad: beans",
        problem: { type: "x", title: "Bad", detail: "beans" },
      },
    ],
    [
      "failed, with an exception for results",
      {
        "GET /jobs/j": status("failed"),
        "GET /jobs/j/results": {
          status: 500,
          json: { title: "Process failed", detail: "beans" },
        },
      },
      {
        name: "JobFailedError",
        message: "Job j of p failed: Process failed: beans",
        problem: { title: "Process failed", detail: "beans" },
      },
    ],
    [
      "dismissed",
      { "GET /jobs/j": status("dismissed") },
      {
        name: "JobDismissedError",
        code: "job-dismissed",
        message: "Job j of p was dismissed.",
      },
    ],
    [
      "cancelled, in another word",
      { "GET /jobs/j": status("canceled") },
      { name: "JobDismissedError" },
    ],
    [
      "gone",
      { "GET /jobs/j": [status("running"), { status: 404, json: {} }] },
      {
        name: "JobVanishedError",
        code: "job-vanished",
        message:
          "Job j of p is gone from the server; its last status was running.",
      },
    ],
    [
      "gone for good",
      { "GET /jobs/j": [status("running"), { status: 410, json: {} }] },
      { name: "JobVanishedError" },
    ],
    [
      "another job under the same id",
      {
        "GET /jobs/j": [
          status("running", { created: "2026-01-01T00:00:00Z" }),
          status("successful", { created: "2026-01-01T01:00:00Z" }),
        ],
      },
      { name: "JobVanishedError" },
    ],
    [
      "successful first, and failed when asked for results",
      {
        "GET /jobs/j": [
          status("successful"),
          status("failed", { message: "not valid" }),
        ],
        "GET /jobs/j/results": { status: 403, json: { detail: "has failed" } },
      },
      { name: "JobFailedError", message: "Job j of p failed: not valid" },
    ],
    [
      "successful, without results",
      {
        "GET /jobs/j": status("successful"),
        "GET /jobs/j/results": { status: 500, json: { title: "lost" } },
      },
      { name: "ApiError", status: 500, attempts: 5 },
    ],
    [
      "refused",
      { "GET /jobs/j": { status: 403, json: {} } },
      { name: "ForbiddenError", code: "forbidden" },
    ],
  ])("rejects when it is %s", async (_name, script, wanted) => {
    await using scene = await started(script);
    const { run } = scene;

    expect(membersOf(await failureOf(run()), ...Object.keys(wanted))).toEqual(
      wanted,
    );
  });

  it("stops waiting for a job that it dismissed, and that the server removed", async () => {
    await using scene = await started({
      "GET /jobs/j": { status: 404, json: {} },
      "DELETE /jobs/j": status("dismissed"),
    });
    const job = await scene.run.submit();
    const waiting = failureOf(job.results());
    await job.dismiss();

    expect(membersOf(await waiting, "name", "message")).toEqual({
      name: "JobDismissedError",
      message: "Job j of p was dismissed.",
    });
  });

  it("waits for results that are late", async () => {
    await using scene = await started({
      "GET /jobs/j": status("successful"),
      "GET /jobs/j/results": [
        {
          status: 404,
          json: {
            type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-ready",
          },
        },
        { status: 403, json: { type: "x/result-not-ready" } },
        { json: { a: 1 } },
      ],
    });
    const { run } = scene;

    await expect(run()).resolves.toEqual({ a: 1 });
  });

  it("waits for a job that the server shows late", async () => {
    await using scene = await started({
      "GET /jobs/j": [
        { status: 404, json: {} },
        { status: 404, json: {} },
        status("successful"),
      ],
    });
    const { run } = scene;

    await expect(run()).resolves.toEqual({ a: 1 });
  });

  it("reports that there never was such a job", async () => {
    await using scene = await started({
      "GET /jobs/j": { status: 404, json: {} },
    });
    const { run } = scene;

    await expect(run.job("j").wait()).rejects.toMatchObject({
      name: "NoSuchJobError",
      status: 404,
    });
  });

  it("reports the time limit, with the last status", async () => {
    await using scene = await started({
      "GET /jobs/j": status("running", { progress: 7 }),
    });
    const { run } = scene;

    await expect(run({}, { timeoutMs: 500 })).rejects.toMatchObject({
      name: "JobTimeoutError",
      code: "job-timeout",
      jobId: "j",
      timeoutMs: 500,
      lastStatus: { status: "running", progress: 7 },
      message: "Job j of p was not done after 500 ms (running, 7 percent).",
    });
  });

  it("rejects with what onProgress throws", async () => {
    await using scene = await started({ "GET /jobs/j": status("running") });
    const { run } = scene;
    const onProgress = (): never => {
      throw new RangeError("mine");
    };

    await expect(run({}, { onProgress })).rejects.toThrow(
      new RangeError("mine"),
    );
  });
});

describe("polls that fail", () => {
  it.each<[string, Reply]>([
    ["500", { status: 500, body: "oops" }],
    ["503", { status: 503, headers: { "retry-after": "0" } }],
    ["429", { status: 429, headers: { "retry-after": "0.01" } }],
    ["a broken connection", { breakAt: "start" }],
    ["a broken body", { ...status("running"), breakAt: "body" }],
    ["truncated JSON", { body: '{"jobID":"j",' }],
    [
      "a page of HTML",
      {
        body: "<html>maintenance</html>",
        headers: { "content-type": "text/html" },
      },
    ],
    ["an empty body", { body: "" }],
    ["another document", { json: { hello: "world" } }],
    ["a list", { json: [] }],
    ["an answer that is too slow", { delayMs: 400, ...status("running") }],
  ])("do not end a wait: %s", async (_name, reply) => {
    await using scene = await started(
      {
        "GET /jobs/j": [status("running"), reply, reply, status("successful")],
      },
      { timeoutMs: 150 },
    );
    const { run } = scene;

    await expect(run()).resolves.toEqual({ a: 1 });
  });

  it("end a wait where they last too long", async () => {
    await using scene = await started(
      { "GET /jobs/j": { status: 500, json: { title: "still down" } } },
      { giveUpAfterMs: 60 },
    );
    const { run } = scene;

    await expect(run()).rejects.toMatchObject({
      name: "ApiError",
      status: 500,
    });
  });

  it("end a wait at the deadline", async () => {
    await using scene = await started({ "GET /jobs/j": { status: 500 } });
    const { run } = scene;

    await expect(run({}, { timeoutMs: 60 })).rejects.toMatchObject({
      name: "JobTimeoutError",
    });
  });
});

describe("dismiss", () => {
  it.each<[string, Reply | readonly Reply[], unknown]>([
    [
      "a status",
      status("dismissed"),
      { jobID: "j", processID: "p", status: "dismissed" },
    ],
    [
      "a job that runs on for a while, as wraptile",
      status("running", { progress: 3 }),
      { jobID: "j", processID: "p", status: "running", progress: 3 },
    ],
    [
      "Weaver's message",
      { json: { code: "JobDismissed", value: "j" } },
      {
        jobID: "j",
        status: "dismissed",
        extensions: { code: "JobDismissed", value: "j" },
      },
    ],
    [
      "JSON as text/html, as pygeoapi",
      {
        body: '{"jobID":"j","status":"dismissed"}',
        headers: { "content-type": "text/html" },
      },
      { jobID: "j", status: "dismissed" },
    ],
    ["204", { status: 204 }, { jobID: "j", status: "dismissed" }],
    ["a page", { body: "<p>ok</p>" }, { jobID: "j", status: "dismissed" }],
    [
      "410, when it was dismissed before",
      { status: 410, json: {} },
      { jobID: "j", status: "dismissed" },
    ],
    [
      "an answer that got lost",
      [{ breakAt: "start" }, { status: 404, json: {} }],
      { jobID: "j", status: "dismissed" },
    ],
  ])("understands %s", async (_name, reply, wanted) => {
    await using scene = await started({ "DELETE /jobs/j": reply });
    const { run } = scene;

    await expect(run.job("j").dismiss()).resolves.toEqual(wanted);
  });

  it("rejects where there is no such job, or it cannot be dismissed", async () => {
    await using scene = await started({
      "DELETE /jobs/j": [
        { status: 404 },
        { status: 405, json: { detail: "Method Not Allowed" } },
      ],
    });
    const { run } = scene;

    await expect(run.job("j").dismiss()).rejects.toMatchObject({
      name: "NoSuchJobError",
    });
    await expect(run.job("j").dismiss()).rejects.toMatchObject({
      name: "ApiError",
      status: 405,
    });
  });
});
