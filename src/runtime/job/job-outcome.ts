import { sleep, type Cancellation } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isTerminal } from "../documents/status.js";
import { JobDismissedError, JobFailedError } from "../errors/job-errors.js";
import { problemIn } from "../http/failed-answer.js";
import { Patience } from "../http/patience.js";
import type { JobPoller } from "./job-poller.js";
import type { PollingPauses } from "./polling.js";

/**
 * Fetches and unwraps the results of a job; of a synchronous execution, they were received already.
 * @param url - Where the results are. Undefined: the job has no place on the server.
 */
export type ResultsReader<Outputs> = (
  url: URL | undefined,
  cancellation: Cancellation,
) => Promise<Outputs>;

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

/** Reads the results of a successful job, again after failures as patience.ts allows. */
export async function readResultsPatiently<Outputs>(
  poller: JobPoller,
  read: ResultsReader<Outputs>,
  pauses: PollingPauses,
  giveUpAfterMs: number | undefined,
  cancellation: Cancellation,
): Promise<Outputs> {
  const patience = new Patience("results", giveUpAfterMs);
  for (;;) {
    try {
      return await read(poller.resultsUrl(), cancellation);
    } catch (failure) {
      cancellation.throwIfCancelled();
      // A server may call a job successful and find out afterwards that it is not, or not yet.
      const status = await poller.poll(cancellation).catch(() => undefined);
      cancellation.throwIfCancelled();
      if (status && isTerminal(status.status)) {
        await requireSuccess(poller, status);
      }
      if (!patience.allows(failure)) throw failure;
    }
    await sleep(pauses.next({ changed: false }, Math.random()), cancellation);
  }
}
