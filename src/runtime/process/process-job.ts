import type { Cancellation } from "../base/cancellation.js";
import { type Client, connectionOf } from "../client/client.js";
import type { Connection } from "../http/connection.js";
import type { Execution } from "../execution/execution.js";
import { jobPlaces } from "../job/job-location.js";
import { Job } from "../job/job.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import type { JobHandleOptions } from "./process-options.js";
import type { ReceivedResults } from "../results/received.js";
import {
  decodeResults,
  expectationOf,
  receiveResults,
} from "../results/results.js";
import { checkValues } from "./validation.js";

/** One call of a process. */
export interface ProcessCall {
  readonly definition: ProcessDefinition;
  readonly connection: Connection;
  readonly requested: readonly string[] | undefined;
  readonly response: "raw" | "document";
  readonly validate: boolean | "warn";
}

/** A handle for a job that runs already. */
export function jobOf<Outputs>(
  definition: ProcessDefinition,
  client: Client,
  jobId: string,
  options: JobHandleOptions,
): Job<Outputs> {
  const connection = connectionOf(client);
  return jobAt<Outputs>(
    {
      definition,
      connection,
      requested: undefined,
      response: "document",
      validate: options.validate ?? false,
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

/** The job that an execute request made, or one that is done already where the results came at once. */
export function jobAt<Outputs>(
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
    return new Job<Outputs>({
      ...target,
      jobId: status.jobID,
      places,
      status: options.isNew ? status : undefined,
      retryAfterMs,
      readResults: async (poller, cancellation) =>
        decoded<Outputs>(
          call,
          await fetchResults(call, poller.resultsUrl(), cancellation),
          cancellation,
        ),
    });
  }
  const { received, base, jobId = "", places } = execution;
  return new Job<Outputs>({
    ...target,
    jobId,
    places,
    status: { jobID: jobId, status: "successful", processID: definition.id },
    retryAfterMs: undefined,
    readResults: (_poller, cancellation) =>
      decoded<Outputs>(call, { received, base }, cancellation),
  });
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

async function decoded<Outputs>(
  call: ProcessCall,
  {
    received,
    base,
  }: { readonly received: ReceivedResults; readonly base: URL },
  cancellation: Cancellation,
): Promise<Outputs> {
  const { definition, connection, validate } = call;
  const context = { ...call, process: definition, cancellation };
  const outputs = await decodeResults(received, base, context);
  await checkValues(definition, "outputs", outputs, { validate, connection });
  // The description is the promise; what a server returned in spite of it was warned about.
  return outputs as Outputs;
}
