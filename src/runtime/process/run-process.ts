import {
  unlessCancelled,
  withCancellation,
  type Cancellation,
} from "../base/cancellation.js";
import type { Client } from "../client/client.js";
import { checkOptions } from "../config/plain-options.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { loadUnit } from "../errors/errors.js";
import {
  copyOfInputs,
  encodeRequest,
  type EncodedRequest,
  type MediaTypesByOutput,
} from "../execution/execute-request.js";
import { execute, type Execution } from "../execution/execution.js";
import type { FormattedCall } from "../execution/output-formats.js";
import type { Connection } from "../http/connection.js";
import { bounded, type BoundedJob } from "../job/bounded.js";
import type { Job } from "../job/job.js";
import { expectationOf } from "../results/results.js";
import { connectionFor, jobOfExecution } from "./process-job.js";
import type { RunOptions, SubmitOptions } from "./process-options.js";
import { checkValues } from "./check-values.js";

/** Submits, waits and fetches the results, all of it within one time limit. */
export async function runProcess<Outputs>(
  definition: ProcessDefinition,
  getDefault: () => Client | Connection,
  inputs: unknown,
  given: RunOptions<PropertyKey, MediaTypesByOutput>,
): Promise<Outputs> {
  const options = await checkOptions(given);
  const connection = connectionFor(options, getDefault);
  let job: Job<Outputs> | undefined;
  const waited: BoundedJob = {
    get details() {
      return (
        job?.details ?? {
          jobId: "(not submitted yet)",
          processId: definition.id,
        }
      );
    },
    dismissInBackground: () => job?.dismissInBackground(),
    failed: (failure) => connection.failed(failure),
  };
  return bounded(options, waited, async (cancellation) => {
    job = await submitWithin<Outputs>(
      definition,
      connection,
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
  getDefault: () => Client | Connection,
  inputs: unknown,
  given: SubmitOptions<PropertyKey, MediaTypesByOutput>,
): Promise<Job<Outputs>> {
  const options = await checkOptions(given);
  const connection = connectionFor(options, getDefault);
  return withCancellation(options, async (cancellation) => {
    const job = await submitWithin<Outputs>(
      definition,
      connection,
      inputs,
      options,
      cancellation,
    );
    return job.begin(cancellation);
  });
}

async function submitWithin<Outputs>(
  definition: ProcessDefinition,
  connection: Connection,
  inputs: unknown,
  options: SubmitOptions<PropertyKey, MediaTypesByOutput>,
  cancellation: Cancellation,
): Promise<Job<Outputs>> {
  const requested = options.outputs?.map(String);
  const values = await copyOfInputs(inputs);
  const checks = { ...options, definition, connection, requested };
  await checkValues(checks, "inputs", values);
  let asked: FormattedCall<EncodedRequest> = {
    definition,
    request: await encodeRequest(definition, values, {
      ...options,
      outputs: requested,
      objectInputs: connection.options.objectInputs ?? definition.objectInputs,
    }),
  };
  if (options.mediaTypes) {
    const formats = loadUnit(import("../execution/output-formats.js"));
    const { withMediaTypes } = await unlessCancelled(formats, cancellation);
    asked = withMediaTypes(asked, options.mediaTypes);
  }
  const { definition: process, request } = asked;
  const { response } = request;
  const call = { ...checks, definition: process, response };
  const send = (requestCancellation: Cancellation): Promise<Execution> =>
    execute(connection, {
      processId: definition.id,
      request,
      mode: options.mode ?? "async",
      jobControlOptions: definition.jobControlOptions,
      expectation: expectationOf({ process, requested, response }),
      cancellation: requestCancellation,
    });
  let execution: Execution;
  if (options.dismissOnAbort) {
    const { executeUnlessAbandoned } = await unlessCancelled(
      loadUnit(import("./abandoned-execution.js")),
      cancellation,
    );
    execution = await executeUnlessAbandoned(call, send, cancellation);
  } else execution = await send(cancellation);
  return jobOfExecution<Outputs>(call, execution, true, options.pollIntervalMs);
}
