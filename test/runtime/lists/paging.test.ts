import { describe, expect, it } from "vitest";
import { scriptedServer, type Handler } from "../../faults/scripted-server.js";
import { failureOf, membersOf, testClient } from "../test-client.js";

type Query = Readonly<Record<string, string | undefined>>;

/** A server of jobs; its list is what a function makes of the path and the query of a request. */
function jobServer(list: (query: Query, path: string) => unknown): Handler {
  return ({ path }) => {
    const { pathname, searchParams } = new URL(path, "http://x/");
    const given = list(Object.fromEntries(searchParams), pathname);
    return given === undefined
      ? { status: 404, json: { title: "Not Found" } }
      : given === null
        ? { status: 400, json: { title: "Bad Request" } }
        : { json: given };
  };
}

const ALL = Array.from({ length: 23 }, (_item, index) => `j${index}`);
const jobsOf = (ids: readonly string[]): readonly unknown[] =>
  ids.map((jobID) => ({ jobID, status: "running" }));

/** The part of all jobs that a server with a usual length of ten sends. */
function part({ limit = "10", offset = "0" }: Query, most = 10_000): unknown {
  const end = Number(offset) + Math.min(Number(limit), most);
  return { jobs: jobsOf(ALL.slice(Number(offset), end)) };
}

const next = (href: string): readonly unknown[] => [{ rel: "next", href }];

describe("lists", () => {
  it.each<
    [
      string,
      (query: Query, path: string) => unknown,
      number | undefined,
      readonly string[],
      readonly string[],
    ]
  >([
    [
      "of a server that cuts them off at ten, without a link",
      (query) => part(query),
      undefined,
      ALL,
      ["/jobs", "/jobs?limit=1000&offset=10", "/jobs?limit=1000&offset=23"],
    ],
    [
      "of a server that never sends more than eight",
      (query) => part(query, 8),
      undefined,
      ALL,
      [
        "/jobs",
        "/jobs?limit=1000&offset=8",
        "/jobs?limit=1000&offset=16",
        "/jobs?limit=1000&offset=23",
      ],
    ],
    [
      "of a server that knows a limit and no offset",
      ({ limit }) => part(limit === undefined ? {} : { limit }),
      undefined,
      ALL,
      ["/jobs", "/jobs?limit=1000&offset=10", "/jobs?limit=1000&offset=23"],
    ],
    [
      "of a server that refuses an offset",
      ({ limit, offset }) =>
        offset !== undefined
          ? null
          : part(limit === undefined ? {} : { limit }),
      undefined,
      ALL,
      [
        "/jobs",
        "/jobs?limit=1000&offset=10",
        "/jobs?limit=1000",
        "/jobs?limit=1000&offset=23",
      ],
    ],
    [
      "in pages of the caller's size, without a link",
      (query) => part(query),
      9,
      ALL,
      [
        "/jobs?limit=9",
        "/jobs?limit=9&offset=9",
        "/jobs?limit=9&offset=18",
        "/jobs?limit=9&offset=23",
      ],
    ],
    [
      "of a server that says how many there are",
      () => ({ jobs: jobsOf(ALL), numberMatched: 23 }),
      undefined,
      ALL,
      ["/jobs"],
    ],
    [
      "of a server that refuses a limit",
      ({ limit }) => (limit === undefined ? part({}) : null),
      undefined,
      ALL.slice(0, 10),
      ["/jobs", "/jobs?limit=1000&offset=10", "/jobs?limit=1000"],
    ],
    [
      "of a server that numbers its pages",
      ({ page = "0" }) => ({
        ...(part({ offset: `${page}0` }) as object),
        page: Number(page),
        total: 23,
      }),
      undefined,
      ALL,
      ["/jobs", "/jobs?page=1", "/jobs?page=2"],
    ],
    [
      "of a server that links, whose last page is full",
      ({ offset = "0" }) => ({
        jobs: jobsOf(ALL.slice(Number(offset), Number(offset) + 10)),
        links: offset === "0" ? next("/jobs?offset=10") : [],
      }),
      undefined,
      ALL.slice(0, 20),
      ["/jobs", "/jobs?offset=10"],
    ],
  ])("%s", async (_name, list, limit, wanted, paths) => {
    await using server = await scriptedServer(jobServer(list));
    await using client = testClient(server.url);
    const { jobs } = await client.getJobs({ limit });
    expect(jobs.map(({ jobID }) => jobID)).toEqual(wanted);
    expect(server.requests.map(({ path }) => path)).toEqual(paths);
    expect(client.warnings).toEqual([]);
  });

  it.each<
    [
      string,
      (query: Query, path: string) => unknown,
      number,
      string | undefined,
    ]
  >([
    [
      "leaves out the prefix of the API",
      ({ offset }, path) =>
        path === "/v1/jobs"
          ? offset === undefined
            ? { jobs: jobsOf(["a"]), links: next("/jobs?offset=1") }
            : { jobs: jobsOf(["b"]) }
          : undefined,
      2,
      undefined,
    ],
    [
      "leads to another application, where the prefix is left out",
      ({ offset }, path) =>
        path !== "/v1/jobs"
          ? { welcome: true }
          : offset === undefined
            ? { jobs: jobsOf(["a"]), links: next("/jobs?offset=1") }
            : { jobs: jobsOf(["b"]) },
      2,
      undefined,
    ],
    [
      "names an inner host",
      ({ offset }, path) =>
        path !== "/v1/jobs"
          ? undefined
          : offset === undefined
            ? {
                jobs: jobsOf(["a"]),
                links: next("http://inner.invalid/jobs?offset=1"),
              }
            : { jobs: jobsOf(["b"]) },
      2,
      undefined,
    ],
    [
      "is dead",
      (_query, path) =>
        path === "/v1/jobs"
          ? { jobs: jobsOf(["a"]), links: next("/lost?page=2") }
          : undefined,
      1,
      "its next page, http://127.0.0.1/lost?page=2, does not exist",
    ],
    [
      "leads back",
      () => ({ jobs: jobsOf(["a"]), links: next("/v1/jobs") }),
      1,
      undefined,
    ],
    [
      "leads to an empty page at an inner host",
      ({ offset }) =>
        offset === undefined
          ? {
              jobs: jobsOf(["a"]),
              links: next("http://inner.invalid/v1/jobs?offset=1"),
            }
          : { jobs: [] },
      1,
      undefined,
    ],
    [
      "leads to the same entries for ever",
      ({ page = "0" }) => ({
        jobs: jobsOf(["a"]),
        links: next(`/v1/jobs?page=${Number(page) + 1}`),
      }),
      1,
      undefined,
    ],
    [
      "leads to another server",
      () => ({
        jobs: jobsOf(["a"]),
        links: next("http://other.invalid/x?page=1"),
      }),
      1,
      "its next page is at another server, http://other.invalid/x?page=1",
    ],
    [
      "is no URL",
      () => ({ jobs: jobsOf(["a"]), links: next("http://[") }),
      1,
      'its next page, "http://[", is no http URL',
    ],
    [
      "is missing, although there are more",
      () => ({ jobs: jobsOf(["a"]), numberMatched: 7 }),
      1,
      "the server has 7 and sent 1",
    ],
  ])("whose link to the next page %s", async (_name, list, count, gap) => {
    await using server = await scriptedServer(jobServer(list));
    await using client = testClient(`${server.url}v1/`);
    const { jobs } = await client.getJobs();
    expect(jobs).toHaveLength(count);
    expect(
      client.warnings.map(({ code, message }) => [
        code,
        message.replace(/(127\.0\.0\.1):\d+/, "$1"),
      ]),
    ).toEqual(
      gap === undefined
        ? []
        : [["paging", `The list of jobs is not complete: ${gap}.`]],
    );
  });

  it("are an error where a page fails that is there", async () => {
    await using server = await scriptedServer({
      "GET /jobs": { json: { jobs: jobsOf(["a"]), links: next("/jobs2") } },
      "GET /jobs2": { status: 503 },
    });
    await using client = testClient(server.url);
    const failure = await failureOf(client.getJobs());
    expect(membersOf(failure, "code", "status")).toEqual({
      code: "api",
      status: 503,
    });
  });

  it("hold more entries than a call takes arguments", async () => {
    const many = Array.from({ length: 150_000 }, (_item, index) => `${index}`);
    await using server = await scriptedServer(() => ({
      json: { jobs: jobsOf(many) },
    }));
    await using client = testClient(server.url);
    expect((await client.getJobs()).jobs).toHaveLength(150_000);
  });

  it.each<[string, unknown, readonly unknown[], number]>([
    [
      "in detail, where the server can",
      { jobs: jobsOf(["a", "b"]) },
      [
        { jobID: "a", status: "running" },
        { jobID: "b", status: "running" },
      ],
      2,
    ],
    [
      "as they are, where it ignores that",
      { jobs: ["a", "b"] },
      [
        { jobID: "a", status: "running", originalStatus: "unknown" },
        { jobID: "b", status: "running", originalStatus: "unknown" },
      ],
      2,
    ],
    [
      "as they are, where it refuses that",
      null,
      [
        { jobID: "a", status: "running", originalStatus: "unknown" },
        { jobID: "b", status: "running", originalStatus: "unknown" },
      ],
      2,
    ],
  ])("of bare ids come %s", async (_name, detailed, wanted, count) => {
    await using server = await scriptedServer(
      jobServer(({ detail }) =>
        detail === "true" ? detailed : { jobs: ["a", "b"] },
      ),
    );
    await using client = testClient(server.url);
    const { jobs } = await client.getJobs({ status: "running" });
    expect(jobs).toEqual(wanted);
    expect(server.requests).toHaveLength(count);
  });

  it("of jobs that tell no status are a warning, once", async () => {
    await using server = await scriptedServer({
      "GET /jobs": [
        { json: { jobs: ["a"], links: [{ rel: "next", href: "/jobs?p=2" }] } },
        { json: { jobs: ["a"] } },
      ],
      "GET /jobs?p=2": { json: { jobs: ["b"] } },
    });
    await using client = testClient(server.url);
    const found: unknown[] = [];
    for await (const { jobID, status } of client.jobs()) {
      found.push([jobID, status]);
    }
    expect(found).toEqual([
      ["a", "running"],
      ["b", "running"],
    ]);
    expect(client.warnings.map(({ code }) => code)).toEqual(["unknown-status"]);
  });

  it("hold ids beyond 2^53 as they are", async () => {
    const ids = ["9007199254740992", "9007199254740993", "9007199254740994"];
    await using server = await scriptedServer({
      "GET /jobs": {
        body: `{"jobs": [${ids.map((id) => `{"jobID": ${id}, "status": "running"}`).join()}]}`,
        headers: { "content-type": "application/json" },
      },
      "GET /jobs?status=failed": {
        body: `{"jobs": [${ids.join()}]}`,
        headers: { "content-type": "application/json" },
      },
      "GET /jobs?status=failed&detail=true": { status: 400, json: {} },
    });
    await using client = testClient(server.url);
    const idsOf = async (status?: string): Promise<readonly string[]> =>
      (await client.getJobs({ status })).jobs.map(({ jobID }) => jobID);
    expect(await idsOf()).toEqual(ids);
    expect(await idsOf("failed")).toEqual(ids);
  });

  it("of several statuses are those of one request each", async () => {
    const statuses: Record<string, string> = {
      a: "accepted",
      b: "running",
      c: "failed",
    };
    await using server = await scriptedServer(
      jobServer(({ status }) => ({
        jobs: Object.entries(statuses)
          .filter(([id, has]) => has === status || id === "b")
          .map(([jobID, has]) => ({ jobID, status: has })),
        numberMatched: 2,
        title: "Jobs",
      })),
    );
    await using client = testClient(server.url);
    const list = await client.getJobs({ status: ["running", "accepted"] });
    expect(list).toEqual({
      extensions: { title: "Jobs" },
      jobs: [
        { jobID: "a", status: "accepted" },
        { jobID: "b", status: "running" },
      ],
      links: [],
    });
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/jobs?status=accepted",
      "/jobs?status=running",
    ]);
  });
});
