import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Terminal } from "../../../src/generator/cli/io.js";
import { run } from "../../../src/generator/cli/run.js";
import { TSX } from "../../kill/kill-once.js";

/** The program, as sources. */
export const MAIN = fileURLToPath(
  new URL("../../../src/generator/cli/main.ts", import.meta.url),
);

/** How the command line is run. */
export interface CliOptions {
  readonly cwd?: string;
  /** Variables besides `PATH`; the test's own environment is not used. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** The outcome of a run of the command line. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that has not ended. */
export interface CliProcess extends Disposable {
  readonly child: ChildProcessWithoutNullStreams;
  /** All that was printed so far. */
  readonly output: { stdout: string; stderr: string };
  /** Resolves once standard output or error contains a text. */
  readonly sees: (text: string) => Promise<void>;
  readonly ends: () => Promise<CliResult>;
}

/** Starts the command line as a process. */
export function startCli(
  args: readonly string[],
  options: CliOptions = {},
): CliProcess {
  return startCommand(process.execPath, [...TSX, MAIN, ...args], options);
}

/** Starts a program that runs the command line, such as a shell. */
export function startCommand(
  program: string,
  args: readonly string[],
  options: CliOptions = {},
): CliProcess {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: {
      PATH: process.env["PATH"],
      XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"],
      ...options.env,
    },
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  const closed = once(child, "close");
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.stdin ?? "");
  return {
    child,
    output,
    sees: async (text) => {
      while (!(output.stdout + output.stderr).includes(text)) {
        await Promise.race([
          once(child.stdout, "data"),
          once(child.stderr, "data"),
          closed.then(() => {
            throw new Error(
              `It ended without printing ${text}:\n${output.stdout}${output.stderr}`,
            );
          }),
        ]);
      }
    },
    ends: async () => {
      await closed;
      return { code: child.exitCode, ...output };
    },
    [Symbol.dispose]: () => {
      child.kill("SIGKILL");
    },
  };
}

/** Runs the command line in this process: the same code, without the time that a process takes to start. */
export async function runCli(
  args: readonly string[],
  options: Omit<CliOptions, "stdin"> & {
    /** Where questions are answered. */
    readonly terminal?: Terminal;
  } = {},
): Promise<CliResult> {
  const output = { stdout: "", stderr: "" };
  const code = await run(args, {
    stdout: (text) => {
      output.stdout += text;
    },
    stderr: (text) => {
      output.stderr += text;
    },
    environment: options.env ?? {},
    folder: options.cwd ?? process.cwd(),
    isTerminal: false,
    isOutputTerminal: false,
    terminal: options.terminal,
  });
  return { code, ...output };
}

/** Runs the command line as a process, to its end. */
export async function spawnCli(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult> {
  using cli = startCli(args, options);
  return await cli.ends();
}
