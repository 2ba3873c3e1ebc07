import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { send, stable, submit, waitFor } from "../request.js";
import { PICTURE } from "./picture.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "weaver",
    processes: [
      PICTURE,
      {
        ...PICTURE,
        description: {
          ...PICTURE.description,
          id: "only-async:1.2.0",
          jobControlOptions: ["async-execute"],
        },
      },
    ],
  });
});
afterAll(async () => {
  await server.close();
});

const execute = (
  id: string,
  json: unknown,
  headers: Readonly<Record<string, string>> = {},
): ReturnType<typeof send> =>
  send(`${server.url}processes/${id}/execution`, { json, headers });

describe("weaver", () => {
  it("has jobs below their process, and more members in a status", async () => {
    const created = await submit(server.url, "picture", {});
    const job = created.headers.get("location") ?? "";
    expect(stable(job, server.url)).toBe(
      "http://server/processes/picture/jobs/job_0",
    );
    const { body } = await waitFor(job);
    expect(body).toMatchObject({
      jobID: "job_0",
      status: "successful",
      providerID: null,
      percentCompleted: 100,
      created: expect.stringMatching(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/,
      ) as unknown,
    });
    expect((await send(`${server.url}jobs/job_0`)).body).toEqual(body);
    expect((await send(`${job}/results/size`)).body).toBe(3);
  });

  it("sends raw results as multipart/mixed, with the job in each part's id", async () => {
    const { headers, body } = await execute("picture", {
      outputs: { size: {}, box: {} },
    });
    const [, boundary = ""] =
      /^multipart\/mixed; boundary="(.+)"$/.exec(
        headers.get("content-type") ?? "",
      ) ?? [];
    const text = String(body)
      .replaceAll(boundary, "B")
      .replace(/job_\d+/g, "job_N");
    expect(stable(text, server.url)).toBe(
      [
        "--B",
        "Content-ID: <size@job_N>",
        "Content-Type: application/json",
        "Content-Location: http://server/processes/picture/jobs/job_N/results/size",
        "",
        "3",
        "--B",
        "Content-ID: <box@job_N>",
        "Content-Type: application/json",
        "Content-Location: http://server/processes/picture/jobs/job_N/results/box",
        "",
        '{"a":1}',
        "--B--",
        "",
      ].join("\r\n"),
    );
  });

  it.each<
    [
      string,
      string,
      Readonly<Record<string, string>>,
      readonly [number, string | null],
    ]
  >([
    ["no preference", "picture", {}, [200, "wait=20"]],
    ["a wait", "picture", { prefer: "wait=5" }, [200, "wait=5"]],
    ["async", "picture", { prefer: "respond-async" }, [201, "respond-async"]],
    [
      "a mode that is not offered",
      "only-async%3A1.2.0",
      { prefer: "wait=5" },
      [422, null],
    ],
    ["the only mode", "only-async%3A1.2.0", {}, [201, "respond-async"]],
  ])("chooses the mode: %s", async (_name, id, headers, wanted) => {
    const answer = await execute(id, {}, headers);
    expect([answer.status, answer.headers.get("preference-applied")]).toEqual(
      wanted,
    );
  });

  it("accepts requests of the drafts before 1.0", async () => {
    const { status, body } = await execute("primes_between", {
      mode: "sync",
      response: "document",
      inputs: [
        { id: "min_val", data: 90 },
        { id: "max_val", value: 100 },
      ],
      outputs: [{ id: "return_value", transmissionMode: "value" }],
    });
    expect([status, body]).toEqual([200, { return_value: [97] }]);
    const created = await execute("primes_between", { mode: "async" });
    expect(created.status).toBe(201);
  });

  it("has numbered pages, and lists only ids without `detail`", async () => {
    const first = await send(`${server.url}processes?limit=2&detail=false`);
    expect(first.body).toEqual({
      description: "Listing of available processes successful.",
      processes: ["sleep_a_while", "primes_between"],
      page: 0,
      limit: 2,
      total: 9,
      links: [
        {
          href: `${server.url}processes?limit=2&detail=false`,
          rel: "self",
          type: "application/json",
        },
        {
          href: `${server.url}processes?limit=2&detail=false&page=1`,
          rel: "next",
          type: "application/json",
        },
      ],
    });
    const jobs = await send(`${server.url}jobs?limit=1`);
    expect(jobs.body).toMatchObject({ jobs: ["job_0"], page: 0, limit: 1 });
  });

  it("describes processes as the drafts do, if it is asked to", async () => {
    const { body } = await send(
      `${server.url}processes/primes_between?schema=OLD`,
    );
    expect(body).toMatchObject({
      process: {
        id: "primes_between",
        inputs: [
          { id: "min_val", minOccurs: "0", maxOccurs: "1" },
          { id: "max_val", minOccurs: "0", maxOccurs: "1" },
        ],
        outputs: [{ id: "return_value", title: "Return Value" }],
      },
    });
  });

  it("says why there are no results", async () => {
    const failed = await execute("sleep_a_while", {
      inputs: { duration: 0, fail: true },
    });
    expect([failed.status, failed.body]).toMatchObject([
      400,
      {
        code: "JobResultsFailed",
        cause: "Job failed.",
        error: "Woke up too early",
      },
    ]);
    const created = await submit(server.url, "sleep_a_while", {});
    const job = created.headers.get("location") ?? "";
    const dismissed = await send(job, { method: "DELETE" });
    expect(dismissed.body).toMatchObject({
      status: "dismissed",
      message: "Job dismissed.",
    });
    const gone = await send(`${job}/results`);
    expect([gone.status, gone.body]).toMatchObject([
      410,
      {
        code: "JobGone",
        type: "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/result-not-available",
      },
    ]);
  });
});
