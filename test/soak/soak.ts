import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  createClient,
  defineProcess,
  isS2gosError,
  type Client,
} from "../../src/runtime/index.js";

/** Duration and load of a soak test. */
export interface SoakOptions {
  /** Jobs at the same time. */
  readonly concurrency: number;
  /** New jobs are submitted for this long; then the test waits for the running ones. */
  readonly seconds: number;
  /** Average duration of a job in seconds. */
  readonly jobSeconds: number;
  /** Proportion of requests that get a fault, from 0 to 1. */
  readonly rate: number;
  readonly seed: number;
  /** Interval in which all tokens expire, in milliseconds. */
  readonly expireEveryMs: number;
}

/** Counts of the server and the proxy. */
interface ServerReport {
  readonly executions: number;
  readonly duplicates: number;
  readonly lostAnswers: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly grants: Readonly<Record<string, number>>;
}

/** Outcome of a soak test. */
export interface SoakReport extends ServerReport {
  /** Number of calls of `submit`. */
  readonly submissions: number;
  /** Number of submissions that returned a job. */
  readonly jobs: number;
  /** Number of correct results. */
  readonly results: number;
  /** Numbers of wrong results, and of jobs that ended in an error, by the error's code. */
  readonly lost: Readonly<Record<string, number>>;
  /** Numbers of submissions that were rejected, by the error's code. */
  readonly rejected: Readonly<Record<string, number>>;
  readonly unhandledRejections: number;
  /** Samples of the bytes of live objects after garbage collection, in order of time. */
  readonly heap: readonly number[];
}

interface Tally {
  submissions: number;
  jobs: number;
  results: number;
  readonly lost: Record<string, number>;
  readonly rejected: Record<string, number>;
}

/** Runs jobs through a proxy that injects faults, and counts the results. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  let unhandledRejections = 0;
  const onUnhandled = (): void => {
    unhandledRejections += 1;
  };
  process.on("unhandledRejection", onUnhandled);
  const server = fork(join(import.meta.dirname, "server.ts"), {
    execArgv: ["--import", "tsx"],
    env: {
      ...process.env,
      SOAK_RATE: String(options.rate),
      SOAK_SEED: String(options.seed),
      SOAK_EXPIRE_MS: String(options.expireEveryMs),
    },
  });
  try {
    const { apiUrl, authUrl } = await messageOf<Record<string, string>>(server);
    const client = createClient({
      apiUrl,
      authUrl,
      authType: "login",
      username: "soak",
      password: "soak",
      useBearer: true,
      timeoutMs: 20_000,
      onWarning: () => undefined,
    });
    const heap: number[] = [];
    const tally = await runJobs(client, options, heap);
    server.send("report");
    const report = await messageOf<ServerReport>(server);
    await client.close();
    return { ...report, ...tally, unhandledRejections, heap };
  } finally {
    process.off("unhandledRejection", onUnhandled);
    if (server.connected) server.disconnect();
    await once(server, "exit");
  }
}

async function runJobs(
  client: Client,
  options: SoakOptions,
  heap: number[],
): Promise<Tally> {
  const run = defineProcess<
    { key: number; seconds: number },
    { square: number }
  >(() => client, { id: "soak", outputs: { square: { form: "value" } } });
  const tally: Tally = {
    submissions: 0,
    jobs: 0,
    results: 0,
    lost: {},
    rejected: {},
  };
  const end = Date.now() + options.seconds * 1_000;
  const sampler = setInterval(
    () => {
      heap.push(liveBytes());
    },
    (options.seconds * 1_000) / 12,
  );
  const worker = async (): Promise<void> => {
    while (Date.now() < end) {
      const key = (tally.submissions += 1);
      const seconds = options.jobSeconds * (0.5 + Math.random());
      const job = await run
        .submit({ key, seconds })
        .catch((failure: unknown) => {
          count(tally.rejected, failure);
        });
      if (job === undefined) continue;
      tally.jobs += 1;
      try {
        const { square } = await job.results();
        if (square === key * key) tally.results += 1;
        else count(tally.lost, new Error("wrong result"));
      } catch (failure) {
        count(tally.lost, failure);
      }
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  clearInterval(sampler);
  return tally;
}

function count(counts: Record<string, number>, failure: unknown): void {
  const name = isS2gosError(failure) ? failure.code : String(failure);
  counts[name] = (counts[name] ?? 0) + 1;
}

async function messageOf<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, "message")) as [T];
  return message;
}

function liveBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}
