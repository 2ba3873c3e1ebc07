import { Cancellation, unlessCancelled } from "../base/cancellation.js";
import { connectionOf, type Client } from "../client/client.js";
import { encodeRequest } from "../execution/execute-request.js";
import { execute, type Execution } from "../execution/execution.js";
import { JobTimeoutError } from "../errors/job-errors.js";
import type { Job } from "../job/job.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { jobAt, type ProcessCall } from "./process-job.js";
import type { RunOptions, SubmitOptions } from "./process-options.js";
import { expectationOf } from "../results/results.js";
import { checkValues } from "./validation.js";

/** How long an execute request may go on after its caller left, so that the job it makes can be dismissed. */
const ORPHAN_MS = 60_000;

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
  await checkValues(definition, "inputs", values, { validate, connection });
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
      const limit = new Cancellation({ timeoutMs: ORPHAN_MS });
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
