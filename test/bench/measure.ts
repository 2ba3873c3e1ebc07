import { spawn } from "node:child_process";

/** Time and memory that one run of a command took. */
export interface Measurement {
  /** Seconds from start to exit. */
  readonly wall: number;
  /** Processor seconds of all threads, in user and in system mode. */
  readonly cpu: number;
  /** Peak resident memory in MiB. */
  readonly mebibytes: number;
}

/** GNU time, which reads the resource usage of a finished process. */
export const TIMER = "/usr/bin/time";

const MARK = "took:";

/** Runs a command as a process, without a shell. Its output is discarded. */
export async function measure(
  command: string,
  parameters: readonly string[],
): Promise<Measurement> {
  const child = spawn(
    TIMER,
    ["-f", `${MARK} %e %U %S %M`, command, ...parameters],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  const figures = errors.split(MARK).at(-1)?.trim().split(" ").map(Number);
  if (code !== 0 || figures?.length !== 4) {
    throw new Error(`${command} failed:\n${errors}`);
  }
  const [wall = NaN, user = NaN, system = NaN, kibibytes = NaN] = figures;
  return { wall, cpu: user + system, mebibytes: kibibytes / 1024 };
}
