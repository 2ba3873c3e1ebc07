/** The outputs that a call asked for. */
type Requested<Outputs, K extends keyof Outputs> = [keyof Outputs] extends [K]
  ? Outputs
  : Pick<Outputs, K>;

/** The client that a process function uses. */
function clientFor(process: object, { client }: OfClient): Client {
  return client ?? boundClient(process) ?? getDefaultClient();
}

function ofJob<Outputs, Data, Part extends string>(
  process: QueriedProcess<Outputs>,
  job: QueriedJob<Outputs> | undefined,
  options: JobHandleOptions,
  part: Part,
  read: (handle: Job<Outputs>, context?: RequestSignal) => Promise<Data>,
): JobQueryOptions<Data, Part> {
  const key = serviceKey(clientFor(process, options));
  return {
    queryKey: [...key, "jobs", process.process.id, nameOf(job), part],
    queryFn: async (context) => read(handleOf(process, job, options), context),
    enabled: job !== undefined,
    retry: false,
    shallow: true,
  };
}

function handleOf<Outputs>(
  process: QueriedProcess<Outputs>,
  job: QueriedJob<Outputs> | undefined,
  options: JobHandleOptions,
): Job<Outputs> {
  if (job === undefined) throw new TypeError("There is no job yet.");
  return typeof job === "string" ? process.job(job, options) : job;
}

/** Names of the jobs that servers answered at once: these have no id. */
const UNNAMED: WeakMap<object, string> = new WeakMap();
let unnamed = 0;

function nameOf(job: QueriedJob<unknown> | undefined): string {
  if (job === undefined) return "";
  if (typeof job === "string") return job;
  if (job.id !== "") return job.id;
  const name =
    UNNAMED.get(job) ?? `(answered at once, ${String((unnamed += 1))})`;
  UNNAMED.set(job, name);
  return name;
}

/** Milliseconds of the first pause between two polls, of the longest one, and of the longest that a server may ask for. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
const LONGEST_RETRY_AFTER_MS = 300_000;

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
  const { retryAfterMs = 0 } = data;
  if (retryAfterMs > 0) return askedPause(retryAfterMs);
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
    return mayPass && askedPause(retryAfterMs);
  }
  const mayPass =
    error instanceof ConnectionError || error instanceof TimeoutError;
  return mayPass && LONGEST_PAUSE_MS;
}

/** The pause that a server asks for. Timers end at once where it is longer than they can be. */
function askedPause(retryAfterMs: number): number {
  return Math.min(
    Math.max(retryAfterMs, FIRST_PAUSE_MS),
    LONGEST_RETRY_AFTER_MS,
  );
}
