import { expect, test, vi } from "vitest";
import { defineProcess } from "../../../src/runtime/index.js";
import { scriptedServer, type Reply } from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

const ROUNDS = 4;
type Listing = (
  jobs: readonly object[],
  ids: readonly string[],
  query: URLSearchParams,
) => Reply;

const page = (jobs: readonly object[]): Reply => ({
  json: { jobs, links: [] },
});
/** The same in pages of a hundred, whatever limit is asked for. */
const hundreds: Listing = (jobs, _, query) => {
  const offset = Number(query.get("offset"));
  query.set("offset", String(offset + 100));
  const next = { rel: "next", href: `jobs?${query.toString()}` };
  return {
    json: {
      jobs: jobs.slice(offset, offset + 100),
      links: offset + 100 < jobs.length ? [next] : [],
    },
  };
};

/** Waits for jobs that end after some rounds, and counts the requests. */
async function waitFor(
  count: number,
  listing: Listing,
): Promise<{ lists: number; polls: number; ended: number }> {
  const ids = Array.from({ length: count }, (_, at) => `job-${String(at)}`);
  const counts = { lists: 0, polls: 0 };
  let rounds = 0;
  let isOver = false;
  const shown = (id: string): object => ({
    jobID: id,
    processID: "p",
    status: isOver ? "successful" : "running",
  });
  const script = Object.fromEntries(
    ids.map((id) => [
      `GET /jobs/${id}`,
      (): Reply => {
        counts.polls += 1;
        isOver ||= counts.polls >= count * ROUNDS;
        return { json: shown(id) };
      },
    ]),
  );
  const server = await scriptedServer({
    ...script,
    "GET /jobs": ({ path }): Reply => {
      const query = new URLSearchParams(path.split("?")[1]);
      counts.lists += 1;
      // Not between two pages.
      if (!query.has("offset")) rounds += 1;
      isOver ||= rounds > ROUNDS;
      return listing(ids.map(shown), ids, query);
    },
  });
  // A round of a thousand jobs must be over before the next one, also on a machine that is busy.
  const pollIntervalMs = count < 1000 ? 300 : 1500;
  const client = testClient(server.url, { pollIntervalMs });
  try {
    const run = defineProcess(() => client, { id: "p", outputs: {} });
    const ends = await Promise.all(ids.map((id) => run.job(id).wait()));
    const ended = ends.filter(({ status }) => status === "successful").length;
    return { ...counts, ended };
  } finally {
    await client.close();
    await server.close();
  }
}

test("many jobs are polled by pages of the list, and singly when first seen, when they end, and now and then", async () => {
  const { lists, polls, ended } = await waitFor(100, page);
  expect(ended).toBe(100);
  // Between a first poll and an end, one of twelve at a time, for some more rounds than the server counts.
  expect(polls).toBeLessThanOrEqual(200 + (100 / 12) * (ROUNDS + 3) * 2);
  expect(lists).toBeGreaterThanOrEqual(ROUNDS);
});

test(
  "a thousand jobs on one page cost a list and at most eight single polls for each round, between their first polls and their ends",
  // Rounds that fall behind on a busy machine are polled singly, as they should be.
  { timeout: 60_000, retry: 2 },
  async () => {
    const { lists, polls, ended } = await waitFor(1000, page);
    expect(ended).toBe(1000);
    expect(polls).toBeLessThanOrEqual(2000 + (ROUNDS + 2) * 20);
    expect(lists).toBeLessThanOrEqual(ROUNDS * 2 + 1);
  },
);

test(
  "a thousand jobs in pages of a hundred cost at most 20 requests for each round, between their first polls and their ends",
  { timeout: 60_000, retry: 2 },
  async () => {
    const { lists, polls, ended } = await waitFor(1000, hundreds);
    expect(ended).toBe(1000);
    expect(lists + polls).toBeLessThanOrEqual(2000 + (ROUNDS + 2) * 20);
  },
);

test("a list that never shows an end is found out, and every job ends", async () => {
  const stale: Listing = (_, ids) =>
    page(ids.map((jobID) => ({ jobID, processID: "p", status: "running" })));
  const { ended } = await waitFor(40, stale);
  expect(ended).toBe(40);
});

test("few jobs are polled singly, without a request for the list", async () => {
  const { lists, ended } = await waitFor(7, page);
  expect({ lists, ended }).toEqual({ lists: 0, ended: 7 });
});

/** Lists that are of no use, and how many requests it takes to know it. */
const USELESS: readonly (readonly [
  string,
  listing: Listing,
  requests: number,
])[] = [
  ["bare ids, also in detail", (_, ids) => ({ json: { jobs: ids } }), 2],
  [
    "other jobs, also filtered",
    () => page([{ jobID: "x", status: "running" }]),
    2,
  ],
  ["no statuses", (_, ids) => page(ids.map((jobID) => ({ jobID }))), 1],
  ["forbidden", () => ({ status: 403, json: {} }), 1],
  ["missing", () => ({ status: 404, json: {} }), 1],
  ["not allowed", () => ({ status: 405, json: {} }), 1],
  ["refused with any limit", () => ({ status: 400, json: {} }), 3],
  ["broken", () => ({ status: 500, json: {} }), 1],
  ["no JSON", () => ({ body: "<html>" }), 1],
];

test.each(USELESS)(
  "a list with %s is given up",
  async (_, listing, requests) => {
    const { lists, ended } = await waitFor(20, listing);
    expect({ lists, ended }).toEqual({ lists: requests, ended: 20 });
  },
);

/** Twenty running jobs, which a list shows after a while, and that end when they are told to. */
async function twenty(delayMs: number) {
  const ids = Array.from({ length: 20 }, (_, at) => `job-${String(at)}`);
  const ended = new Map<string, string>();
  let lists = 0;
  const shown = (id: string): object => ({
    jobID: id,
    processID: "p",
    status: ended.get(id) ?? "running",
  });
  const server = await scriptedServer({
    ...Object.fromEntries(
      ids.flatMap((id): [string, () => Reply][] => [
        [`GET /jobs/${id}`, () => ({ json: shown(id) })],
        [
          `DELETE /jobs/${id}`,
          () => {
            ended.set(id, "dismissed");
            return { json: shown(id) };
          },
        ],
      ]),
    ),
    "GET /jobs": (): Reply => {
      lists += 1;
      return { json: { jobs: ids.map(shown) }, delayMs };
    },
  });
  const client = testClient(server.url, { pollIntervalMs: 50 });
  const run = defineProcess(() => client, { id: "p", outputs: {} });
  return {
    client,
    jobs: ids.map((id) => run.job(id)),
    /** Resolves as soon as a list was asked for. */
    listed: () => vi.waitUntil(() => lists > 0),
    endAll: () => {
      for (const id of ids) if (!ended.has(id)) ended.set(id, "successful");
    },
    close: async () => {
      await client.close();
      await server.close();
    },
  };
}

test("who stops waiting does so while a list is on its way, and the others go on", async () => {
  const { jobs, listed, endAll, close } = await twenty(300);
  const controller = new AbortController();
  const [first, ...others] = jobs;
  if (!first) throw new Error("There is no job.");
  const stopped = failureOf(first.wait({ signal: controller.signal }));
  const waits = others.map((job) => job.wait());
  await listed();
  controller.abort("enough");
  expect(await stopped).toBe("enough");
  endAll();
  const ends = await Promise.all(waits);
  expect(new Set(ends.map(({ status }) => status))).toEqual(
    new Set(["successful"]),
  );
  await close();
});

test("closing the client ends all that wait for a list", async () => {
  const { client, jobs, listed, close } = await twenty(20_000);
  const waits = jobs.map((job) => failureOf(job.wait()));
  await listed();
  await client.close();
  const codes = (await Promise.all(waits)).map(
    (failure) => (failure as { code?: unknown }).code,
  );
  expect(new Set(codes)).toEqual(new Set(["config"]));
  await close();
});

test("a job that is dismissed ends as dismissed, whatever a list has said before", async () => {
  const { jobs, listed, endAll, close } = await twenty(100);
  const [first, ...others] = jobs;
  if (!first) throw new Error("There is no job.");
  const dismissed = failureOf(first.wait());
  const waits = others.map((job) => job.wait());
  await listed();
  expect(await first.dismiss()).toMatchObject({ status: "dismissed" });
  expect(await dismissed).toMatchObject({ name: "JobDismissedError" });
  endAll();
  const ends = (await Promise.all(waits)).map(({ status }) => status);
  expect(new Set(ends)).toEqual(new Set(["successful"]));
  await close();
});
