import {
  Cancellation,
  unlessCancelled,
  nothing,
} from "../base/cancellation.js";
import type { Execution } from "../execution/execution.js";
import { jobOfExecution, type ProcessCall } from "./process-job.js";

// What is loaded for `dismissOnAbort`, before the execution is sent.

/** How long, in milliseconds, an execute request may go on after its caller left, so that the job it starts can be dismissed. */
const ABANDONED_MS = 60_000;

/**
 * Executes. An abort rejects at once but does not end the request, because only its answer tells which job is to be
 * dismissed.
 * @param send - Sends the execute request, within a cancellation of its own: the request may outlast the call.
 */
export async function executeUnlessAbandoned(
  call: ProcessCall,
  send: (requestCancellation: Cancellation) => Promise<Execution>,
  cancellation: Cancellation,
): Promise<Execution> {
  const requestCancellation = new Cancellation();
  const execution = send(requestCancellation);
  try {
    return await unlessCancelled(execution, cancellation);
  } catch (failure) {
    if (cancellation.cancelled) {
      dismissAbandoned(call, execution, requestCancellation);
    }
    throw failure;
  }
}

/** Waits in the background for the answer to an execute request whose caller left, and dismisses the job that it made. */
function dismissAbandoned(
  call: ProcessCall,
  execution: Promise<Execution>,
  requestCancellation: Cancellation,
): void {
  const timer = setTimeout(() => {
    requestCancellation.cancel(new Error("The caller left."));
  }, ABANDONED_MS);
  void execution
    .then((made) => {
      if (made.results) return;
      jobOfExecution(call, made, true, undefined).dismissInBackground();
    })
    // Nobody waits for this any more.
    .catch(nothing)
    .finally(() => {
      clearTimeout(timer);
    });
}
