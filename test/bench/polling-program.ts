import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Agent, request } from "undici";
import { POLLING, type PollingSamples, type Sample } from "./polling-shape.js";

// Polls jobs of a server in turns by several clients, and tells the parent process how fast each was. It runs by itself,
// without the loader of TypeScript, which every `import()` of the runtime would pass, as it does in no program of users.

const WARM_UPS = 2;

interface Contender {
  readonly name: string;
  /** Polls one job's status once. */
  readonly poll: (jobId: string) => Promise<unknown>;
  /** How many jobs are polled at the same time: all, if the contender limits its connections itself. */
  readonly atOnce: number;
  readonly close: () => Promise<void>;
}

/** What is measured of a generated package's runtime. */
interface Runtime {
  readonly createClient: (options: {
    readonly apiUrl: string;
    readonly authType: "none";
    readonly maxConnections: number;
  }) => {
    getJob(jobId: string): Promise<unknown>;
    close(): Promise<void>;
  };
}

const [, , runtimeUrl = "", base = ""] = process.argv;
const contenders = [
  ownClient((await import(runtimeUrl)) as Runtime),
  rawUndici(),
  globalFetch(),
];
const samples = await takeTurns();
await Promise.all(contenders.map((contender) => contender.close()));
process.send?.(
  Object.fromEntries(
    contenders.map(({ name }, index) => [name, samples[index] ?? []]),
  ) satisfies PollingSamples,
);
process.disconnect();

function rawUndici(): Contender {
  const dispatcher = new Agent({ connections: POLLING.connections });
  return {
    name: "undici.request",
    poll: async (jobId) => {
      const { body } = await request(`${base}/jobs/${jobId}`, { dispatcher });
      return body.json();
    },
    atOnce: POLLING.jobs,
    close: () => dispatcher.close(),
  };
}

function ownClient({ createClient }: Runtime): Contender {
  const client = createClient({
    apiUrl: base,
    authType: "none",
    maxConnections: POLLING.connections,
  });
  return {
    name: "getJob",
    poll: (jobId) => client.getJob(jobId),
    atOnce: POLLING.jobs,
    close: () => client.close(),
  };
}

function globalFetch(): Contender {
  return {
    name: "fetch",
    poll: async (jobId) => (await fetch(`${base}/jobs/${jobId}`)).json(),
    // It opens a connection for each concurrent request.
    atOnce: POLLING.connections,
    close: () => Promise.resolve(),
  };
}

async function takeTurns(): Promise<readonly (readonly Sample[])[]> {
  const samples = contenders.map((): Sample[] => []);
  for (let round = -WARM_UPS; round < POLLING.rounds; round += 1) {
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
    for (let job = next++; job < POLLING.jobs; job = next++) {
      for (let count = 0; count < POLLING.polls; count += 1) {
        await poll(`job-${job}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (POLLING.jobs * POLLING.polls) / seconds,
    cpuMicroseconds: (user + system) / (POLLING.jobs * POLLING.polls),
  };
}

/** Collects the garbage of one contender, so that it does not slow down the next. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
