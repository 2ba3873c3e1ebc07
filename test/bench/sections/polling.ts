import { fork } from "node:child_process";
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Agent, request } from "undici";
import { createClient } from "../../../src/runtime/index.js";
import type { MakeSection } from "../section.js";
import { median, pairedRatio } from "../statistics.js";

const JOBS = 1_000;
const POLLS = 10;
const ROUNDS = 15;
const WARM_UPS = 2;
const CONNECTIONS = 32;

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

/**
 * The cost of polling a job's status with the runtime, compared with undici and the global fetch
 * for the same requests. The contenders take turns in each round, in this process, so that
 * other load on the machine affects all of them.
 */
export const polling: MakeSection = async () => {
  const server = fork(new URL("../status-server.ts", import.meta.url));
  try {
    const [port] = (await once(server, "message")) as [number];
    const base = `http://127.0.0.1:${port}`;
    const contenders = [runtime(base), rawUndici(base), globalFetch(base)];
    const samples = await takeTurns(contenders);
    await Promise.all(contenders.map((contender) => contender.close()));
    return {
      title: "Polling",
      text: `${JOBS} jobs, ${POLLS} polls of each, ${CONNECTIONS} connections, ${ROUNDS} rounds: \`getJob\` of a generated package's client, against the same requests by hand.`,
      columns: ["by", "requests/s", "cpu µs/request", "getJob is"],
      rows: contenders.map(({ name }, index) =>
        cells(name, samples[index] ?? [], samples[0] ?? []),
      ),
    };
  } finally {
    server.disconnect();
  }
};

function cells(
  name: string,
  of: readonly Sample[],
  own: readonly Sample[],
): readonly string[] {
  const speeds = (samples: readonly Sample[]) =>
    samples.map(({ perSecond }) => perSecond);
  return [
    name,
    median(speeds(of)).toFixed(0),
    median(of.map(({ cpuMicroseconds }) => cpuMicroseconds)).toFixed(1),
    `${pairedRatio(speeds(own), speeds(of)).toFixed(2)} times as fast`,
  ];
}

function rawUndici(base: string): Contender {
  const dispatcher = new Agent({ connections: CONNECTIONS });
  return {
    name: "undici.request",
    poll: async (jobId) => {
      const { body } = await request(`${base}/jobs/${jobId}`, { dispatcher });
      return body.json();
    },
    atOnce: JOBS,
    close: () => dispatcher.close(),
  };
}

function runtime(base: string): Contender {
  const client = createClient({
    apiUrl: base,
    authType: "none",
    maxConnections: CONNECTIONS,
  });
  return {
    name: "getJob",
    poll: (jobId) => client.getJob(jobId),
    atOnce: JOBS,
    close: () => client.close(),
  };
}

function globalFetch(base: string): Contender {
  return {
    name: "fetch",
    poll: async (jobId) => (await fetch(`${base}/jobs/${jobId}`)).json(),
    // It opens a connection for each concurrent request.
    atOnce: CONNECTIONS,
    close: () => Promise.resolve(),
  };
}

async function takeTurns(
  contenders: readonly Contender[],
): Promise<readonly (readonly Sample[])[]> {
  const samples = contenders.map((): Sample[] => []);
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    // The contenders take turns in going first.
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (turn + round + WARM_UPS) % contenders.length;
      const contender = contenders[index];
      if (contender === undefined) continue;
      const sample = await pollAll(contender);
      if (round >= 0) samples[index]?.push(sample);
    }
  }
  return samples;
}

async function pollAll({ poll, atOnce }: Contender): Promise<Sample> {
  collectGarbage();
  const cpu = process.cpuUsage();
  const start = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let job = next++; job < JOBS; job = next++) {
      for (let count = 0; count < POLLS; count += 1) {
        await poll(`job-${job}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (JOBS * POLLS) / seconds,
    cpuMicroseconds: (user + system) / (JOBS * POLLS),
  };
}

/** Collects the garbage of one contender, so that it does not slow down the next. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
