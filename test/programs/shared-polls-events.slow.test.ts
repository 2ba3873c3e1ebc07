import { expect, test } from "vitest";
import { defineProcess } from "../../src/runtime/index.js";
import { scriptedServer, type Reply } from "../faults/scripted-server.js";
import {
  caseSeed,
  createRandom,
  seedFromEnvironment,
  type Random,
} from "../random.js";
import { testClient } from "../runtime/test-client.js";

/** `SEED=<seed>` repeats a run. */
const SEED = seedFromEnvironment(Date.now() % 2 ** 31);
const CASES = 5;
const JOBS = 12;
const STEP_MS = 40;

/** What a job is one step after the other; the last one stays. */
type Life = readonly string[];

/** How a server lists its jobs. */
interface Listing {
  readonly isRefused: boolean;
  readonly cap: number;
  /** How many steps the list is behind. */
  readonly lag: number;
  readonly hasUpdated: boolean;
  /** Which of so many jobs it leaves out. */
  readonly lacks: number;
}

function lifeOf(random: Random): Life {
  const accepted = Array.from({ length: random.below(5) }, () => "accepted");
  const running = Array.from({ length: 5 + random.below(20) }, () => "running");
  const end = random.pick(["successful", "successful", "failed", "dismissed"]);
  return [...accepted, ...running, end];
}

/** Waits for jobs. Returns the events of each, and how it ended. */
async function lived(lives: readonly Life[], listing: Listing) {
  const since = performance.now();
  const statusOf = (at: number, lag: number): object => {
    const life = lives[at] ?? [];
    const now = Math.floor((performance.now() - since) / STEP_MS) - lag;
    const step = Math.max(0, Math.min(now, life.length - 1));
    const updated = new Date(1e12 + step * 1_000).toISOString();
    return {
      jobID: `job-${String(at)}`,
      processID: "p",
      status: life[step],
      progress: step,
      message: `step ${String(step)}`,
      ...(listing.hasUpdated ? { updated } : {}),
    };
  };
  await using server = await scriptedServer(({ path }): Reply => {
    const { pathname, searchParams } = new URL(path, "http://127.0.0.1");
    const job = /^\/jobs\/job-(\d+)$/.exec(pathname)?.[1];
    if (job !== undefined) return { json: statusOf(Number(job), 0) };
    if (pathname !== "/jobs" || listing.isRefused) return { status: 404 };
    const offset = Number(searchParams.get("offset"));
    const end = offset + listing.cap;
    const shown = lives.flatMap((_, at) =>
      at % listing.lacks === 1 ? [] : statusOf(at, listing.lag),
    );
    const next = { rel: "next", href: `/jobs?offset=${String(end)}` };
    const links = end < shown.length ? [next] : [];
    return { json: { jobs: shown.slice(offset, end), links } };
  });
  const client = testClient(server.url, { pollIntervalMs: 30 });
  const run = defineProcess(() => client, { id: "p", outputs: {} });
  const jobs = await Promise.all(
    lives.map(async (_, at) => {
      const events: string[] = [];
      const end = await run
        .job(`job-${String(at)}`)
        .wait({
          onProgress: ({ status, progress, message }) =>
            events.push([progress, status, message].join(" ")),
        })
        .then(
          ({ status, message }) => `${status}: ${String(message)}`,
          (failure: unknown) => String(failure),
        );
      return { events, end };
    }),
  );
  const lists = server.requests.filter(({ path }) =>
    path.startsWith("/jobs?"),
  ).length;
  await client.close();
  return { jobs, lists };
}

/** Whether the events are steps of a life in its order, without repetition, up to its end. */
function isSampleOf(life: Life, events: readonly string[]): boolean {
  const steps = events.map((event) => Number(event.split(" ")[0]));
  return (
    steps.at(-1) === life.length - 1 &&
    steps.every((step, at) => at === 0 || step > (steps[at - 1] ?? 0)) &&
    events.every(
      (event, at) =>
        event ===
        `${String(steps[at])} ${life[steps[at] ?? 0] ?? ""} step ${String(steps[at])}`,
    )
  );
}

test("jobs end as they do when each is polled by itself, and their events are in the same order", async () => {
  console.log(`Shared polls: SEED=${String(SEED)}`);
  let lists = 0;
  for (let at = 0; at < CASES; at += 1) {
    const random = createRandom(caseSeed(SEED, at));
    const lives = Array.from({ length: JOBS }, () => lifeOf(random));
    const listing: Listing = {
      isRefused: false,
      cap: random.pick([5, 100]),
      lag: random.pick([0, 0, 1, 5, 100]),
      hasUpdated: random.chance(0.5),
      lacks: random.pick([3, 100]),
    };
    const single = await lived(lives, { ...listing, isRefused: true });
    const shared = await lived(lives, listing);
    lists += shared.lists;
    const told = `case ${String(at)} of SEED=${String(SEED)}: ${JSON.stringify(listing)}`;
    expect(
      shared.jobs.map(({ end }) => end),
      told,
    ).toEqual(single.jobs.map(({ end }) => end));
    const wrong = [single, shared].flatMap(({ jobs }) =>
      jobs.filter(({ events }, job) => !isSampleOf(lives[job] ?? [], events)),
    );
    expect(wrong, told).toEqual([]);
  }
  expect(lists).toBeGreaterThan(CASES);
}, 120_000);
