import { type Cancellation, sleep } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import type { JobPoller } from "./job-poller.js";
import type { PollingPauses } from "./polling.js";
import { isTerminal } from "../documents/status.js";

/** How a job is followed. */
export interface Following {
  readonly pauses: PollingPauses;
  /** When the server wants to be asked first, as it said with the status that is known already. */
  readonly retryAfterMs: number | undefined;
  readonly cancellation: Cancellation;
}

/** Each change of a job's status, from the last one seen up to and with the terminal one. */
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
    const look = await poller.lookPatiently(cancellation, pauses);
    const { status } = look;
    const changed = last === undefined || describe(status) !== describe(last);
    last = status;
    if (changed) yield status;
    if (isTerminal(status.status)) return;
    const wish = { changed, retryAfterMs: look.retryAfterMs };
    await sleep(pauses.next(wish, Math.random()), cancellation);
  }
}

function describe({ status, progress, message }: StatusInfo): string {
  return JSON.stringify([status, progress, message]);
}
