import { Cancellation, unlessCancelled } from "./cancellation.js";
import { connectionOf } from "./client.js";
import type { Client } from "./client.js";
import type { Connection } from "./connection.js";
import { JobTimeoutError } from "./job-errors.js";
import { encodeRequest } from "./execute-request.js";
import { execute } from "./execution.js";
import type { Execution } from "./execution.js";
import { Job } from "./job.js";
import { jobPlaces } from "./job-location.js";
import type { JobHandleOptions, RunOptions, SubmitOptions } from "./process.js";
import type { ProcessDefinition } from "./process-definition.js";
import type { ReceivedResults } from "./received.js";
import { decodeResults, expectationOf, receiveResults } from "./results.js";
import { validateValues } from "./validation.js";

/** How long an execute request may go on after its caller left, so that the job it makes can be dismissed. */
const orphanMs = 60_000;

/** One call of a process. */
interface ProcessCall {
  readonly definition: ProcessDefinition;
  readonly connection: Connection;
  readonly requested: readonly string[] | undefined;
  readonly response: "raw" | "document";
  readonly validate: boolean | "warn";
}

/** Submits, waits and fetches the results, all within one time limit. */
export async function runProcess<Outputs>(
  definition: ProcessDefinition,
  client: Client,
  inputs: object,
  options: RunOptions<PropertyKey>,
): Promise<Outputs> {
  const { timeoutMs = 0, signal } = options;
  let job: Job<Outputs> | undefined;
  const cancellation = new Cancellation({
    signal,
    timeoutMs,
    onTimeout: () =>
      new JobTimeoutError({
        jobId: job?.id ?? "(not submitted yet)",
        processId: definition.id,
        lastStatus: job?.lastStatus,
        timeoutMs,
      }),
  });
  try {
    job = await submitWithin<Outputs>(
      definition,
      client,
      inputs,
      options,
      cancellation,
    );
    return await job.resultsWithin(cancellation, options);
  } finally {
    if (cancellation.cancelled && options.dismissOnAbort === true) {
      job?.dismissInBackground();
    }
    cancellation.dispose();
  }
}

/** Submits and does not wait. */
export async function submitProcess<Outputs>(
  definition: ProcessDefinition,
  client: Client,
  inputs: object,
  options: SubmitOptions<PropertyKey>,
): Promise<Job<Outputs>> {
  const { signal } = options;
  const cancellation = new Cancellation({ signal });
  try {
    return await submitWithin<Outputs>(
      definition,
      client,
      inputs,
      options,
      cancellation,
    );
  } finally {
    cancellation.dispose();
  }
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

async function submitWithin<Outputs>(
  definition: ProcessDefinition,
  client: Client,
  inputs: object,
  options: SubmitOptions<PropertyKey>,
  cancellation: Cancellation,
): Promise<Job<Outputs>> {
  cancellation.throwIfCancelled();
  const connection = connectionOf(client);
  const { outputs, validate = false, pollIntervalMs } = options;
  const requested = outputs?.map(String);
  const values = inputs as Readonly<Record<string, unknown>>;
  await checked(connection, definition, "inputs", values, validate);
  const request = await encodeRequest(definition, values, {
    ...options,
    outputs: requested,
    objectInputs:
      connection.options.objectInputs ?? definition.objectInputs ?? "plain",
  });
  const response = request.response ?? "raw";
  const call = { definition, connection, requested, response, validate };
  const execution = await executeUnlessCancelled(
    call,
    (own) =>
      execute(connection, {
        processId: definition.id,
        request,
        mode: options.mode ?? "async",
        jobControlOptions: definition.jobControlOptions,
        expectation: expectationOf({
          process: definition,
          requested,
          response,
        }),
        cancellation: own,
      }),
    options,
    cancellation,
  );
  return jobAt<Outputs>(call, execution, { isNew: true, pollIntervalMs });
}

/**
 * With `dismissOnAbort`, an abort during the request leaves the caller at once and the request alone: only
 * its answer tells which job is to be dismissed.
 */
async function executeUnlessCancelled(
  call: ProcessCall,
  start: (own: Cancellation) => Promise<Execution>,
  { dismissOnAbort = false }: SubmitOptions<PropertyKey>,
  cancellation: Cancellation,
): Promise<Execution> {
  if (!dismissOnAbort) return start(cancellation);
  const own = new Cancellation();
  const execution = start(own);
  try {
    return await unlessCancelled(execution, cancellation);
  } catch (failure) {
    if (cancellation.cancelled) {
      const limit = new Cancellation({ timeoutMs: orphanMs });
      limit.subscribe(() => {
        own.cancel(new Error("The caller left."));
      });
      void execution
        .then((made) => {
          const pollIntervalMs = undefined;
          if (made.kind === "job") {
            jobAt(call, made, {
              isNew: true,
              pollIntervalMs,
            }).dismissInBackground();
          }
        })
        .catch(() => undefined)
        .finally(() => {
          limit.dispose();
        });
    }
    throw failure;
  }
}

function jobAt<Outputs>(
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
  await checked(connection, definition, "outputs", outputs, validate);
  // The description is the promise; what a server returned in spite of it was warned about.
  return outputs as Outputs;
}

async function checked(
  connection: Connection,
  definition: ProcessDefinition,
  part: "inputs" | "outputs",
  values: Readonly<Record<string, unknown>>,
  validate: boolean | "warn",
): Promise<void> {
  if (validate === false) return;
  const failure = await validateValues(definition, part, values);
  if (failure === undefined) return;
  if (validate === true) throw failure;
  connection.warn({
    code: "output-invalid",
    message: failure.message,
    processId: definition.id,
  });
}
