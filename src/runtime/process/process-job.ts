import { connectionOf, type Client } from "../client/client.js";
import { checkOptions } from "../config/plain-options.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import type { Execution } from "../execution/execution.js";
import { loadUnit } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";
import { pathSegment } from "../http/urls.js";
import { Job } from "../job/job.js";
import { decodeResults } from "../results/results.js";
import type { JobHandleOptions } from "./process-options.js";
import { checkValues, type ValidatedCall } from "./check-values.js";

/** One call of a process: what reading its results needs. */
export interface ProcessCall extends ValidatedCall {
  /** See {@link JobHandleOptions.allowMissing}. */
  readonly allowMissing?: boolean | undefined;
  readonly response: "raw" | "document";
}

/**
 * The connection of one call.
 * @param getDefault - Gives the client of calls that name none.
 */
export function connectionFor(
  options: JobHandleOptions,
  getDefault: () => Client | Connection,
): Connection {
  return connectionOf(options.client ?? getDefault()).with(options);
}

/** A handle for a job that was submitted before. */
export function jobHandle<Outputs>(
  definition: ProcessDefinition,
  getDefault: () => Client | Connection,
  jobId: string,
  given: JobHandleOptions | null,
): Job<Outputs> {
  // What is wrong with the options is told at the first request, because the rules are not loaded yet.
  const options = given ?? {};
  const connection = connectionFor(options, getDefault);
  const { validate, onInvalid, allowMissing } = options;
  // Throws at once where no URL can hold the id.
  pathSegment("job", jobId);
  return jobOfExecution<Outputs>(
    {
      definition,
      connection,
      requested: undefined,
      response: "document",
      validate,
      onInvalid,
      allowMissing,
    },
    { status: { jobID: jobId, status: "accepted" } },
    false,
    options.pollIntervalMs,
    () => checkOptions(given),
  );
}

/**
 * The job that an execute request made; where the results came at once, a job that has ended already.
 * @param isNew - Whether this program made the job just now.
 * @param check - See `JobTarget.check`.
 */
export function jobOfExecution<Outputs>(
  call: ProcessCall,
  { status, document, location, base, retryAfterMs, results }: Execution,
  isNew: boolean,
  pollIntervalMs: number | undefined,
  check?: () => Promise<unknown>,
): Job<Outputs> {
  const { definition, connection } = call;
  return new Job<Outputs>(
    {
      connection,
      jobId: status.jobID,
      processId: definition.id,
      location,
      base,
      status: isNew ? status : undefined,
      document,
      retryAfterMs,
      isNew,
      isAnswered: results !== undefined,
      pollIntervalMs,
      check,
    },
    async (url = connection.apiUrl, cancellation) => {
      let answered = results;
      if (answered === undefined) {
        const unit = await loadUnit(import("./fetch-results.js"));
        answered = await unit.fetchResults(call, url, cancellation);
      }
      const { jobID: jobId } = status;
      const context = { ...call, process: definition, jobId, cancellation };
      const outputs = await decodeResults(
        answered.received,
        answered.base,
        context,
      );
      await checkValues(call, "outputs", outputs);
      // The type is that of the description. Outputs that contradict it were reported as warnings.
      return outputs as Outputs;
    },
  );
}
