import { Cancellation, unlessCancelled } from "../base/cancellation.js";
import { connectionOf, type Client } from "../client/client.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { JobTimeoutError } from "../errors/job-errors.js";
import { encodeRequest } from "../execution/execute-request.js";
import { execute, type Execution } from "../execution/execution.js";
import { ORPHAN_MS } from "../http/patience.js";
import type { Connection } from "../http/connection.js";
import type { Job } from "../job/job.js";
import { expectationOf } from "../results/results.js";
import { jobOfExecution, type ProcessCall } from "./process-job.js";
import type { RunOptions, SubmitOptions } from "./process-options.js";
import { checkValues } from "./validation.js";

/** Submits, waits and fetches the results, all of it within one time limit. */
export async function runProcess<Outputs>(
  definition: ProcessDefinition,
  client: Client | Connection,
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

/** Submits, and does not wait for the job to end. */
export async function submitProcess<Outputs>(
  definition: ProcessDefinition,
  client: Client | Connection,
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

async function submitWithin<Outputs>(
  definition: ProcessDefinition,
  client: Client | Connection,
  inputs: object,
  options: SubmitOptions<PropertyKey>,
  cancellation: Cancellation,
): Promise<Job<Outputs>> {
  cancellation.throwIfCancelled();
  const connection = connectionOf(client);
  const { outputs, validate, onInvalid, pollIntervalMs } = options;
  const requested = outputs?.map(String);
  const values = inputs as Readonly<Record<string, unknown>>;
  const checks = { definition, connection, requested, validate, onInvalid };
  await checkValues(checks, "inputs", values);
  const request = await encodeRequest(definition, values, {
    ...options,
    outputs: requested,
    objectInputs:
      connection.options.objectInputs ?? definition.objectInputs ?? "plain",
  });
  const response = request.response ?? "raw";
  const call = { ...checks, response };
  const execution = await executeUnlessCancelled(
    call,
    (requestCancellation) =>
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
        cancellation: requestCancellation,
      }),
    options,
    cancellation,
  );
  return jobOfExecution<Outputs>(call, execution, {
    isNew: true,
    pollIntervalMs,
  });
}

/**
 * Executes. With `dismissOnAbort`, an abort rejects at once but does not end the request, because only its answer
 * tells which job is to be dismissed.
 * @param start - Sends the execute request; its cancellation is not the caller's where the request may outlast the call.
 */
async function executeUnlessCancelled(
  call: ProcessCall,
  start: (requestCancellation: Cancellation) => Promise<Execution>,
  { dismissOnAbort = false }: SubmitOptions<PropertyKey>,
  cancellation: Cancellation,
): Promise<Execution> {
  if (!dismissOnAbort) return start(cancellation);
  const requestCancellation = new Cancellation();
  const execution = start(requestCancellation);
  try {
    return await unlessCancelled(execution, cancellation);
  } catch (failure) {
    if (cancellation.cancelled) {
      dismissOrphan(call, execution, requestCancellation);
    }
    throw failure;
  }
}

/** Waits in the background for the answer to an execute request whose caller left, and dismisses the job that it made. */
function dismissOrphan(
  call: ProcessCall,
  execution: Promise<Execution>,
  requestCancellation: Cancellation,
): void {
  const limit = new Cancellation({ timeoutMs: ORPHAN_MS });
  limit.subscribe(() => {
    requestCancellation.cancel(new Error("The caller left."));
  });
  void execution
    .then((made) => {
      if (made.kind !== "job") return;
      const options = { isNew: true, pollIntervalMs: undefined };
      jobOfExecution(call, made, options).dismissInBackground();
    })
    // Nobody waits for this any more.
    .catch(() => undefined)
    .finally(() => {
      limit.dispose();
    });
}
