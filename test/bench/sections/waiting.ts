import { setTimeout as sleep } from "node:timers/promises";
import { createClient, defineProcess } from "../../../src/runtime/index.js";
import { LISTINGS, startJobsServer } from "../jobs-server.js";
import type { MakeSection } from "../section.js";

const JOBS = 1000;
/** Long enough for a request for each job, also on a machine that is busy. */
const INTERVAL_MS = 3000;
/** The first intervals, in which a client learns how the server lists jobs, do not count. */
const LEARNING = 2;
const COUNTED = 4;

/** How many requests a client sends that waits for many jobs. It is a number, not a time: it is the same on each machine. */
export const waiting: MakeSection = async () => {
  const rows: (readonly string[])[] = [];
  for (const listing of Object.keys(LISTINGS) as (keyof typeof LISTINGS)[]) {
    const requests = await requestsPerInterval(listing);
    rows.push([LISTINGS[listing], requests.toFixed(1)]);
  }
  return {
    title: "Waiting",
    text: `${JOBS} jobs that one client waits for, with a poll interval of ${INTERVAL_MS / 1000} s: requests an interval, after the first ${LEARNING}.`,
    columns: ["the server has", "requests an interval"],
    rows,
  };
};

async function requestsPerInterval(
  listing: keyof typeof LISTINGS,
): Promise<number> {
  const ids = Array.from({ length: JOBS }, (_, at) => `job-${at}`);
  const server = await startJobsServer(ids);
  const client = createClient({
    apiUrl: server.url(listing),
    authType: "none",
    pollIntervalMs: INTERVAL_MS,
  });
  try {
    const run = defineProcess(() => client, { id: "sleep", outputs: {} });
    const ends = ids.map((id) => run.job(id).wait());
    await sleep(LEARNING * INTERVAL_MS);
    const before = server.requests();
    await sleep(COUNTED * INTERVAL_MS);
    const requests = server.requests() - before;
    server.end();
    await Promise.all(ends);
    return requests / COUNTED;
  } finally {
    await client.close();
    server.close();
  }
}
