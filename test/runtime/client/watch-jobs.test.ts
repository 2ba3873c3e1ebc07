import { expect, test } from "vitest";
import type { StatusInfo } from "../../../src/runtime/index.js";
import { scriptedServer, type Reply } from "../../faults/scripted-server.js";
import { failureOf, membersOf, testClient } from "../test-client.js";

/** What each reading of the list finds, and what single jobs answer. */
interface Watch {
  readonly lists: readonly (Reply | readonly object[])[];
  readonly jobs?: Readonly<Record<string, readonly Reply[]>>;
  readonly filter?: Parameters<ReturnType<typeof testClient>["watchJobs"]>[0];
}

const job = (jobID: string, status: string, more: object = {}): object => {
  return { jobID, processID: "p", status, ...more };
};
const END = "end";

/** Watches until a job called `end` is seen. Returns the changes, and the requests of single jobs. */
async function watched({ lists, jobs = {}, filter }: Watch): Promise<{
  readonly changes: readonly string[];
  readonly singles: readonly string[];
}> {
  const last = { json: { jobs: [job(END, "running")] } };
  await using server = await scriptedServer({
    "GET /jobs": [
      ...lists.map((list) =>
        "length" in list ? { json: { jobs: list } } : list,
      ),
      last,
    ],
    ...Object.fromEntries(
      Object.entries(jobs).map(([id, replies]) => [`GET /jobs/${id}`, replies]),
    ),
  });
  const client = testClient(server.url);
  const changes: string[] = [];
  for await (const { jobID, status, progress } of client.watchJobs(filter)) {
    if (jobID === END) break;
    changes.push([jobID, status, progress].filter(Boolean).join(" "));
  }
  const singles = server.requests
    .map(({ path }) => path)
    .filter((path) => path.startsWith("/jobs/"));
  await client.close();
  return { changes, singles };
}

const CASES: readonly (readonly [
  name: string,
  given: Watch,
  changes: readonly string[],
  singles?: readonly string[],
])[] = [
  [
    "each job when it is first seen, and each change once",
    {
      lists: [
        [job("a", "running"), job("b", "successful")],
        [job("a", "running"), job("b", "successful")],
        [job("a", "running", { progress: 5 }), job("c", "accepted")],
        [job("a", "successful"), job("b", "successful"), job("c", "failed")],
      ],
    },
    [
      "a running",
      "b successful",
      "a running 5",
      "c accepted",
      "a successful",
      "c failed",
    ],
  ],
  [
    "the end of a job that the list does not show any more",
    {
      lists: [[job("a", "running")], []],
      jobs: { a: [{ json: job("a", "failed") }] },
    },
    ["a running", "a failed"],
    ["/jobs/a"],
  ],
  [
    "a job beyond the list's last entry as long as it goes on",
    {
      lists: [[job("a", "running")], [], [], []],
      jobs: {
        a: [
          { json: job("a", "running") },
          { json: job("a", "running", { progress: 9 }) },
          { json: job("a", "successful") },
        ],
      },
    },
    ["a running", "a running 9", "a successful"],
    ["/jobs/a", "/jobs/a", "/jobs/a"],
  ],
  [
    "no status of a job that the server removed",
    {
      lists: [[job("a", "running")], [], []],
      jobs: { a: [{ status: 404, json: {} }] },
    },
    ["a running"],
    ["/jobs/a"],
  ],
  [
    "no going on after an end, nor an earlier time",
    {
      lists: [
        [
          job("a", "successful"),
          job("b", "running", { updated: "2026-02-02" }),
        ],
        [job("a", "running"), job("b", "accepted", { updated: "2026-01-01" })],
      ],
      jobs: { b: [{ status: 404, json: {} }] },
    },
    ["a successful", "b running"],
    ["/jobs/b"],
  ],
  [
    "another job under the same id",
    {
      lists: [
        [job("a", "successful", { created: "2026-01-01T00:00:00Z" })],
        [job("a", "running", { created: "2026-01-02T00:00:00Z" })],
      ],
      jobs: { a: [{ status: 404, json: {} }] },
    },
    ["a successful", "a running"],
    ["/jobs/a"],
  ],
  [
    "jobs that fit a filter that the server ignores, until they fit no longer",
    {
      filter: { status: "running" },
      lists: [
        [job("a", "running"), job("b", "accepted"), job("c", "successful")],
        [job("a", "successful"), job("b", "running"), job("c", "successful")],
      ],
      jobs: {
        a: [{ json: job("a", "successful") }],
        b: [{ status: 404, json: {} }],
      },
    },
    ["a running", "b running", "a successful"],
    ["/jobs/a", "/jobs/b"],
  ],
  [
    "bare ids by their own documents, until they end",
    {
      lists: [
        { json: { jobs: ["a", "b"] } },
        // The same, asked for in detail.
        { json: { jobs: ["a", "b"] } },
        { json: { jobs: ["a", "b"] } },
        { json: { jobs: ["a", "b"] } },
      ],
      jobs: {
        a: [{ json: job("a", "successful") }],
        b: [{ json: job("b", "running") }, { json: job("b", "successful") }],
      },
    },
    ["a successful", "b running", "b successful"],
    ["/jobs/a", "/jobs/b", "/jobs/b"],
  ],
  [
    "what came, across failures that pass",
    {
      lists: [
        [job("a", "running")],
        { status: 503, json: {} },
        { breakAt: "start" },
        [job("a", "successful")],
      ],
    },
    ["a running", "a successful"],
  ],
];

test.each(
  CASES.map(
    ([name, given, changes, singles = []]) =>
      [name, given, { changes, singles }] as const,
  ),
)("yields %s", async (_, given, wanted) => {
  expect(await watched(given)).toEqual(wanted);
});

test("follows the pages of a list, and takes a smaller limit where one is refused", async () => {
  const entries = Array.from({ length: 250 }, (_, at) =>
    job(`job-${String(at)}`, "successful"),
  );
  await using server = await scriptedServer(({ path }) => {
    const query = new URL(path, "http://127.0.0.1").searchParams;
    const limit = Number(query.get("limit"));
    const offset = Number(query.get("offset"));
    if (limit > 100) return { status: 400, json: {} };
    const href = `jobs?limit=100&offset=${String(offset + 100)}`;
    const links = offset + 100 < 250 ? [{ rel: "next", href }] : [];
    return { json: { jobs: entries.slice(offset, offset + 100), links } };
  });
  const client = testClient(server.url);
  const seen: string[] = [];
  for await (const { jobID } of client.watchJobs()) {
    if (seen.push(jobID) === 250) break;
  }
  expect(new Set(seen).size).toBe(250);
  expect(server.requests.map(({ path }) => path)).toEqual([
    "/jobs?limit=1000",
    "/jobs?limit=100",
    "/jobs?limit=100&offset=100",
    "/jobs?limit=100&offset=200",
  ]);
  await client.close();
});

/** A client of a server with one running job. */
async function oneRunning() {
  const server = await scriptedServer({
    "GET /jobs": { json: { jobs: [job("a", "running")] } },
  });
  const client = testClient(server.url);
  return { server, client };
}

test("ends on abort with the signal's reason, and when the client is closed", async () => {
  const { server, client } = await oneRunning();
  const controller = new AbortController();
  const all = async (changes: AsyncIterable<StatusInfo>): Promise<void> => {
    for await (const _ of changes) controller.abort("enough");
  };
  const { signal } = controller;
  expect(await failureOf(all(client.watchJobs({}, { signal })))).toBe("enough");
  expect(await failureOf(all(client.watchJobs({ signal })))).toBe("enough");
  const closed = failureOf(all(client.watchJobs()));
  await client.close();
  expect(membersOf(await closed, "code")).toEqual({ code: "config" });
  await server.close();
});

test("a server without a job list says so", async () => {
  await using server = await scriptedServer({});
  const client = testClient(server.url);
  const failure = await failureOf(client.watchJobs().next());
  expect(membersOf(failure, "status")).toEqual({ status: 404 });
  await client.close();
});
