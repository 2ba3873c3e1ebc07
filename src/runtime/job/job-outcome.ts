import { sleep, type Cancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isTerminal } from "../documents/status.js";
import { JobDismissedError, JobFailedError } from "../errors/job-errors.js";
import { problemIn } from "../http/failed-answer.js";
import type { JobPoller } from "./job-poller.js";
import type { ResultsReader } from "./job-target.js";
import type { PollingPauses } from "./polling.js";
import { Patience } from "./waiting.js";

/**
 * The terminal status of a job, if it is `successful`.
 * @throws JobFailedError, JobDismissedError: it is another one.
 */
export async function requireSuccess(
  poller: JobPoller,
  status: StatusInfo,
): Promise<StatusInfo> {
  if (status.status === "failed") {
    const problem =
      (await problemIn(status["exception"])) ?? (await poller.exception());
    throw new JobFailedError({ ...poller.details, problem });
  }
  if (status.status === "dismissed") {
    throw new JobDismissedError(poller.details);
  }
  return status;
}

/**
 * Reads the results of a successful job, again after failures as waiting.ts allows.
 * @param failedBefore - Why an attempt failed that was made before. Undefined: none was made.
 */
export async function readResultsPatiently<Outputs>(
  poller: JobPoller,
  read: ResultsReader<Outputs>,
  pauses: PollingPauses,
  giveUpAfterMs: number | undefined,
  cancellation: Cancellation,
  failedBefore?: unknown,
): Promise<Outputs> {
  const patience = new Patience("results", giveUpAfterMs);
  let failure = failedBefore;
  for (;;) {
    try {
      if (failure === undefined) {
        return await read(poller.resultsUrl(), cancellation);
      }
    } catch (thrown) {
      failure = thrown;
    }
    cancellation.throwIfCancelled();
    // A server may call a job successful and find out afterwards that it is not, or not yet.
    const status = await poller.poll(cancellation).catch(() => undefined);
    cancellation.throwIfCancelled();
    if (status && isTerminal(status.status)) {
      await requireSuccess(poller, status);
    }
    if (!patience.allows(failure)) throw failure;
    failure = undefined;
    await sleep(pauses.next({ changed: false }, Math.random()), cancellation);
  }
}
