import type { Readable, Writable } from "node:stream";

/** A terminal on which questions can be asked. */
export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
}

/** Input and output of a run. Tests replace it. */
export interface Io {
  /** Prints results. */
  readonly stdout: (text: string) => void;
  /** Prints progress, warnings and errors. */
  readonly stderr: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working directory. */
  readonly folder: string;
  /** Whether standard error is a terminal, on which alone progress is shown. */
  readonly isTerminal: boolean;
  /** Columns of that terminal. Undefined: it is none, or does not say. */
  readonly columns?: number | undefined;
  /** Whether standard output is a terminal. */
  readonly isOutputTerminal: boolean;
  /** Where somebody answers questions; undefined in scripts, pipes and CI. */
  readonly terminal?: Terminal | undefined;
}

/** Input and output of this process. */
export function processIo(): Io {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    environment: process.env,
    folder: process.cwd(),
    isTerminal: process.stderr.isTTY,
    columns: process.stderr.columns,
    isOutputTerminal: process.stdout.isTTY,
    terminal: terminal(),
  };
}

function terminal(): Terminal | undefined {
  const { env, stdout } = process;
  const isCi = env["CI"] !== undefined && env["CI"] !== "";
  if (isCi || !stdout.isTTY) return undefined;
  // Looked at last, because Node.js loads much for it.
  const { stdin } = process;
  return stdin.isTTY ? { input: stdin, output: stdout } : undefined;
}
