// All that asks the service for something, by TanStack Query.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client } from "./client.ts";
import type { AnyProcess } from "./generated/index.ts";
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

/** The page shows the outputs that came, also where the process described more. */
const SHOWN = { client, allowMissing: true };

/** The processes that the service has now. */
export function useProcesses() {
  const { data, error } = useQuery(processesQuery({ client }));
  return { processes: data?.processes, error };
}

/** The function of a process, which is loaded only now, and its description. */
export function useProcess(id: ProcessId) {
  const loaded = useQuery<AnyProcess>({
    queryKey: ["function", id],
    queryFn: () => processes[id](),
    staleTime: Infinity,
  });
  const { data, error } = useQuery(processQuery(id, { client }));
  return {
    process: loaded.data,
    description: data,
    error: loaded.error ?? error,
  };
}

/** A job of a process: submitted, followed, cancelled, and what it gave. */
export function useJob(process: AnyProcess) {
  const queryClient = useQueryClient();
  const submission = useMutation(submitMutation(process, SHOWN));
  const job = submission.data;
  const polls = jobQuery(process, job, { client });
  const status = useQuery(polls);
  const ended = hasEnded(status.data) ? job : undefined;
  const results = useQuery(resultsQuery(process, ended, { client }));
  const dismissal = useMutation({
    ...dismissMutation(process, { client }),
    onSuccess: (last) => queryClient.setQueryData(polls.queryKey, last),
  });
  return {
    submit: (inputs: object) => submission.mutate(inputs),
    cancel: () => void (job && dismissal.mutate(job)),
    isSubmitting: submission.isPending,
    status: status.data,
    outputs: results.data,
    error: submission.error ?? status.error ?? results.error ?? dismissal.error,
  };
}
