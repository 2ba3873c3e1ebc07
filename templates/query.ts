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
  type RequestSignal,
  type StatusInfo,
  type SubmitOptions,
  type WaitOptions,
} from "{{runtime}}";

// Options for data libraries: TanStack Query takes them as they are, SWR their keys and functions. Nothing of either is
// imported. The client repeats requests by itself, so these options let no library repeat them.

type Key = readonly unknown[];

/** The beginning of every key of one server. It names no credentials: clear the cache when another user logs in. */
export type ServiceKey = readonly ["ogcapi-processes", apiUrl: string];

/** The key of something about one job. Without its last part it is the beginning of all keys of this job. */
export type JobKey<Part extends string> = readonly [
  ...ServiceKey,
  "jobs",
  processId: string,
  jobId: string,
  part: Part,
];

/** Options of a query. */
export interface QueryOptions<Data, K extends Key> {
  readonly queryKey: K;
  /** Reads the data; the signal, such as TanStack Query's, ends the request. */
  readonly queryFn: (context?: RequestSignal) => Promise<Data>;
  readonly retry: false;
  /** For Vue alone, whose deep proxies would break the private members of jobs and files. */
  readonly shallow: true;
}

/** Options of a query of something about a job, which waits as long as the job is undefined. */
export interface JobQueryOptions<
  Data,
  Part extends string,
> extends QueryOptions<Data, JobKey<Part>> {
  readonly enabled: boolean;
}

/** Options of a query of a job's status, which never changes again once the job has ended. */
export interface StatusQueryOptions extends JobQueryOptions<
  StatusInfo,
  "status"
> {
  /** Milliseconds until the next poll, false when no further one is worth it. For SWR: `refetchInterval({ state: { data } }) || 0`. */
  readonly refetchInterval: (query: StatusQuery) => number | false;
  readonly staleTime: (query: StatusQuery) => number;
}

/** Options of a query of a job's results, which never change. */
export interface ResultsQueryOptions<Outputs> extends JobQueryOptions<
  Outputs,
  "results"
> {
  readonly staleTime: number;
}

/** Options of a mutation. */
export interface MutationOptions<Data, Variables, K extends Key> {
  readonly mutationKey: K;
  readonly mutationFn: (variables: Variables) => Promise<Data>;
  readonly retry: false;
  /** As for queries. */
  readonly shallow: true;
}

/** What the cache knows about a job's status; a query of TanStack Query is one. */
export interface StatusQuery {
  readonly state: {
    readonly data?: StatusInfo | undefined;
    /** Milliseconds since 1970 at which the data came. Default: now. */
    readonly dataUpdatedAt?: number;
  };
}

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

/** A union, also with `void`: what TanStack Query lets callers leave out. */
type Either<Left, Right> = Left | Right;

type OfClient = Pick<JobHandleOptions, "client">;

/**
 * The beginning of all keys of one server, such as for `queryClient.invalidateQueries({ queryKey: serviceKey(client) })`.
 * Secrets in the server's URL are masked.
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
    shallow: true,
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
    shallow: true,
  };
}

/**
 * The status of a job, polled until the job has ended: when the server says (`Retry-After`), else soon after each change,
 * and after longer and longer pauses, up to 10 s, while nothing changes. A failed or dismissed job is data, not an error.
 * @param options - As for `process.job`. `pollIntervalMs` makes each pause the same. A job that `submit` returned keeps the
 * options that it was submitted with.
 */
export function jobQuery(
  process: QueriedProcess<unknown>,
  job: QueriedJob<unknown> | undefined,
  options: JobHandleOptions = {},
): StatusQueryOptions {
  const { pollIntervalMs } = options;
  return {
    ...ofJob(process, job, options, "status", (handle, context) =>
      handle.status({ signal: context?.signal }),
    ),
    refetchInterval: ({ state }) => pauseMs(state, pollIntervalMs),
    staleTime: ({ state }) => (hasEnded(state.data) ? Infinity : 0),
  };
}

/**
 * The outputs of a job; see `Job.results`, which waits until the job has ended and throws JobFailedError and its like.
 * Beside {@link jobQuery}, pass the job when it has ended, so that it is not polled twice:
 * `resultsQuery(process, hasEnded(status) ? jobId : undefined)`.
 * @param options - As for `process.job` and `Job.results`. A job that `submit` returned keeps the options that it was
 * submitted with, such as `allowMissing`; those of `Job.results` are taken in any case.
 */
export function resultsQuery<Outputs>(
  process: QueriedProcess<Outputs>,
  job: QueriedJob<Outputs> | undefined,
  {
    timeoutMs,
    pollIntervalMs,
    onProgress,
    dismissOnAbort,
    ...options
  }: JobHandleOptions & Omit<WaitOptions, "signal"> = {},
): ResultsQueryOptions<Outputs> {
  const waiting = { timeoutMs, pollIntervalMs, onProgress, dismissOnAbort };
  return {
    ...ofJob(process, job, options, "results", (handle, context) =>
      handle.results({ ...waiting, signal: context?.signal }),
    ),
    staleTime: Infinity,
  };
}

/** Submits a process; see `process.submit`. Its variables are the inputs, its data is the job, as the queries take it. */
export function submitMutation<
  Inputs,
  Outputs,
  K extends keyof Outputs = keyof Outputs,
>(
  process: SubmittedProcess<Inputs, Outputs>,
  options: SubmitOptions<K> = {},
): MutationOptions<
  Job<Requested<Outputs, K>>,
  undefined extends Inputs ? Either<Inputs, void> : Inputs,
  readonly [...ServiceKey, "submit", processId: string]
> {
  const key = serviceKey(clientFor(process, options));
  return {
    mutationKey: [...key, "submit", process.process.id],
    mutationFn: (inputs) =>
      process.submit(inputs as Inputs, options) as Promise<
        Job<Requested<Outputs, K>>
      >,
    retry: false,
    shallow: true,
  };
}

/**
 * Dismisses a job; see `Job.dismiss`. Its variable is the job, its data the status that the server reports, which belongs
 * into the cache: `onSuccess: (status, job) => queryClient.setQueryData(jobQuery(process, job).queryKey, status)`. Some
 * servers do not know a job any more that was dismissed.
 * @param options - As for `process.job`, where the variable is an id.
 */
export function dismissMutation(
  process: QueriedProcess<unknown>,
  options: JobHandleOptions = {},
): MutationOptions<
  StatusInfo,
  QueriedJob<unknown>,
  readonly [...ServiceKey, "dismiss", processId: string]
> {
  const key = serviceKey(clientFor(process, options));
  return {
    mutationKey: [...key, "dismiss", process.process.id],
    mutationFn: async (job) => handleOf(process, job, options).dismiss(),
    retry: false,
    shallow: true,
  };
}

/** Whether a job has ended: with results, with a failure, or because it was dismissed. Undefined: nothing is known yet. */
export function hasEnded(status: StatusInfo | undefined): boolean {
  return !["accepted", "running", undefined].includes(status?.status);
}
