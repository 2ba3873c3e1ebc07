import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A program that is run as a process of its own. */
export interface Command {
  readonly program: string;
  readonly parameters: readonly string[];
  /** Working directory. Default: that of this process. */
  readonly folder?: string;
}

/** Time and memory that one run of a command took. */
export interface Measurement {
  /** Seconds from start to exit. */
  readonly wall: number;
  /** Processor seconds of all threads, in user and in system mode. */
  readonly cpu: number;
  /** Peak resident memory in MiB. */
  readonly mebibytes: number;
}

/** GNU time reads the memory of a finished process, and bash its times, to the millisecond. */
const TIMER = "/usr/bin/time";
const SCRIPT = `TIMEFORMAT="took: %3R %3U %3S"; time ${TIMER} -f "peak: %M" "$@"`;

/** Switches off what other generators send home, and their questions. */
const ENVIRONMENT = {
  ...process.env,
  CI: "1",
  DO_NOT_TRACK: "1",
  NODE_OPTIONS: "",
  SCARF_ANALYTICS: "false",
  // Runs of the benchmarks neither see nor leave anything in the user's own cache.
  XDG_CACHE_HOME: join(tmpdir(), "s2gos-codegen-bench", "cache"),
};

/**
 * Runs a command as a process. Its output is discarded.
 *
 * @throws Error - It failed; with what it said.
 */
export async function measure(command: Command): Promise<Measurement> {
  if (!existsSync(TIMER)) {
    throw new Error(`${TIMER} is not there. Install GNU time.`);
  }
  const child = spawn(
    "bash",
    ["-c", SCRIPT, "bash", command.program, ...command.parameters],
    {
      cwd: command.folder,
      env: ENVIRONMENT,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  const kibibytes = /^peak: (\d+)$/m.exec(errors)?.[1];
  const times = /^took: ([\d.]+) ([\d.]+) ([\d.]+)$/m.exec(errors)?.slice(1);
  if (code !== 0 || kibibytes === undefined || times === undefined) {
    const words = [command.program, ...command.parameters].join(" ");
    throw new Error(`${words} failed:\n${errors}`);
  }
  const [wall = NaN, user = NaN, system = NaN] = times.map(Number);
  return { wall, cpu: user + system, mebibytes: Number(kibibytes) / 1024 };
}

/** This Node.js with a script. */
export function node(...parameters: readonly string[]): Command {
  return { program: process.execPath, parameters };
}
