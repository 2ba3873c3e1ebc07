import {
  unlessCancelled,
  withCancellation,
  type Cancellation,
} from "../base/cancellation.js";
import { connectionOf, type Client } from "../client/client.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { loadUnit } from "../errors/errors.js";
import { encodeRequest } from "../execution/execute-request.js";
import { execute, type Execution } from "../execution/execution.js";
import type { Connection } from "../http/connection.js";
import { bounded, type BoundedJob } from "../job/bounded.js";
import type { Job } from "../job/job.js";
import { expectationOf } from "../results/results.js";
import { jobOfExecution } from "./process-job.js";
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
    failed: (failure) => connectionOf(client).failed(failure),
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
  const connection = connectionOf(client).with(options);
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
  const call = { ...checks, response, allowMissing: options.allowMissing };
  const send = (requestCancellation: Cancellation): Promise<Execution> =>
    execute(connection, {
      processId: definition.id,
      request,
      mode: options.mode ?? "async",
      jobControlOptions: definition.jobControlOptions,
      expectation: expectationOf({ process: definition, requested, response }),
      cancellation: requestCancellation,
    });
  let execution: Execution;
  if (options.dismissOnAbort === true) {
    const { executeUnlessAbandoned } = await unlessCancelled(
      loadUnit(import("./abandoned-execution.js")),
      cancellation,
    );
    execution = await executeUnlessAbandoned(call, send, cancellation);
  } else execution = await send(cancellation);
  return jobOfExecution<Outputs>(call, execution, true, pollIntervalMs);
}
