import { type Cancellation, sleep } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isTerminal } from "../documents/status.js";
import type { JobPoller } from "./job-poller.js";
import type { PollingPauses } from "./polling.js";

/** How a job is followed. */
export interface Following {
  readonly pauses: PollingPauses;
  /** Milliseconds that the server asked to wait before the first poll, when it reported the status known already. */
  readonly retryAfterMs: number | undefined;
  readonly cancellation: Cancellation;
}

/** Yields each change of a job's status, from the last known one up to and including the terminal one. */
export async function* statusChanges(
  poller: JobPoller,
  { pauses, retryAfterMs, cancellation }: Following,
): AsyncGenerator<StatusInfo, void> {
  let last = poller.last;
  if (last !== undefined) {
    yield last;
    if (isTerminal(last.status)) return;
    const pause = pauses.next({ changed: true, retryAfterMs }, Math.random());
    await sleep(pause, cancellation);
  }
  for (;;) {
    const polled = await poller.pollPatiently(cancellation, pauses);
    const { status } = polled;
    const changed = last === undefined || describe(status) !== describe(last);
    last = status;
    if (changed) yield status;
    if (isTerminal(status.status)) return;
    const wish = { changed, retryAfterMs: polled.retryAfterMs };
    await sleep(pauses.next(wish, Math.random()), cancellation);
  }
}

/** Other members, such as `updated`, may change without any news for the caller. */
function describe({ status, progress, message }: StatusInfo): string {
  return JSON.stringify([status, progress, message]);
}
