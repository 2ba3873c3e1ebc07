/** Exit codes of the command line; `--help` and docs/command.md explain each. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  drift: 3,
  warnings: 4,
  /** Of `run` and `results`: the job failed. */
  jobFailed: 5,
  /** The same: the job was dismissed. */
  jobDismissed: 6,
  /** The same: the job has not ended, or not in time. */
  jobNotDone: 7,
  /** The server has no such process or job. */
  notFound: 8,
  /** The server refuses access to a process or a job. */
  unauthorized: 9,
  interrupted: 130,
  terminated: 143,
} as const;

/** An exit code of the command line. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
