import type { JobControlOption } from "../documents.js";
import type { Preferences } from "../http/prefer.js";

/** How an execute request is answered. */
export interface ExecutionMode {
  readonly mode: "sync" | "async";
  /** How long to wait for the results before the job is returned instead. Default: without a limit for `sync`, 0 for `async`. */
  readonly waitMs?: number;
  /** The `Preference-Applied` header of a response with results (`sync`), and of one with a job (`async`). */
  readonly applied: { readonly sync?: string; readonly async?: string };
}

const LONGEST_WAIT_MS = 60_000;

/**
 * Chooses the mode: OGC 18-062r2, requirements 25 and 26, and the recommendations for `Prefer`. If the
 * process offers both modes, the preference decides; without one, the execution is synchronous.
 */
export function chooseMode(
  options: readonly JobControlOption[],
  prefer: Preferences,
): ExecutionMode {
  const async = options.includes("async-execute");
  const sync = options.includes("sync-execute") || !async;
  const wait =
    prefer.waitMs === undefined
      ? undefined
      : Math.min(prefer.waitMs, LONGEST_WAIT_MS);
  if (!async) return { mode: "sync", applied: {} };
  const asyncApplied = prefer.respondAsync ? { async: "respond-async" } : {};
  if (!sync) return { mode: "async", applied: asyncApplied };
  if (wait !== undefined) {
    return {
      mode: prefer.respondAsync ? "async" : "sync",
      waitMs: wait,
      applied: { sync: `wait=${wait / 1000}`, ...asyncApplied },
    };
  }
  return {
    mode: prefer.respondAsync ? "async" : "sync",
    applied: asyncApplied,
  };
}
