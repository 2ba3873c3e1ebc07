import { withHeaders, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";

/**
 * Adds a `Retry-After` header (RFC 9110, 10.2.3) to an answer about a job that is still active.
 * @param seconds - Undefined: no header is added.
 */
export function retryLater(
  reply: Reply,
  job: Job,
  seconds: number | undefined,
): Reply {
  return seconds === undefined || !job.isActive
    ? reply
    : withHeaders(reply, { "retry-after": String(seconds) });
}
