import {
  Cancellation,
  unlessCancelled,
  withCancellation,
} from "../base/cancellation.js";
import { connectionOf, type Client } from "../client/client.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { encodeRequest } from "../execution/execute-request.js";
import { execute, type Execution } from "../execution/execution.js";
import { ORPHAN_MS } from "../http/patience.js";
import type { Connection } from "../http/connection.js";
import { bounded, type BoundedJob } from "../job/bounded.js";
import type { Job } from "../job/job.js";
import { expectationOf } from "../results/results.js";
import { jobOfExecution, type ProcessCall } from "./process-job.js";
import type { RunOptions, SubmitOptions } from "./process-options.js";
import { checkValues } from "./check-values.js";

/** Submits, waits and fetches the results, all of it within one time limit. */
export async function runProcess<Outputs>(
  definition: ProcessDefinition,
  client: Client | Connection,
  inputs: object,
  options: RunOptions<PropertyKey>,
): Promise<Outputs> {
  let job: Job<Outputs> | undefined;
  const waited: BoundedJob = {
    get details() {
      const { id: processId } = definition;
      return job?.details ?? { jobId: "(not submitted yet)", processId };
    },
    dismissInBackground: () => job?.dismissInBackground(),
  };
  return bounded(options, waited, async (cancellation) => {
    job = await submitWithin<Outputs>(
      definition,
      client,
      inputs,
      options,
      cancellation,
    );
    return job.resultsWithin(cancellation, options);
  });
}

/** Submits, and does not wait for the job to end. */
export async function submitProcess<Outputs>(
  definition: ProcessDefinition,
  client: Client | Connection,
  inputs: object,
  options: SubmitOptions<PropertyKey>,
): Promise<Job<Outputs>> {
  return withCancellation(options, async (cancellation) => {
    const job = await submitWithin<Outputs>(
      definition,
      client,
      inputs,
      options,
      cancellation,
    );
    return job.begin(cancellation);
  });
}

async function submitWithin<Outputs>(
  definition: ProcessDefinition,
  client: Client | Connection,
  inputs: object,
  options: SubmitOptions<PropertyKey>,
  cancellation: Cancellation,
): Promise<Job<Outputs>> {
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
  const { allowMissing } = options;
  const call = { ...checks, response, allowMissing };
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
  return jobOfExecution<Outputs>(call, execution, true, pollIntervalMs);
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
  const timer = setTimeout(() => {
    requestCancellation.cancel(new Error("The caller left."));
  }, ORPHAN_MS);
  void execution
    .then((made) => {
      if (made.results) return;
      jobOfExecution(call, made, true, undefined).dismissInBackground();
    })
    // Nobody waits for this any more.
    .catch(() => undefined)
    .finally(() => {
      clearTimeout(timer);
    });
}
