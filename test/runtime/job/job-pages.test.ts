import { expect, test } from "vitest";
import { Cancellation } from "../../../src/runtime/base/cancellation.js";
import { connectionOf } from "../../../src/runtime/client/client.js";
import type { StatusInfo } from "../../../src/runtime/index.js";
import { JobPages } from "../../../src/runtime/job/job-pages.js";
import {
  scriptedServer,
  type Handler,
  type Reply,
} from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

/** A server with a job list. */
interface Lister {
  /** Jobs that are waited for. */
  readonly own: number;
  /** Jobs of others, which have ended. */
  readonly others?: number;
  /** Where the others' jobs are. Default: behind those that are waited for. */
  readonly order?: "others first" | "mixed";
  /** Entries that a page has at most. Default: 10,000. */
  readonly cap?: number;
  /** Whether a limit above the cap is refused. Default: false. */
  readonly refusesLimits?: boolean;
  /** What a page says about the next one. Default: a link. */
  readonly next?: "nothing" | "numbers";
  /** What the server does with filters. Default: they are ignored. */
  readonly filters?: "applied" | "refused";
  /** What an entry is. Default: a status. */
  readonly entries?: "ids" | "ids without detail" | "without progress";
  /** Statuses of the jobs that are waited for, in turn. Default: `running`. */
  readonly statuses?: readonly string[];
}

interface Entry {
  readonly jobID: string;
  readonly processID: string;
  readonly status: string;
  readonly progress: number;
}

function entriesOf({ own, others = 0, order, statuses }: Lister): Entry[] {
  const words = statuses ?? ["running"];
  const mine = Array.from({ length: own }, (_, at) => ({
    jobID: `own-${String(at)}`,
    processID: "p",
    status: words[at % words.length] ?? "",
    progress: 1,
  }));
  const theirs = Array.from({ length: others }, (_, at) => ({
    jobID: `other-${String(at)}`,
    processID: "q",
    status: "successful",
    progress: 100,
  }));
  if (order === "others first") return [...theirs, ...mine];
  if (order !== "mixed") return [...mine, ...theirs];
  const share = Math.ceil(others / own);
  return mine.flatMap((job, at) => [
    ...theirs.slice(at * share, (at + 1) * share),
    job,
  ]);
}

function shown(
  entry: Entry,
  { entries }: Lister,
  isDetailed: boolean,
): unknown {
  const isId = entries === "ids without detail" || !isDetailed;
  if (entries?.startsWith("ids") && isId) return entry.jobID;
  const { progress: _, ...rest } = entry;
  return entries === "without progress" ? rest : entry;
}

function answering(lister: Lister): Handler {
  const { cap = 10_000, refusesLimits, next, filters } = lister;
  return ({ path }): Reply => {
    const url = new URL(path, "http://127.0.0.1");
    const query = url.searchParams;
    const isFiltered = query.has("status") || query.has("processID");
    const asked = Number(query.get("limit") ?? 10);
    const isRefused =
      (refusesLimits && asked > cap) || (filters === "refused" && isFiltered);
    if (isRefused) return { status: 400, json: { title: "Bad query" } };
    const all = entriesOf(lister).filter(
      ({ status, processID }) =>
        filters !== "applied" ||
        ((query.get("status") ?? status) === status &&
          (query.get("processID") ?? processID) === processID),
    );
    const limit = Math.min(asked, cap);
    const page = Number(query.get("page") ?? 0);
    const offset = Number(query.get("offset") ?? page * limit);
    query.set("offset", String(offset + limit));
    const hasNext = next === undefined && offset + limit < all.length;
    return {
      json: {
        jobs: all
          .slice(offset, offset + limit)
          .map((entry) => shown(entry, lister, query.has("detail"))),
        links: hasNext ? [{ rel: "next", href: url.href }] : [],
        ...(next === "numbers" ? { page, total: all.length } : {}),
      },
    };
  };
}

const THOUSANDS = 5_000;

/** The requests of each of three rounds, how many jobs the last one does not show, and whether it is worth it. */
const LISTS: readonly (readonly [
  name: string,
  lister: Lister,
  requests: readonly number[],
  missing: number,
  isWorthIt: boolean,
])[] = [
  ["all on one page", { own: 1_000 }, [1, 1, 1], 0, true],
  ["pages of a hundred", { own: 1_000, cap: 100 }, [10, 10, 10], 0, true],
  [
    "pages of a hundred, without links",
    { own: 1_000, cap: 100, next: "nothing" },
    [10, 10, 10],
    0,
    true,
  ],
  [
    "pages of a hundred, with numbers",
    { own: 1_000, cap: 100, next: "numbers" },
    [10, 10, 10],
    0,
    true,
  ],
  [
    "a limit above a hundred is refused",
    { own: 1_000, cap: 100, refusesLimits: true },
    [11, 10, 10],
    0,
    true,
  ],
  [
    "every limit is refused",
    { own: 30, cap: 10, refusesLimits: true },
    [5, 3, 3],
    0,
    true,
  ],
  ["others behind", { own: 1_000, others: THOUSANDS }, [1, 1, 1], 0, true],
  [
    "others before, in pages of 10,000",
    { own: 1_000, others: THOUSANDS, order: "others first" },
    [6, 1, 1],
    0,
    true,
  ],
  [
    "others between",
    { own: 1_000, others: THOUSANDS, order: "mixed" },
    [6, 6, 6],
    0,
    true,
  ],
  [
    "others before, in pages of a hundred, filtered",
    {
      own: 1_000,
      others: THOUSANDS,
      order: "others first",
      cap: 100,
      filters: "applied",
    },
    [31, 10, 10],
    0,
    true,
  ],
  [
    "others before, in pages of a hundred, filters ignored",
    { own: 1_000, others: THOUSANDS, order: "others first", cap: 100 },
    [42, 42, 42],
    1_000,
    false,
  ],
  [
    "others before, in pages of a hundred, filters refused",
    {
      own: 1_000,
      others: THOUSANDS,
      order: "others first",
      cap: 100,
      filters: "refused",
    },
    [24, 24, 24],
    1_000,
    false,
  ],
  [
    "two statuses, filtered",
    {
      own: 100,
      others: THOUSANDS,
      order: "others first",
      cap: 100,
      filters: "applied",
      statuses: ["running", "accepted"],
    },
    [6, 2, 2],
    0,
    true,
  ],
  [
    "three statuses, filtered by the process",
    {
      own: 100,
      others: THOUSANDS,
      order: "others first",
      cap: 100,
      filters: "applied",
      statuses: ["running", "accepted", "paused"],
    },
    [4, 1, 1],
    0,
    true,
  ],
  ["bare ids", { own: 30, entries: "ids" }, [2, 1, 1], 0, true],
  [
    "bare ids in pages",
    { own: 30, entries: "ids", cap: 10, next: "numbers" },
    [4, 3, 3],
    0,
    true,
  ],
  [
    "bare ids, without details",
    { own: 30, entries: "ids without detail" },
    [2, 2, 2],
    30,
    false,
  ],
  [
    "less than the jobs' own documents",
    { own: 30, entries: "without progress" },
    [2, 2, 2],
    30,
    false,
  ],
];

test.each(LISTS)("%s", async (_, lister, requests, missing, isWorthIt) => {
  await using server = await scriptedServer(answering(lister));
  const client = testClient(server.url);
  const pages = new JobPages(connectionOf(client));
  const own = entriesOf(lister).filter(({ processID }) => processID === "p");
  const waiting = new Map(
    own.map((job) => [job.jobID, { ...job } as unknown as StatusInfo]),
  );
  const rounds: number[] = [];
  let last:
    { jobs: ReadonlyMap<string, unknown>; isWorthIt: boolean } | undefined;
  for (const _round of requests) {
    const before = server.requests.length;
    last = await pages.read(waiting, new Cancellation());
    rounds.push(server.requests.length - before);
  }
  const found = own.filter(
    ({ jobID, progress }) =>
      (last?.jobs.get(jobID) as Entry | undefined)?.progress === progress,
  );
  expect({
    requests: rounds,
    missing: own.length - found.length,
    isWorthIt: last?.isWorthIt,
    warnings: client.warnings,
  }).toEqual({ requests, missing, isWorthIt, warnings: [] });
  await client.close();
});
