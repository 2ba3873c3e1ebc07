import { callOf } from "../base/warnings.js";
import type { StatusInfo } from "../documents/documents.js";
import { messageOf } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";
import type { WaitOptions } from "./job-options.js";

/**
 * Tells the caller about a status. What `onProgress` throws ends the wait; nobody waits for a promise that it returns,
 * so that a rejection becomes a warning.
 */
export function reportProgress(
  status: StatusInfo,
  { onProgress }: WaitOptions,
  connection: Connection,
): void {
  if (!onProgress) return;
  Promise.resolve(callOf(onProgress, status)).catch((failure: unknown) => {
    const said = connection.masked(messageOf(failure));
    connection.warn({
      code: "hook-failure",
      message: `onProgress failed: ${said}`,
    });
  });
}
