import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { send, submit, waitFor } from "../request.js";
import { PICTURE, PICTURE_IN_BASE64 } from "./picture.js";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "pygeoapi",
    processes: Array.from({ length: 5 }, (_, index) => ({
      ...PICTURE,
      description: { ...PICTURE.description, id: `picture-${index}` },
    })),
  });
});
afterAll(async () => {
  await server.close();
});

const execute = (json: unknown, prefer = ""): ReturnType<typeof send> =>
  send(`${server.url}processes/picture-0/execution`, {
    json,
    headers: prefer === "" ? {} : { prefer },
  });

describe("pygeoapi", () => {
  it("lists ten processes only, without a link to the others", async () => {
    for (const query of ["", "?limit=100", "?offset=10"]) {
      const { body } = await send(`${server.url}processes${query}`);
      const { processes, links } = body as {
        readonly processes: readonly { readonly id: string }[];
        readonly links: readonly { readonly rel: string }[];
      };
      expect(processes.map(({ id }) => id).slice(7)).toEqual([
        "picture-0",
        "picture-1",
        "picture-2",
      ]);
      expect(links.map(({ rel }) => rel)).toEqual(["self"]);
    }
  });

  it("lists all processes in its API definition", async () => {
    const { body } = await send(`${server.url}openapi?f=json`);
    const { paths } = body as {
      readonly paths: Readonly<Record<string, unknown>>;
    };
    expect(
      Object.keys(paths).flatMap(
        (path) => /^\/processes\/([^{}/]+)\/execution$/.exec(path)?.[1] ?? [],
      ),
    ).toEqual([
      "sleep_a_while",
      "primes_between",
      "simulate_scene",
      "return_base_model",
      "process_pipeline",
      "218",
      "echo",
      "picture-0",
      "picture-1",
      "picture-2",
      "picture-3",
      "picture-4",
    ]);
  });

  it.each<[string, unknown, unknown]>([
    [
      "one raw result with its name",
      { outputs: { size: {} } },
      { id: "size", value: 3 },
    ],
    [
      "a document as a list",
      { outputs: { picture: {}, box: {} }, response: "document" },
      {
        outputs: [
          { id: "picture", value: PICTURE_IN_BASE64 },
          { id: "box", value: { a: 1 } },
        ],
      },
    ],
    [
      "values where links were asked for",
      { outputs: { size: { transmissionMode: "reference" } } },
      { id: "size", value: 3 },
    ],
  ])(
    "gives %s, and a Location all the same",
    async (_name, request, wanted) => {
      const { status, headers, body } = await execute(request);
      expect([status, body]).toEqual([200, wanted]);
      expect(headers.get("location")).toMatch(/\/jobs\/job_\d+$/);
    },
  );

  it.each([
    ["respond-async", 201],
    ["respond-async, wait=10", 200],
    ["", 200],
  ])("takes the preference in one form only: %s", async (prefer, status) => {
    expect((await execute({}, prefer)).status).toBe(status);
  });

  it("reports `accepted` until a job ends, and always links to results", async () => {
    const created = await submit(server.url, "sleep_a_while", {
      inputs: { duration: 5 },
    });
    const job = created.headers.get("location") ?? "";
    expect(created.body).toEqual({
      jobID: job.split("/").at(-1),
      type: "process",
      status: "accepted",
    });
    expect((await send(job)).body).toMatchObject({
      status: "accepted",
      progress: 5,
      parameters: null,
      finished: null,
      links: [{ href: `${job}/results` }],
    });
    const results = await send(`${job}/results`);
    expect([results.status, results.body]).toMatchObject([
      404,
      { code: "ResultNotReady", type: "ResultNotReady" },
    ]);
    const dismissed = await send(job, { method: "DELETE" });
    expect(dismissed.headers.get("content-type")).toBe("text/html");
    expect(JSON.parse(String(dismissed.body))).toMatchObject({
      status: "dismissed",
    });
    expect((await send(job)).status).toBe(404);
  });

  it("answers with HTML unless JSON is asked for", async () => {
    const created = await submit(server.url, "picture-0", {
      outputs: { size: {} },
    });
    const job = created.headers.get("location") ?? "";
    await waitFor(job);
    const types = await Promise.all(
      [
        ["", "*/*"],
        ["?f=json", "*/*"],
        ["", "application/json"],
      ].map(async ([query = "", accept = ""]) => {
        const { headers } = await send(`${job}/results${query}`, {
          headers: { accept },
        });
        return headers.get("content-type");
      }),
    );
    expect(types).toEqual([
      "text/html",
      "application/json",
      "application/json",
    ]);
  });

  it("has its own form of exceptions", async () => {
    const failed = await send(
      `${server.url}processes/sleep_a_while/execution`,
      { json: { inputs: { duration: 0, fail: true } } },
    );
    expect([failed.status, failed.body]).toEqual([
      400,
      {
        code: "InvalidParameterValue",
        type: "InvalidParameterValue",
        description: "job failed",
      },
    ]);
    expect((await send(`${server.url}processes/x`)).body).toMatchObject({
      code: "NoSuchProcess",
    });
    expect((await send(`${server.url}jobs/x`)).body).toMatchObject({
      code: "InvalidParameterValue",
    });
  });
});
