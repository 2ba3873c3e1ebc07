import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { runCli } from "../../generator/cli/run-cli.js";
import { POLLING, type PollingSamples, type Sample } from "../polling-shape.js";
import type { MakeSection } from "../section.js";
import { median, pairedRatio } from "../statistics.js";

const RECORDING = join(
  import.meta.dirname,
  "../../packages/two-processes.json",
);

/** Below this project, so that the program finds undici. */
const PROJECT = join(import.meta.dirname, "../../..");

/**
 * The cost of polling a job's status with a generated package, compared with undici and the global fetch for the same
 * requests. The contenders take turns in each round, in one process, so that other load on the machine affects all of
 * them.
 */
export const polling: MakeSection = async () => {
  const { jobs, polls, connections, rounds } = POLLING;
  const samples = Object.entries(await measure());
  const [[, own] = ["", []]] = samples;
  return {
    title: "Polling",
    text: `${jobs} jobs, ${polls} polls of each, ${connections} connections, ${rounds} rounds: \`getJob\` of a generated package's client, compiled and run by Node.js alone, against the same requests by hand.`,
    columns: ["by", "requests/s", "cpu µs/request", "getJob is"],
    rows: samples.map(([name, of]) => cells(name, of, own)),
  };
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

/** Runs the program that polls, on a package that was generated for it, beside a server in a process of its own. */
async function measure(): Promise<PollingSamples> {
  const folder = await mkdtemp(join(PROJECT, "node_modules/.polling-"));
  const server = fork(new URL("../status-server.ts", import.meta.url));
  try {
    const [port] = (await once(server, "message")) as [number];
    const output = join(folder, "package");
    await runCli(["--input", RECORDING, "--out", output, "--emit", "js"]);
    const program = join(folder, "polling-program.js");
    await build({
      entryPoints: [join(import.meta.dirname, "../polling-program.ts")],
      outfile: program,
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
    });
    const runtime = pathToFileURL(join(output, "runtime/index.js")).href;
    const polls = fork(program, [runtime, `http://127.0.0.1:${port}`], {
      execArgv: [],
    });
    const [samples] = (await once(polls, "message")) as [PollingSamples];
    return samples;
  } finally {
    server.disconnect();
    await rm(folder, { recursive: true });
  }
}
