import type { ExecuteRequest, ProcessDescription } from "../documents.js";
import { Job } from "./job.js";

/** Every job of the server, in the order of arrival. Ids count up and are never used twice. */
export class JobList {
  readonly #jobs = new Map<string, Job>();
  #count = 0;

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

  /** Forgets a job, as servers do that answer 404 after the second dismissal. */
  remove(id: string): void {
    this.#jobs.delete(id);
  }
}
