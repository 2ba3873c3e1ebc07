import type { Cancellation } from "../base/cancellation.js";
import { connectionOf, type Client } from "../client/client.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import type { Execution } from "../execution/execution.js";
import type { Connection } from "../http/connection.js";
import { jobPlaces } from "../job/job-location.js";
import { Job } from "../job/job.js";
import type { ReceivedResults } from "../results/received.js";
import {
  decodeResults,
  expectationOf,
  receiveResults,
} from "../results/results.js";
import type { JobHandleOptions } from "./process-options.js";
import { checkValues, type ValidatedCall } from "./validation.js";

/** One call of a process: what reading its results needs. */
export interface ProcessCall extends ValidatedCall {
  readonly response: "raw" | "document";
}

/** A handle for a job that was submitted before. */
export function jobHandle<Outputs>(
  definition: ProcessDefinition,
  client: Client | Connection,
  jobId: string,
  options: JobHandleOptions,
): Job<Outputs> {
  const connection = connectionOf(client);
  return jobOfExecution<Outputs>(
    {
      definition,
      connection,
      requested: undefined,
      response: "document",
      validate: options.validate,
      onInvalid: options.onInvalid,
    },
    {
      kind: "job",
      status: { jobID: jobId, status: "unknown" },
      places: jobPlaces(connection.apiUrl, jobId),
      retryAfterMs: undefined,
    },
    { isNew: false, pollIntervalMs: options.pollIntervalMs },
  );
}

/** The job that an execute request made; where the results came at once, a job that has ended already. */
export function jobOfExecution<Outputs>(
  call: ProcessCall,
  execution: Execution,
  options: {
    readonly isNew: boolean;
    readonly pollIntervalMs: number | undefined;
  },
): Job<Outputs> {
  const { definition, connection } = call;
  const target = { ...options, connection, processId: definition.id };
  if (execution.kind === "job") {
    const { status, places, retryAfterMs } = execution;
    return new Job<Outputs>(
      {
        ...target,
        jobId: status.jobID,
        places,
        status: options.isNew ? status : undefined,
        retryAfterMs,
      },
      async (url, cancellation) =>
        typedOutputs<Outputs>(
          call,
          await fetchResults(call, url, cancellation),
          cancellation,
        ),
    );
  }
  const { received, base, jobId = "", places } = execution;
  return new Job<Outputs>(
    {
      ...target,
      jobId,
      places,
      status: { jobID: jobId, status: "successful", processID: definition.id },
      retryAfterMs: undefined,
    },
    (_url, cancellation) =>
      typedOutputs<Outputs>(call, { received, base }, cancellation),
  );
}

async function fetchResults(
  call: ProcessCall,
  url: URL | undefined,
  cancellation: Cancellation,
): Promise<{ readonly received: ReceivedResults; readonly base: URL }> {
  const { connection, definition } = call;
  const expectation = expectationOf({ ...call, process: definition });
  const request = {
    method: "GET",
    url: url ?? connection.apiUrl,
    kind: "download",
    resource: "results",
    cancellation,
  } as const;
  return connection.send(request, async (open) => ({
    received: await receiveResults(open, true, expectation, connection),
    base: open.url,
  }));
}

/** The outputs as the process describes them: unwrapped, and checked where the caller wants that. */
async function typedOutputs<Outputs>(
  call: ProcessCall,
  {
    received,
    base,
  }: { readonly received: ReceivedResults; readonly base: URL },
  cancellation: Cancellation,
): Promise<Outputs> {
  const context = { ...call, process: call.definition, cancellation };
  const outputs = await decodeResults(received, base, context);
  await checkValues(call, "outputs", outputs);
  // The type is that of the description. Outputs that contradict it were reported as warnings.
  return outputs as Outputs;
}
