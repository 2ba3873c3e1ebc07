import { callOf } from "../base/warnings.js";
import { messageOf } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";

/**
 * Tells the caller how far a job is, or many. What `onProgress` throws ends the wait; nobody waits for a promise that it returns,
 * so that a rejection becomes a warning.
 */
export function reportProgress<Progress>(
  progress: Progress,
  {
    onProgress,
  }: { readonly onProgress?: ((progress: Progress) => void) | undefined },
  connection: Connection,
): void {
  if (!onProgress) return;
  Promise.resolve(callOf(onProgress, progress)).catch((failure: unknown) => {
    const said = connection.masked(messageOf(failure));
    connection.warn({
      code: "hook-failure",
      message: `onProgress failed: ${said}`,
    });
  });
}
