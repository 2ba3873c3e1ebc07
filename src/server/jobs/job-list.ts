import type { ExecuteRequest, ProcessDescription } from "../documents.js";
import { Job } from "./job.js";

/** All jobs of the server, in the order of their creation. Ids are numbered, and never used twice. */
export class JobList {
  readonly #jobs = new Map<string, Job>();
  #count = 0;

  /** @param onChange - Called after each change of the job. */
  create(
    process: ProcessDescription,
    request: ExecuteRequest,
    onChange?: (job: Job) => void,
  ): Job {
    const job = new Job(`job_${this.#count++}`, process, request, onChange);
    this.#jobs.set(job.id, job);
    return job;
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  all(): readonly Job[] {
    return [...this.#jobs.values()];
  }

  /** Removes a job, as servers do that answer 404 once a job was dismissed. */
  remove(id: string): void {
    this.#jobs.delete(id);
  }
}
