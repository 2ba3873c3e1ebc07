import { spawn } from "node:child_process";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { Complaint, firstError } from "./complaint.js";

/** A program that runs for an environment. */
export interface Command {
  /** The name of it in complaints. */
  readonly what: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Ends the program after this many milliseconds. */
  readonly limitMs: number;
  /** Added to the environment variables. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface Outcome {
  /** What it printed, on both streams. */
  readonly output: string;
  /** The exit code; undefined where it was ended. */
  readonly code: number | undefined;
}

/** The file of a project that keeps what all its programs printed. */
export const LOG = "log.txt";

/** No colours, no questions and no telemetry; no configuration of the client but what a test gives. */
const VARIABLES: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(?:S2GOS_|FORCE_COLOR$|NODE_OPTIONS$|NODE_PATH$|npm_|INIT_CWD$)/.test(
          name,
        ) || name === "npm_config_cache",
    ),
  ),
  NO_COLOR: "1",
  CI: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  DENO_NO_UPDATE_CHECK: "1",
  DENO_NO_PROMPT: "1",
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
  npm_config_prefer_offline: "true",
};

const RUNNING = new Set<number>();

/** Starts a program as a group of processes of its own, so that all of it can be ended. */
export function start({ program, args, cwd, variables }: Command): {
  /** What it printed so far, on both streams. */
  readonly output: () => string;
  readonly ended: Promise<number | undefined>;
  readonly end: () => void;
} {
  const child = spawn(program, args, {
    cwd,
    detached: true,
    env: { ...VARIABLES, ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => chunks.push(text));
  }
  const { pid } = child;
  if (pid !== undefined) RUNNING.add(pid);
  const ended = new Promise<number | undefined>((resolve) => {
    child.on("error", (error) => {
      chunks.push(String(error));
      resolve(undefined);
    });
    child.on("close", (code) => {
      if (pid !== undefined) RUNNING.delete(pid);
      resolve(code ?? undefined);
    });
  });
  return {
    output: () => chunks.join(""),
    ended,
    end: () => {
      if (pid !== undefined) endGroup(pid);
    },
  };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/** Ends every program that is still running. */
export function endAll(): void {
  for (const pid of RUNNING) endGroup(pid);
}

/** Runs a program to its end, whatever its exit code is. */
export async function outcomeOf(command: Command): Promise<Outcome> {
  const { output, ended, end } = start(command);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, command.limitMs);
  const code = await ended;
  clearTimeout(timer);
  await appendFile(
    join(command.cwd, LOG),
    `$ ${command.program} ${command.args.join(" ")}\n${output()}\n`,
  );
  if (isLate) {
    throw new Complaint(
      `${command.what}: did not end within ${command.limitMs / 1000} s`,
    );
  }
  return { output: output(), code };
}

/**
 * Runs a program, and returns what it printed.
 *
 * @throws Complaint - It failed.
 */
export async function run(command: Command): Promise<string> {
  const { output, code } = await outcomeOf(command);
  if (code === 0) return output;
  throw new Complaint(
    `${command.what}: ${firstError(output).replaceAll(`${command.cwd}/`, "")}`,
  );
}
