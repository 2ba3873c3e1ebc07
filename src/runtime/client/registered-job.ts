import { isRecord, isText, ownMember } from "../base/json.js";
import { withCancellation } from "../base/cancellation.js";
import { checkOptions } from "../config/plain-options.js";
import type { RequestHeaders } from "../config/request-headers.js";
import type { ValidationOptions } from "../config/validator.js";
import type { StatusInfo } from "../documents/documents.js";
import { InputError } from "../errors/errors.js";
import { fetchUntypedResults } from "../execution/execute-untyped.js";
import type { Connection } from "../http/connection.js";
import { pathSegment } from "../http/urls.js";
import { Job } from "../job/job.js";
import { fetchStatus } from "../job/jobs.js";
import type { Client } from "./client.js";

/** Options of a handle for a job that was submitted before. */
export interface JobOptions extends ValidationOptions, RequestHeaders {
  /** Milliseconds between two polls of the job. Default: the client's. */
  readonly pollIntervalMs?: number | undefined;
  /**
   * An output that the process describes and the server does not return is a warning `output-missing`: the result lacks
   * it, whatever its type says. Default: false, which is OutputMissingError.
   */
  readonly allowMissing?: boolean | undefined;
}

/** What makes handles for the jobs of a process: each process function does. */
interface JobsOfProcess {
  job(
    jobId: string,
    options?: JobOptions & { readonly client?: Client },
  ): Job<unknown>;
}

/** Functions that load the processes of a service, by their ids: what `processes.ts` of a generated package exports. */
export type ProcessRegistry = Readonly<
  Record<string, () => Promise<JobsOfProcess>>
>;

/** A job of one of the processes of a registry: its `processId` tells which one, and so what its outputs are. */
export type RegisteredJob<R extends ProcessRegistry> = {
  readonly [Id in keyof R & string]: ReturnType<
    Awaited<ReturnType<R[Id]>>["job"]
  > & { readonly processId: Id };
}[keyof R & string];

/** Options of `Client.job` for a job of one of the processes of a registry. */
export interface RegisteredJobOptions<
  R extends ProcessRegistry,
> extends JobOptions {
  /** The processes that the job may be of: `processes` of a generated package. */
  readonly processes: R;
}

/**
 * See `Client.job`. Without a registry nothing is requested, unless the job's own requests are.
 * @throws InputError: the registry lacks the job's process, or the server does not tell which one it is; there is no such
 * target.
 */
export async function jobOfServer(
  client: Client,
  connection: Connection,
  target: StatusInfo | string,
  {
    processes,
    ...options
  }: JobOptions & { readonly processes?: ProcessRegistry | undefined },
): Promise<Job<unknown>> {
  await checkOptions(options);
  // JavaScript callers may pass anything.
  if (!isText(target) && !(isRecord(target) && isText(target["jobID"]))) {
    throw new InputError("client.job needs the id of a job, or its status.");
  }
  if (processes === undefined) return untypedJob(connection, target, options);
  if (!isRecord(processes)) {
    throw new InputError(
      "`processes` must be the registry of a generated package: import { processes } from its processes file.",
    );
  }
  const { jobID, processID } = isText(target)
    ? await withCancellation({}, (cancellation) =>
        fetchStatus(connection, target, cancellation),
      )
    : target;
  if (processID === undefined) {
    throw new InputError(
      `The status of job ${jobID} does not tell which process it is of. Call \`job\` of its process, or leave \`processes\` out.`,
    );
  }
  const load = ownMember(processes, idAmong(Object.keys(processes), processID));
  if (typeof load !== "function") {
    throw new InputError(
      `Job ${jobID} is of process ${processID}, which \`processes\` lacks. Generate the package again, or leave \`processes\` out.`,
    );
  }
  const process = await load();
  return process.job(jobID, { ...options, client });
}

/**
 * The id of a registry that the id in a status means: servers put something in front of it, such as `urn:ogc:` or a URL,
 * or its version behind it. The longest one that ends it is meant, else the longest one that begins it.
 */
function idAmong(ids: readonly string[], processID: string): string {
  if (ids.includes(processID)) return processID;
  const whole = inParts(processID);
  const fitting = [...ids].sort((left, right) => right.length - left.length);
  return (
    fitting.find((id) => whole.endsWith(inParts(id))) ??
    fitting.find((id) => whole.startsWith(inParts(id))) ??
    processID
  );
}

/** An id between the signs that divide ids from what surrounds them. */
function inParts(id: string): string {
  return `:${id.toLowerCase()}:`.replace(/[/:#@?;,\s]+/g, ":");
}

/** A job whose process is not known: its results are those of `Client.getJobResults`. */
function untypedJob(
  connection: Connection,
  target: StatusInfo | string,
  { pollIntervalMs }: JobOptions,
): Job<unknown> {
  const status = isText(target) ? undefined : target;
  const jobId = isText(target) ? target : target.jobID;
  // Throws at once where no URL can hold the id.
  pathSegment("job", jobId);
  return new Job(
    {
      connection,
      jobId,
      processId: status?.processID,
      location: undefined,
      base: undefined,
      status,
      document: undefined,
      retryAfterMs: undefined,
      isNew: false,
      isAnswered: false,
      pollIntervalMs,
    },
    (_url, cancellation) =>
      fetchUntypedResults(connection, jobId, cancellation),
  );
}
