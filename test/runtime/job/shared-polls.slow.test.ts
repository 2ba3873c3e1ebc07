import { expect, test } from "vitest";
import { createClient, defineProcess } from "../../../src/runtime/index.js";
import { startServer, type ServerProfile } from "../../../src/server/index.js";

const JOBS = 30;
/** Jobs of others, which have ended before. */
const OTHERS = 40;
/** Rounds of polls before the jobs end. */
const ROUNDS = 5;

/** Whether the server's list stands for the polls. javaPS has no list. */
const PROFILES: Readonly<Record<ServerProfile, boolean>> = {
  standard: true,
  wraptile: true,
  pygeoapi: true,
  aquainfra: true,
  weaver: true,
  zoo: true,
  javaps: false,
  ecmwf: true,
  fastprocesses: true,
  v2: true,
};

/** Runs 30 jobs on a server with others' jobs, and counts the requests of the list and of single jobs. */
async function waiting(profile: ServerProfile) {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  await using server = await startServer({
    port: 0,
    profile,
    maxRunningJobs: JOBS,
    service: "local",
    processes: [
      {
        description: {
          id: "wait",
          version: "1",
          inputs: { at_once: { minOccurs: 0, schema: { type: "boolean" } } },
          outputs: { a: { schema: { type: "integer" } } },
        },
        async execute(inputs) {
          if (inputs["at_once"] !== true) await released;
          return { a: 1 };
        },
      },
    ],
  });
  const counts = { lists: 0, polls: 0 };
  const client = createClient({
    apiUrl: server.url,
    pollIntervalMs: 600,
    onRequest: ({ method, url }) => {
      const { pathname } = new URL(url);
      if (method !== "GET") return;
      if (/\/jobs$/.test(pathname)) counts.lists += 1;
      else if (/\/jobs\/[^/]+$/.test(pathname)) counts.polls += 1;
      const isOver =
        counts.lists >= ROUNDS * 2 || counts.polls >= JOBS * ROUNDS;
      if (isOver) release();
    },
  });
  const run = defineProcess<{ at_once?: boolean }, { a: number }>(
    () => client,
    { id: "wait", outputs: { a: { form: "value" } } },
  );
  const submitted = (count: number, at_once: boolean) =>
    Promise.all(Array.from({ length: count }, () => run.submit({ at_once })));
  const others = await submitted(OTHERS, true);
  for (const job of others) await job.wait({ pollIntervalMs: 10 });
  Object.assign(counts, { lists: 0, polls: 0 });
  const jobs = await submitted(JOBS, false);
  const results = await Promise.all(jobs.map((job) => job.results()));
  const statuses = new Map<string, string>();
  if (PROFILES[profile]) {
    for await (const { jobID, status } of client.watchJobs()) {
      statuses.set(jobID, status);
      if (jobs.every(({ id }) => statuses.has(id))) break;
    }
  }
  await client.close();
  return {
    ...counts,
    results: results.filter(({ a }) => a === 1).length,
    watched: jobs.filter(({ id }) => statuses.get(id) === "successful").length,
  };
}

test.each(Object.entries(PROFILES) as [ServerProfile, boolean][])(
  "%s: a list stands for the polls: %s",
  // Rounds that fall behind are polled singly, as they should be.
  { timeout: 60_000, retry: 3 },
  async (profile, isListed) => {
    const { lists, polls, results, watched } = await waiting(profile);
    expect({ results, watched }).toEqual({
      results: JOBS,
      watched: isListed ? JOBS : 0,
    });
    // Each job is asked for at first, at its end, and in one round of four; single polls would be one for each round.
    if (isListed) expect(polls).toBeLessThan(JOBS * (2 + lists / 2));
    else expect(lists).toBeLessThanOrEqual(1);
  },
);
