import type { ExecutionContext, ProcessImplementation } from "../process.js";
import type { Job } from "./job.js";

/**
 * Runs a job's process. The promise resolves when the process ends or the job is dismissed. What a
 * process returns after its job was dismissed is dropped.
 * @param inputs - Reads the inputs that were given as links. If it rejects, the job fails.
 */
export async function runJob(
  job: Job,
  implementation: ProcessImplementation,
  inputs: () => Promise<Readonly<Record<string, unknown>>>,
  files: Pick<ExecutionContext, "directory" | "writeFile">,
): Promise<void> {
  const context: ExecutionContext = {
    id: job.id,
    signal: job.signal,
    outputs: job.request.outputs,
    progress: (percent, message) => {
      job.report(percent, message);
    },
    ...files,
  };
  const execution = inputs()
    .then((values) => implementation.execute(values, context))
    .then(
      (outputs) => {
        job.succeed(outputs);
      },
      (reason: unknown) => {
        job.fail(reason instanceof Error ? reason : new Error(String(reason)));
      },
    );
  await Promise.race([execution, job.ended]);
}
