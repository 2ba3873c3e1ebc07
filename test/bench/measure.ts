import { spawn } from "node:child_process";

/** What one run of a command took. */
export interface Measurement {
  /** Seconds from start to exit. */
  readonly wall: number;
  /** Seconds of all threads, of the program and of the system for it. */
  readonly cpu: number;
  /** The most memory that it had at a time. */
  readonly mebibytes: number;
}

/** GNU time, which asks the operating system what a finished process took. */
export const TIMER = "/usr/bin/time";

const MARK = "took:";

/** Runs a command as a process of its own, without a shell. Its output is thrown away. */
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
