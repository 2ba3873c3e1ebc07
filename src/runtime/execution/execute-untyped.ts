import type { Cancellation } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import { checkOptions } from "../config/plain-options.js";
import type { ExecuteRequest, StatusInfo } from "../documents/documents.js";
import { readStatus } from "../documents/status.js";
import { ConfigError, loadUnit } from "../errors/errors.js";
import type { Connection } from "../http/connection.js";
import { jobPlaces, resultsBelow } from "../job/job-location.js";
import type { CallOptions } from "../job/job-options.js";
import type { ReceivedOne, ReceivedResults } from "../results/received.js";
import { receiveResults } from "../results/results.js";
import { copyOfInputs } from "./execute-request.js";
import { execute, type ExecutionMode } from "./execution.js";

/** Options of `Client.executeProcess`. */
export interface ExecuteOptions extends CallOptions {
  /** `async`: as a job, where the process allows it. `sync` and `auto`: as the server decides. Default: `async`. */
  readonly mode?: ExecutionMode | undefined;
}

/** The status of a new job, or the results of a synchronous execution. */
export interface ExecutionStatus extends StatusInfo {
  /** Empty where the server ran the process synchronously and made no job. */
  readonly jobID: string;
  /** The results by output, where the server ran the process synchronously; see `Client.getJobResults`. */
  readonly results?: Readonly<Record<string, unknown>>;
}

const REQUEST_MEMBERS = ["inputs", "outputs", "response", "subscriber"];

/** Executes a process whose description is not known. */
export async function executeUntyped(
  connection: Connection,
  processId: string,
  request: ExecuteRequest | Readonly<Record<string, unknown>>,
  options: ExecuteOptions,
  cancellation: Cancellation,
): Promise<ExecutionStatus> {
  const complete = completeRequest(await copyOfInputs(request));
  const { inputs, outputs, response, subscriber } = complete;
  await checkOptions({ response, subscriber });
  if (inputs) await copyOfInputs(inputs);
  if (outputs !== undefined && !isRecord(outputs)) {
    throw new ConfigError(
      "outputs of an execute request must be an object by the names of outputs.",
    );
  }
  const execution = await execute(connection, {
    processId,
    request: complete,
    mode: options.mode ?? "async",
    expectation: {
      described: [],
      requested: Object.keys(outputs ?? {}),
      response: response ?? "raw",
    },
    cancellation,
  });
  const { status, document, results } = execution;
  return results === undefined
    ? (readStatus(document, status.jobID) ?? status)
    : { ...status, results: await untypedResults(results.received) };
}

/**
 * The complete request: an object with none of the members of an execute request is taken as the inputs. Some servers
 * refuse a body without `inputs`, even for a process that has none; and a document names the outputs, which raw
 * results do not.
 */
function completeRequest(
  request: ExecuteRequest | Readonly<Record<string, unknown>>,
): ExecuteRequest {
  const members = Object.entries(request);
  return members.some(([name]) => REQUEST_MEMBERS.includes(name))
    ? { inputs: {}, response: "document", ...request }
    : { inputs: Object.fromEntries(members), response: "document" };
}

/** The results of a job whose process is not known (OGC 18-062r2, section 7.13). */
export async function fetchUntypedResults(
  connection: Connection,
  jobId: string,
  cancellation: Cancellation,
): Promise<Readonly<Record<string, unknown>>> {
  const [job = connection.apiUrl] = jobPlaces(connection.apiUrl, jobId);
  const expectation = {
    described: [],
    requested: [],
    response: "document",
  } as const;
  return connection.send(
    {
      method: "GET",
      url: resultsBelow(job),
      kind: "download",
      resource: "results",
      cancellation,
    },
    async (open) =>
      untypedResults(await receiveResults(open, true, expectation, connection)),
  );
}

/** The results of a process that is not known: JSON as the server sent it, everything else as files. */
async function untypedResults(
  received: ReceivedResults,
): Promise<Record<string, unknown>> {
  // What received them has loaded it.
  const unit = await loadUnit(import("../results/other-results.js"));
  const untyped = (result: ReceivedOne): unknown => {
    if (result.kind === "json") return result.value;
    return result.kind === "link" ? result.link : unit.fileOfContent(result);
  };
  return Object.fromEntries(
    [...received].map(([name, result]) => [
      name,
      result.kind === "list" ? result.items.map(untyped) : untyped(result),
    ]),
  );
}
