// What is loaded for a job that has results of its own on the server.
import type { Cancellation } from "../base/cancellation.js";
import type { AnsweredResults } from "../execution/execution.js";
import { expectationOf, receiveResults } from "../results/results.js";
import type { ProcessCall } from "./process-job.js";

/** Fetches the results of a job (OGC 18-062r2, section 7.13). */
export async function fetchResults(
  call: ProcessCall,
  url: URL,
  cancellation: Cancellation,
): Promise<AnsweredResults> {
  const { connection } = call;
  const request = {
    method: "GET",
    url,
    kind: "download",
    resource: "results",
    cancellation,
  } as const;
  return connection.send(request, async (open) => ({
    received: await receiveResults(
      open,
      true,
      expectationOf({ ...call, process: call.definition }),
      connection,
    ),
    base: open.url,
  }));
}
