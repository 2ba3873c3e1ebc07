import { useState } from "react";
import useSWR from "swr";
import useSWRMutation from "swr/mutation";
import type { AnyProcess, StatusInfo } from "./generated/index.ts";
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
import { Choice, Form, JobPanel } from "./parts.tsx";
import { client } from "./service.ts";

/** The client repeats requests by itself. */
const ONCE = { shouldRetryOnError: false };

/** The page with SWR. */
export function SwrView() {
  const [process, setProcess] = useState<AnyProcess>();
  const { queryKey, queryFn } = processesQuery({ client });
  const list = useSWR(queryKey, () => queryFn(), ONCE);

  async function choose(id: string): Promise<void> {
    const load = processes[id as ProcessId];
    const chosen = await load();
    setProcess(() => chosen);
  }

  return (
    <main>
      <h1>Processes, with SWR</h1>
      {list.error instanceof Error && (
        <p className="error">{list.error.message}</p>
      )}
      <Choice list={list.data} onChoose={(id) => void choose(id)} />
      {process && <Process key={process.process.id} process={process} />}
    </main>
  );
}

function Process({ process }: { readonly process: AnyProcess }) {
  const description = processQuery(process.process.id, { client });
  const { data: described, error: undescribed } = useSWR(
    description.queryKey,
    () => description.queryFn(),
    ONCE,
  );

  const { mutationKey, mutationFn } = submitMutation(process, { client });
  const {
    data: job,
    trigger,
    error: unsubmitted,
  } = useSWRMutation(
    mutationKey,
    (_key, { arg }: { readonly arg: object }) => mutationFn(arg),
    { throwOnError: false },
  );

  const query = jobQuery(process, job, { client });
  const {
    data: status,
    error: unknown,
    mutate,
  } = useSWR(query.enabled ? query.queryKey : null, () => query.queryFn(), {
    ...ONCE,
    refreshInterval: (data?: StatusInfo) =>
      query.refetchInterval({ state: { data } }) || 0,
  });

  const results = resultsQuery(process, hasEnded(status) ? job : undefined, {
    client,
  });
  const { data: outputs, error: failed } = useSWR(
    results.enabled ? results.queryKey : null,
    () => results.queryFn(),
    { ...ONCE, revalidateIfStale: false, revalidateOnFocus: false },
  );

  async function cancel(): Promise<void> {
    if (job)
      await mutate(dismissMutation(process, { client }).mutationFn(job), {
        revalidate: false,
      });
  }

  return (
    <>
      {described && (
        <Form
          description={described}
          onSubmit={(inputs) => void trigger(inputs)}
        />
      )}
      <JobPanel
        status={status}
        outputs={outputs}
        error={undescribed ?? unsubmitted ?? unknown ?? failed}
        onCancel={() => void cancel()}
      />
    </>
  );
}
