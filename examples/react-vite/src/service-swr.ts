// What service.ts does, by SWR.
import useSWR from "swr";
import useSWRMutation from "swr/mutation";
import { client } from "./client.ts";
import type {
  AnyProcess,
  ProcessDescription,
  ProcessList,
  StatusInfo,
} from "./generated/index.ts";
import { processes, type ProcessId } from "./generated/processes.ts";
import {
  dismissMutation,
  hasEnded,
  jobQuery,
  processesQuery,
  processQuery,
  resultsQuery,
  submitMutation,
} from "./generated/query.ts";

/** The client repeats requests by itself. */
const ONCE = { shouldRetryOnError: false };
/** What does not change is not asked for again. */
const KEPT = { ...ONCE, revalidateIfStale: false, revalidateOnFocus: false };

/** The page shows the outputs that came, also where the process described more. */
const SHOWN = { client, allowMissing: true };

/** The processes that the service has now. */
export function useProcesses() {
  const { queryKey, queryFn } = processesQuery({ client });
  const list = useSWR<ProcessList, Error>(queryKey, () => queryFn(), ONCE);
  return { processes: list.data?.processes, error: list.error ?? null };
}

/** The function of a process, which is loaded only now, and its description. */
export function useProcess(id: ProcessId) {
  const loaded = useSWR<AnyProcess, Error>(
    ["function", id],
    () => processes[id](),
    KEPT,
  );
  const { queryKey, queryFn } = processQuery(id, { client });
  const { data, error } = useSWR<ProcessDescription, Error>(
    queryKey,
    () => queryFn(),
    KEPT,
  );
  return {
    process: loaded.data,
    description: data,
    error: loaded.error ?? error ?? null,
  };
}

/** A job of a process: submitted, followed, cancelled, and what it gave. */
export function useJob(process: AnyProcess) {
  const { mutationKey, mutationFn } = submitMutation(process, SHOWN);
  const submission = useSWRMutation(
    mutationKey,
    (_key, { arg }: { readonly arg: object }) => mutationFn(arg),
    { throwOnError: false },
  );
  const job = submission.isMutating ? undefined : submission.data;
  const polls = jobQuery(process, job, { client });
  const status = useSWR<StatusInfo, Error>(
    polls.enabled ? polls.queryKey : null,
    () => polls.queryFn(),
    {
      ...ONCE,
      refreshInterval: (data) =>
        polls.refetchInterval({ state: { data } }) || 0,
    },
  );
  const ended = hasEnded(status.data) ? job : undefined;
  const query = resultsQuery(process, ended, { client });
  const results = useSWR<unknown, Error>(
    query.enabled ? query.queryKey : null,
    () => query.queryFn(),
    KEPT,
  );
  const dismiss = dismissMutation(process, { client });
  const dismissal = useSWRMutation(
    dismiss.mutationKey,
    async () =>
      job && status.mutate(dismiss.mutationFn(job), { revalidate: false }),
    { throwOnError: false },
  );
  return {
    submit: (inputs: object) => void submission.trigger(inputs),
    cancel: () => void dismissal.trigger(),
    isSubmitting: submission.isMutating,
    status: status.data,
    outputs: results.data,
    error:
      errorOf(submission) ??
      status.error ??
      results.error ??
      errorOf(dismissal) ??
      null,
  };
}

function errorOf({ error }: { readonly error: unknown }): Error | undefined {
  return error as Error | undefined;
}
