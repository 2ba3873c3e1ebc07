// `npx tsx test/bench/run-runtime.ts`: the cost of polling a job's status with the
// runtime, compared with undici and the global fetch for the same requests.
// The contenders alternate in each round, so that other load on the machine
// affects all of them. The table shows medians; a ratio is the median of the
// ratios of the rounds.
import { fork } from "node:child_process";
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Agent, request } from "undici";
import { createClient } from "../../src/runtime/index.js";

const jobs = Number(process.env["BENCH_JOBS"] ?? 1_000);
const polls = Number(process.env["BENCH_POLLS"] ?? 10);
const rounds = Number(process.env["BENCH_ROUNDS"] ?? 15);
const warmUps = 2;
const connections = 32;

interface Contender {
  readonly name: string;
  /** Polls one job's status once. */
  readonly poll: (jobId: string) => Promise<unknown>;
  /** How many jobs are polled at the same time: all, if the contender limits its connections itself. */
  readonly atOnce: number;
  readonly close: () => Promise<void>;
}

interface Sample {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
}

function rawUndici(base: string): Contender {
  const dispatcher = new Agent({ connections });
  return {
    name: "undici.request",
    poll: async (jobId) => {
      const { body } = await request(`${base}/jobs/${jobId}`, { dispatcher });
      return body.json();
    },
    atOnce: jobs,
    close: () => dispatcher.close(),
  };
}

function runtime(base: string): Contender {
  const client = createClient({
    apiUrl: base,
    authType: "none",
    maxConnections: connections,
  });
  return {
    name: "getJob",
    poll: (jobId) => client.getJob(jobId),
    atOnce: jobs,
    close: () => client.close(),
  };
}

function globalFetch(base: string): Contender {
  return {
    name: "fetch",
    poll: async (jobId) => (await fetch(`${base}/jobs/${jobId}`)).json(),
    // It opens a connection for each concurrent request.
    atOnce: connections,
    close: () => Promise.resolve(),
  };
}

async function measure({ poll, atOnce }: Contender): Promise<Sample> {
  collectGarbage();
  const cpu = process.cpuUsage();
  const start = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let job = next++; job < jobs; job = next++) {
      for (let count = 0; count < polls; count += 1) {
        await poll(`job-${String(job)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (jobs * polls) / seconds,
    cpuMicroseconds: (user + system) / (jobs * polls),
  };
}

/** Collects the garbage of one contender, so that it does not slow down the next. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1
    ? upper
    : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

async function main(): Promise<void> {
  const server = fork(new URL("status-server.ts", import.meta.url));
  const [port] = (await once(server, "message")) as [number];
  const base = `http://127.0.0.1:${String(port)}`;
  const contenders = [rawUndici(base), runtime(base), globalFetch(base)];
  const samples = contenders.map((): Sample[] => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    // The contenders take turns in going first.
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (turn + round + warmUps) % contenders.length;
      const contender = contenders[index];
      if (contender === undefined) continue;
      const sample = await measure(contender);
      if (round >= 0) samples[index]?.push(sample);
    }
  }
  report(contenders, samples);
  await Promise.all(contenders.map((contender) => contender.close()));
  server.disconnect();
}

function report(
  contenders: readonly Contender[],
  samples: readonly (readonly Sample[])[],
): void {
  const ratio = (first: readonly Sample[], second: readonly Sample[]): string =>
    median(
      first.map(
        ({ perSecond }, round) =>
          perSecond / (second[round]?.perSecond ?? Number.NaN),
      ),
    ).toFixed(2);
  const [raw = [], own = [], platform = []] = samples;
  console.log(
    `${String(rounds)} rounds of ${String(jobs)} jobs x ${String(polls)} polls, ${String(connections)} connections`,
  );
  console.table(
    Object.fromEntries(
      contenders.map(({ name }, index) => {
        const of = samples[index] ?? [];
        const perSecond = median(of.map((sample) => sample.perSecond));
        const cpu = median(of.map((sample) => sample.cpuMicroseconds));
        return [
          name,
          {
            "requests/s": Math.round(perSecond),
            "client CPU us/request": Number(cpu.toFixed(1)),
            "x undici.request": ratio(of, raw),
          },
        ];
      }),
    ),
  );
  console.log(
    `getJob: ${ratio(own, raw)}x undici.request (target 0.95), ${ratio(own, platform)}x fetch (target 2.5)`,
  );
}

await main();
