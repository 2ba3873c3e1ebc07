import type { Job } from "./job.js";

/** Runs jobs in the order of their creation, a limited number at a time. */
export class JobQueue {
  readonly #limit: number;
  readonly #waiting: { job: Job; run: () => Promise<void> }[] = [];
  #running = 0;

  /** @param limit - How many jobs may run at once; at least 1. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Adds a job. One that is dismissed while it waits is never run.
   * @param run - Must not reject.
   */
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
