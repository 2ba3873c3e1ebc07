import { getDefaultClient } from "{{client}}";
import {
  ApiError,
  boundClient,
  ConnectionError,
  TimeoutError,
  type CallOptions,
  type Client,
  type Job,
  type JobHandleOptions,
  type ListOptions,
  type ProcessDescription,
  type ProcessList,
  type StatusInfo,
  type SubmitOptions,
  type WaitOptions,
} from "{{runtime}}";

// Options for data libraries. TanStack Query takes them as they are, and SWR takes their keys and functions; nothing of
// either library is imported. The client repeats requests by itself, so these options let no library repeat them.

/** The beginning of every key of one server: what is invalidated by it is all that was read from this server. */
export type ServiceKey = readonly ["ogcapi-processes", apiUrl: string];

/** What is common to all options of queries. */
export interface QueryOptions<Data, Key extends readonly unknown[]> {
  /** Begins with {@link serviceKey}, and names no credentials: clear the cache when another user logs in. */
  readonly queryKey: Key;
  /** Reads the data. The signal, where there is one, ends the request; that of TanStack Query does when nobody needs the data any more. */
  readonly queryFn: (context?: {
    readonly signal?: AbortSignal | undefined;
  }) => Promise<Data>;
  /** The client has made all attempts that are worth it when it rejects. */
  readonly retry: false;
}

/** Options of a query that may have to wait until there is a job. */
export interface JobQueryOptions<
  Data,
  Key extends readonly unknown[],
> extends QueryOptions<Data, Key> {
  /** False as long as the job is undefined. */
  readonly enabled: boolean;
}

/** Options of a query that asks for a job's status again and again until the job has ended. */
export interface StatusQueryOptions extends JobQueryOptions<
  StatusInfo,
  JobKey<"status">
> {
  /** Milliseconds until the next poll, false when no further one is worth it. For SWR: `refetchInterval({ state: { data } }) || 0`. */
  readonly refetchInterval: (query: StatusQuery) => number | false;
  /** The status of a job that has ended stays as it is. */
  readonly staleTime: (query: StatusQuery) => number;
}

/** Options of a query whose data never change. */
export interface ResultsQueryOptions<Outputs> extends JobQueryOptions<
  Outputs,
  JobKey<"results">
> {
  /** The results of a job stay as they are. */
  readonly staleTime: number;
}

/** Options of a mutation. */
export interface MutationOptions<
  Data,
  Variables,
  Key extends readonly unknown[],
> {
  readonly mutationKey: Key;
  readonly mutationFn: (variables: Variables) => Promise<Data>;
  /** The client repeats what may be repeated: an execution that the server may have accepted is not. */
  readonly retry: false;
}

/** What the cache knows about a job's status, as far as it is used here; a query of TanStack Query is one. */
export interface StatusQuery {
  readonly state: {
    readonly data?: StatusInfo | undefined;
    /** Milliseconds since 1970 at which the data came. Default: now. */
    readonly dataUpdatedAt?: number;
  };
}

/** The key of something about one job. Without its last part it is the beginning of all keys of this job. */
export type JobKey<Part extends string> = readonly [
  ...ServiceKey,
  "jobs",
  processId: string,
  jobId: string,
  part: Part,
];

/** A process function, as far as it is used here. */
export interface QueriedProcess<Outputs> {
  job(jobId: string, options?: JobHandleOptions): Job<Outputs>;
  readonly process: { readonly id: string };
}

/** A process function, as far as it is used here, with its inputs. */
export interface SubmittedProcess<
  Inputs,
  Outputs,
> extends QueriedProcess<Outputs> {
  submit(
    inputs: Inputs,
    options?: SubmitOptions<keyof Outputs>,
  ): Promise<Job<unknown>>;
}

/** A job: its id, or what `submit` returned, which knows which outputs were asked for. */
export type QueriedJob<Outputs> = string | Job<Outputs>;

type Requested<Outputs, K extends keyof Outputs> = [keyof Outputs] extends [K]
  ? Outputs
  : Pick<Outputs, K>;

type OfClient = {
  /** Default: the package's default client. */
  readonly client?: Client | undefined;
};

/**
 * The beginning of all keys of one server, such as for `queryClient.invalidateQueries({ queryKey: serviceKey(client) })`.
 * It names the server by its URL, in which secrets are masked.
 * @param client - Default: the package's default client.
 */
export function serviceKey(client: Client = getDefaultClient()): ServiceKey {
  return ["ogcapi-processes", client.apiUrl];
}

/** All processes of the server; see `Client.getProcesses`. */
export function processesQuery({
  client = getDefaultClient(),
  ...options
}: OfClient & Omit<ListOptions, "signal"> = {}): QueryOptions<
  ProcessList,
  readonly [...ServiceKey, "processes"]
> {
  return {
    queryKey: [...serviceKey(client), "processes"],
    queryFn: (context) =>
      client.getProcesses({ ...options, signal: context?.signal }),
    retry: false,
  };
}

/** The description of one process; see `Client.getProcess`. */
export function processQuery(
  processId: string,
  {
    client = getDefaultClient(),
    ...options
  }: OfClient & Omit<CallOptions, "signal"> = {},
): QueryOptions<
  ProcessDescription,
  readonly [...ServiceKey, "processes", processId: string]
> {
  return {
    queryKey: [...serviceKey(client), "processes", processId],
    queryFn: (context) =>
      client.getProcess(processId, { ...options, signal: context?.signal }),
    retry: false,
  };
}

/**
 * The status of a job, which is polled until the job has ended: soon after each change, and after longer and longer
 * pauses, up to 10 s, while nothing changes. A failed or dismissed job is data here, not an error.
 * @param job - Undefined: there is none yet, and the query waits.
 * @param options - As for `process.job`. `pollIntervalMs` makes each pause the same.
 */
export function jobQuery(
  process: QueriedProcess<unknown>,
  job: QueriedJob<unknown> | undefined,
  options: JobHandleOptions = {},
): StatusQueryOptions {
  const { pollIntervalMs } = options;
  return {
    queryKey: keyOf(process, job, options, "status"),
    queryFn: async (context) => {
      const handle = handleOf(process, job, options);
      return handle.status({ signal: context?.signal });
    },
    enabled: job !== undefined,
    refetchInterval: ({ state }) => pauseMs(state, pollIntervalMs),
    staleTime: ({ state }) => (hasEnded(state.data) ? Infinity : 0),
    retry: false,
  };
}

/**
 * The outputs of a job; see `Job.results`, which waits until the job has ended and throws JobFailedError and its like.
 * Beside {@link jobQuery}, pass the job when it has ended, so that it is not polled twice:
 * `resultsQuery(process, hasEnded(status) ? jobId : undefined)`.
 * @param job - Undefined: there is none yet, and the query waits.
 * @param options - As for `process.job` and `Job.results`.
 */
export function resultsQuery<Outputs>(
  process: QueriedProcess<Outputs>,
  job: QueriedJob<Outputs> | undefined,
  options: JobHandleOptions & Omit<WaitOptions, "signal"> = {},
): ResultsQueryOptions<Outputs> {
  const { timeoutMs, pollIntervalMs, onProgress, dismissOnAbort, ...others } =
    options;
  const waiting = { timeoutMs, pollIntervalMs, onProgress, dismissOnAbort };
  return {
    queryKey: keyOf(process, job, options, "results"),
    queryFn: async (context) => {
      const handle = handleOf(process, job, others);
      return handle.results({ ...waiting, signal: context?.signal });
    },
    enabled: job !== undefined,
    staleTime: Infinity,
    retry: false,
  };
}

/**
 * Submits a process; see `process.submit`. Its variables are the inputs, its data is the job, which the other functions
 * take as well as its id.
 */
export function submitMutation<
  Inputs,
  Outputs,
  K extends keyof Outputs = keyof Outputs,
>(
  process: SubmittedProcess<Inputs, Outputs>,
  options: SubmitOptions<K> = {},
): MutationOptions<
  Job<Requested<Outputs, K>>,
  undefined extends Inputs ? Inputs | void : Inputs,
  readonly [...ServiceKey, "submit", processId: string]
> {
  return {
    mutationKey: [
      ...serviceKey(clientFor(process, options)),
      "submit",
      process.process.id,
    ],
    mutationFn: (inputs) =>
      process.submit(
        inputs as Inputs,
        options as SubmitOptions<keyof Outputs>,
      ) as Promise<Job<Requested<Outputs, K>>>,
    retry: false,
  };
}

/**
 * Dismisses a job; see `Job.dismiss`. Its variable is the job, its data the status that the server reports, which belongs
 * into the cache: `onSuccess: (status, job) => queryClient.setQueryData(jobQuery(process, job).queryKey, status)`. Some
 * servers do not know a job any more that was dismissed.
 */
export function dismissMutation(
  process: QueriedProcess<unknown>,
  options: JobHandleOptions = {},
): MutationOptions<
  StatusInfo,
  QueriedJob<unknown>,
  readonly [...ServiceKey, "dismiss", processId: string]
> {
  return {
    mutationKey: [
      ...serviceKey(clientFor(process, options)),
      "dismiss",
      process.process.id,
    ],
    mutationFn: async (job) => handleOf(process, job, options).dismiss(),
    retry: false,
  };
}

/** Whether a job has ended: with results, with a failure, or because it was dismissed. Undefined: nothing is known yet. */
export function hasEnded(status: StatusInfo | undefined): boolean {
  return (
    status !== undefined &&
    status.status !== "accepted" &&
    status.status !== "running"
  );
}

/** The client that a process function uses. */
function clientFor(
  process: object,
  { client }: { readonly client?: Client | undefined },
): Client {
  return client ?? boundClient(process) ?? getDefaultClient();
}

function keyOf<Part extends string>(
  process: QueriedProcess<unknown>,
  job: QueriedJob<unknown> | undefined,
  options: JobHandleOptions,
  part: Part,
): JobKey<Part> {
  return [
    ...serviceKey(clientFor(process, options)),
    "jobs",
    process.process.id,
    nameOf(job),
    part,
  ];
}

/** Names of the jobs that servers answered at once: these have no id. */
const UNNAMED: WeakMap<object, string> = new WeakMap();
let unnamed = 0;

function nameOf(job: QueriedJob<unknown> | undefined): string {
  if (job === undefined) return "";
  if (typeof job === "string") return job;
  if (job.id !== "") return job.id;
  const name = UNNAMED.get(job) ?? `(answered at once, ${(unnamed += 1)})`;
  UNNAMED.set(job, name);
  return name;
}

function handleOf<Outputs>(
  process: QueriedProcess<Outputs>,
  job: QueriedJob<Outputs> | undefined,
  options: JobHandleOptions,
): Job<Outputs> {
  if (job === undefined) throw new TypeError("There is no job yet.");
  return typeof job === "string" ? process.job(job, options) : job;
}

/** Milliseconds of the first and the longest pause between two polls. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/** When each status was first seen. The libraries keep the object as long as nothing has changed in it. */
const SEEN_AT: WeakMap<StatusInfo, number> = new WeakMap();

function pauseMs(
  state: StatusQuery["state"],
  fixedMs: number | undefined,
): number | false {
  const { data, dataUpdatedAt = Date.now() } = state;
  if (hasEnded(data)) return false;
  // Why the last poll failed. Named in the type, it would be the type of errors that TanStack Query infers.
  const { error } = state as { readonly error?: unknown };
  if (error !== undefined && error !== null) return pauseAfter(error);
  if (fixedMs !== undefined || data === undefined) {
    return fixedMs ?? FIRST_PAUSE_MS;
  }
  const seenAt = SEEN_AT.get(data) ?? dataUpdatedAt;
  SEEN_AT.set(data, seenAt);
  // Each pause is half as long as the time without a change. It follows from what is in the cache alone, because the
  // libraries ask for it whenever they render, and begin to wait anew when it is another one.
  const grownMs = (dataUpdatedAt - seenAt) / 2;
  return Math.min(Math.max(grownMs, FIRST_PAUSE_MS), LONGEST_PAUSE_MS);
}

/** The pause after a poll that failed, false where the next one would fail as well. */
function pauseAfter(error: unknown): number | false {
  if (error instanceof ApiError) {
    const { status, retryAfterMs = LONGEST_PAUSE_MS } = error;
    const mayPass = status >= 500 || [408, 425, 429].includes(status);
    return mayPass && Math.max(retryAfterMs, FIRST_PAUSE_MS);
  }
  const mayPass =
    error instanceof ConnectionError || error instanceof TimeoutError;
  return mayPass && LONGEST_PAUSE_MS;
}
