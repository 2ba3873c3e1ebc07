import type { Job } from "./job.js";

/** Runs jobs in the order in which they arrived, a bounded number at a time. */
export class JobQueue {
  readonly #limit: number;
  readonly #waiting: { job: Job; run: () => Promise<void> }[] = [];
  #running = 0;

  /** @param limit - How many jobs may run at once; at least 1. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a job in. `run` must not reject. A job that was dismissed while it waited is never run. */
  add(job: Job, run: () => Promise<void>): void {
    this.#waiting.push({ job, run });
    this.#next();
  }

  #next(): void {
    while (this.#running < this.#limit) {
      const entry = this.#waiting.shift();
      if (entry === undefined) return;
      if (entry.job.status !== "accepted") continue;
      this.#running++;
      entry.job.start();
      void entry.run().finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }
}
