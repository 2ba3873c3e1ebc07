import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  Problem,
  startServer,
  type RunningServer,
} from "../../../src/server/index.js";
import { send, stable, submit, waitFor } from "../request.js";
import { PICTURE } from "./picture.js";

const PREFIX = "api/retrieve/v1/";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "ecmwf",
    processes: [
      PICTURE,
      {
        description: { id: "refusing", version: "1" },
        execute: () => {
          throw new Problem(400, "Invalid request", "Too large a request.");
        },
      },
    ],
  });
});
afterAll(async () => {
  await server.close();
});

/** A document in which the server's root is `http://server/`, also where its own links lack the prefix. */
const seen = (body: unknown): unknown =>
  JSON.parse(
    JSON.stringify(stable(body, server.url.replace(PREFIX, ""))).replace(
      /job_\d+/g,
      "JOB",
    ),
  );

/** Runs a process, and returns the URL of its job where it is, which is not where the links say. */
async function run(process: string, request: unknown = {}): Promise<string> {
  const { headers } = await submit(server.url, process, request);
  const id = (headers.get("location") ?? "").split("/").at(-1) ?? "";
  const job = `${server.url}jobs/${id}`;
  await waitFor(job);
  return job;
}

describe("ECMWF's server", () => {
  it("is below a path that its links lack", async () => {
    expect(server.url).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/api\/retrieve\/v1\/$/,
    );
    const root = server.url.replace(PREFIX, "");
    expect((await send(`${root}processes`)).status).toBe(404);
    const { body } = await send(server.url);
    expect(seen(body)).toMatchObject({
      links: [
        { rel: "service-desc", href: "http://server/openapi.json" },
        { href: "http://server/conformance" },
        { href: "http://server/processes" },
      ],
    });
    const list = await send(`${server.url}processes?limit=2`);
    expect(seen(list.body)).toMatchObject({
      links: [
        { rel: "self" },
        { rel: "next", href: "http://server/processes?limit=2&cursor=2" },
      ],
    });
  });

  it("always gives a job", async () => {
    const { status, headers, body } = await send(
      `${server.url}processes/sleep_a_while/execution`,
      { json: { inputs: { duration: 5 } } },
    );
    expect(status).toBe(201);
    expect(seen(headers.get("location"))).toBe("http://server/jobs/JOB");
    expect(seen(body)).toMatchObject({
      jobID: "JOB",
      type: "process",
      status: expect.stringMatching(/accepted|running/) as string,
      links: [{ rel: "monitor", href: "http://server/jobs/JOB" }],
    });
  });

  it("gives results as links inside qualified values", async () => {
    const job = await run("picture");
    expect(seen((await send(job)).body)).toMatchObject({
      status: "successful",
      links: [
        { rel: "self", href: "http://server/jobs/JOB" },
        { rel: "results", href: "http://server/jobs/JOB/results" },
      ],
    });
    const { body } = await send(`${job}/results`);
    const store = `${PREFIX}jobs/JOB/results`;
    expect(seen(body)).toEqual({
      picture: {
        value: {
          type: "image/png",
          href: `http://server/${store}/picture`,
          "file:size": 3,
          "file:local_path": `/${store}/picture`,
        },
      },
      size: {
        value: {
          type: "application/json",
          href: `http://server/${store}/size`,
          "file:size": 1,
          "file:local_path": `/${store}/size`,
        },
      },
      box: {
        value: {
          type: "application/json",
          href: `http://server/${store}/box`,
          "file:size": 7,
          "file:local_path": `/${store}/box`,
        },
      },
    });
    const { box } = body as { readonly box: { value: { href: string } } };
    expect((await send(box.value.href)).body).toEqual({ a: 1 });
  });

  it("rejects a job whose inputs the process refuses", async () => {
    const job = await run("refusing");
    expect((await send(job)).body).toMatchObject({ status: "rejected" });
    const { status, body } = await send(`${job}/results`);
    expect([status, body]).toEqual([
      400,
      {
        type: "job results failed",
        title: "the job has been rejected",
        status: 400,
        detail: "Too large a request.",
        trace_id: "unset",
      },
    ]);
  });

  it("says that a failed job failed", async () => {
    const inputs = { duration: 0, fail: true };
    const job = await run("sleep_a_while", { inputs });
    expect((await send(job)).body).toMatchObject({ status: "failed" });
    expect((await send(`${job}/results`)).body).toMatchObject({
      title: "the job has been failed",
      detail: "Woke up too early",
    });
  });

  it.each([
    ["one status", "status=rejected", ["rejected"]],
    [
      "repeated statuses",
      "status=rejected&status=failed",
      ["rejected", "failed"],
    ],
    ["a list with commas, in vain", "status=rejected,failed", []],
  ])("filters jobs by %s", async (_name, query, wanted) => {
    const { body } = await send(`${server.url}jobs?limit=100&${query}`);
    const { jobs } = body as { readonly jobs: readonly { status: string }[] };
    expect(jobs.map(({ status }) => status)).toEqual(wanted);
  });

  it("has no job any more that was dismissed", async () => {
    const job = await run("picture");
    const { body } = await send(job, { method: "DELETE" });
    expect(body).toMatchObject({ status: "dismissed" });
    const again = await send(job);
    expect([again.status, again.body]).toMatchObject([
      404,
      { type: expect.stringContaining("no-such-job") as string },
    ]);
  });
});
