/** What a run may use of the world around it. */
export interface Io {
  /** Results. */
  readonly stdout: (text: string) => void;
  /** Progress, warnings and errors. */
  readonly stderr: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  /** Whether standard error is a terminal: only then is there moving progress. */
  readonly isTerminal: boolean;
  /** Whether standard output is one. */
  readonly isOutputTerminal: boolean;
}

/** The process's own. */
export function processIo(): Io {
  return {
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    environment: process.env,
    folder: process.cwd(),
    isTerminal: process.stderr.isTTY,
    isOutputTerminal: process.stdout.isTTY,
  };
}
