import { expect, test } from "vitest";
import { defineProcess } from "../../../src/runtime/index.js";
import { scriptedServer, type Reply } from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

const ROUNDS = 4;
type Listing = (jobs: readonly object[], ids: readonly string[]) => Reply;

const page: Listing = (jobs) => ({ json: { jobs, links: [] } });

/** Waits for jobs that end after some rounds, and counts the requests. */
async function waitFor(
  count: number,
  listing: Listing,
): Promise<{ lists: number; polls: number; ended: number }> {
  const ids = Array.from({ length: count }, (_, at) => `job-${String(at)}`);
  const counts = { lists: 0, polls: 0 };
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
    "GET /jobs": (): Reply => {
      counts.lists += 1;
      isOver ||= counts.lists >= ROUNDS;
      return listing(ids.map(shown), ids);
    },
  });
  const client = testClient(server.url, { pollIntervalMs: 300 });
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

test("many jobs are polled by pages of the list, and singly when first seen and when they end", async () => {
  const { lists, polls, ended } = await waitFor(100, page);
  expect({ polls, ended }).toEqual({ polls: 200, ended: 100 });
  expect(lists).toBeGreaterThanOrEqual(ROUNDS);
});

test("a thousand jobs cost at most 20 lists for each round, and no job is asked for between its first poll and its end", async () => {
  const { lists, polls, ended } = await waitFor(1000, page);
  expect({ polls, ended }).toEqual({ polls: 2000, ended: 1000 });
  expect(lists).toBeLessThanOrEqual(ROUNDS * 20);
});

test("few jobs are polled singly, without a request for the list", async () => {
  const { lists, ended } = await waitFor(7, page);
  expect({ lists, ended }).toEqual({ lists: 0, ended: 7 });
});

const USELESS: readonly (readonly [string, Listing])[] = [
  ["bare ids", (_, ids) => ({ json: { jobs: ids } })],
  ["other jobs", () => page([{ jobID: "x", status: "running" }], [])],
  [
    "no statuses",
    (_, ids) =>
      page(
        ids.map((jobID) => ({ jobID })),
        [],
      ),
  ],
  ["forbidden", () => ({ status: 403, json: {} })],
  ["missing", () => ({ status: 404, json: {} })],
  ["not allowed", () => ({ status: 405, json: {} })],
  ["broken", () => ({ status: 500, json: {} })],
  ["no JSON", () => ({ body: "<html>" })],
];

test.each(USELESS)("a list with %s is asked for once", async (_, listing) => {
  const { lists, ended } = await waitFor(20, listing);
  expect({ lists, ended }).toEqual({ lists: 1, ended: 20 });
});
