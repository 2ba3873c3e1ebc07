import type { Job } from "../jobs/job.js";
import type { ExtraResource } from "./profile.js";
import { processUrl } from "./standard.js";

/** The resources of servers whose jobs are below their process: `/processes/{processID}/jobs/{jobID}`. */
export const JOBS_BELOW_PROCESS: readonly ExtraResource[] = [
  { method: "POST", path: "/processes/{processID}/jobs", answer: "execute" },
  {
    method: "GET",
    path: "/processes/{processID}/jobs/{jobID}",
    answer: "status",
  },
  {
    method: "GET",
    path: "/processes/{processID}/jobs/{jobID}/results",
    answer: "results",
  },
  {
    method: "GET",
    path: "/processes/{processID}/jobs/{jobID}/results/{output}",
    answer: "result",
  },
];

/** The URL of a job's status, below its process. */
export function jobUrlBelowProcess(job: Job, base: string): string {
  return `${processUrl(job.process, base)}/jobs/${encodeURIComponent(job.id)}`;
}
