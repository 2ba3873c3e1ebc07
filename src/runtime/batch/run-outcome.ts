import { S2gosError } from "../errors/errors.js";
import type { RunOutcome } from "./run-all.js";

/** One run, as the caller knows it. */
export interface Run<Given> {
  readonly index: number;
  readonly key: string;
  readonly inputs: Given;
}

/** A value, or why there is none. */
type Settled<Value> =
  | { readonly value: Value; readonly error?: undefined }
  | {
      readonly value?: undefined;
      readonly error: { readonly thrown: unknown };
    };

/** Waits for a promise that may reject. */
export async function settled<Value>(
  promise: Promise<Value>,
): Promise<Settled<Value>> {
  try {
    return { value: await promise };
  } catch (thrown) {
    return { error: { thrown } };
  }
}

/** The outcome of a run with its outputs. */
export function successful<Given, Outputs>(
  run: Run<Given>,
  outputs: Outputs,
  jobId: string | undefined,
): RunOutcome<Given, Outputs> {
  const jobID = jobId || undefined;
  return { ...run, jobID, isRecalled: false, status: "successful", outputs };
}

/** The outcome of a run with its error, which may name the job. */
export function failed<Given>(
  run: Run<Given>,
  error: unknown,
  jobId?: string,
): RunOutcome<Given, never> & { readonly status: "failed" } {
  const named = error instanceof S2gosError ? error.jobId : undefined;
  const jobID = (jobId ?? named) || undefined;
  return { ...run, jobID, isRecalled: false, status: "failed", error };
}
