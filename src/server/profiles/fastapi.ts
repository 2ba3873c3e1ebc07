import { jsonReply, type Reply } from "../http/reply.js";
import type { Problem } from "../problem.js";

/** What FastAPI itself answers where nothing is at a path, or not with this method; undefined for all other problems. */
export function fastApiError(problem: Problem): Reply | undefined {
  const { title, status, headers } = problem;
  return title === "Not found" || status === 405
    ? jsonReply({ detail: title }, status, headers)
    : undefined;
}
