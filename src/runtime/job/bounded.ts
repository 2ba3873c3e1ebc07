import { Cancellation } from "../base/cancellation.js";
import { JobTimeoutError, type JobErrorDetails } from "../errors/job-errors.js";
import type { WaitOptions } from "./job-options.js";

/** A job that is waited for, as far as its caller's limits concern it. */
export interface BoundedJob {
  /** The job, as errors about it show it. */
  readonly details: JobErrorDetails;
  /** Dismisses it without waiting; a failure becomes a warning. */
  dismissInBackground(): void;
  /** What a failure is on its way to the caller; see `Connection.failed`. */
  failed(failure: unknown): Promise<unknown>;
}

/**
 * Runs an operation within the caller's signal and time limit, and dismisses its job where the caller stopped waiting
 * and wants that.
 */
export async function bounded<T>(
  options: WaitOptions,
  job: BoundedJob,
  use: (cancellation: Cancellation) => Promise<T>,
): Promise<T> {
  const cancellation = limitsOf(options, job);
  try {
    cancellation.throwIfCancelled();
    return await use(cancellation);
  } catch (failure) {
    throw await job.failed(failure);
  } finally {
    endBounded(cancellation, options, job);
  }
}

/** The caller's signal and time limit. */
export function limitsOf(
  { signal, timeoutMs = 0 }: WaitOptions,
  job: BoundedJob,
): Cancellation {
  return new Cancellation({
    signal,
    timeoutMs,
    onTimeout: () => new JobTimeoutError({ ...job.details, timeoutMs }),
  });
}

/** Ends what {@link limitsOf} began. */
export function endBounded(
  cancellation: Cancellation,
  { dismissOnAbort = false }: WaitOptions,
  job: BoundedJob,
): void {
  if (cancellation.cancelled && dismissOnAbort) job.dismissInBackground();
  cancellation.dispose();
}
