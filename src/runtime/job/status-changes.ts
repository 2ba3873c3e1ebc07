import { type Cancellation, sleep } from "../base/cancellation.js";
import type { StatusInfo } from "../documents/documents.js";
import { isFinal } from "../documents/status.js";
import type { JobPoller } from "./job-poller.js";
import type { PollingPauses } from "./polling.js";

/**
 * Yields each change of a job's status, from the last known one up to and including the terminal one.
 * @param retryAfterMs - Milliseconds that the server asked to wait before the first poll, when it reported the status known already.
 */
export async function* statusChanges(
  poller: JobPoller,
  pauses: PollingPauses,
  retryAfterMs: number | undefined,
  cancellation: Cancellation,
): AsyncGenerator<StatusInfo, void> {
  let { last } = poller;
  const pause = (
    changed: boolean,
    wishMs: number | undefined,
    ageMs?: number,
  ): Promise<void> =>
    sleep(
      pauses.next({ changed, retryAfterMs: wishMs, ageMs }, Math.random()),
      cancellation,
    );
  if (last) {
    yield last;
    if (isFinal(last)) return;
    await pause(true, retryAfterMs);
  }
  for (;;) {
    const polled = await poller.pollPatiently(cancellation, pauses);
    const { status } = polled;
    const changed = !last || describe(status) !== describe(last);
    last = status;
    if (changed) yield status;
    if (isFinal(status)) return;
    await pause(changed, polled.retryAfterMs, polled.ageMs);
  }
}

/** What is news for the caller. Other members, such as `updated`, may change without any. */
export function describe({
  status,
  originalStatus,
  progress,
  message,
}: StatusInfo): string {
  return JSON.stringify([status, originalStatus, progress, message]);
}
