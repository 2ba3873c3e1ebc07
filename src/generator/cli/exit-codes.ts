/** Exit codes of the command line; `--help` explains each. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  drift: 3,
  warnings: 4,
  interrupted: 130,
  terminated: 143,
} as const;

/** An exit code of the command line. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
