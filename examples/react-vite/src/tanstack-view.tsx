import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
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
import { Choice, Form, JobPanel } from "./parts.tsx";
import { client } from "./service.ts";

/** The page with TanStack Query. */
export function TanstackView() {
  const [process, setProcess] = useState<AnyProcess>();
  const list = useQuery(processesQuery({ client }));

  async function choose(id: string): Promise<void> {
    const load = processes[id as ProcessId];
    const chosen = await load();
    setProcess(() => chosen);
  }

  return (
    <main>
      <h1>Processes, with TanStack Query</h1>
      {list.error && <p className="error">{list.error.message}</p>}
      <Choice list={list.data} onChoose={(id) => void choose(id)} />
      {process && <Process key={process.process.id} process={process} />}
    </main>
  );
}

function Process({ process }: { readonly process: AnyProcess }) {
  const queryClient = useQueryClient();
  const description = useQuery(processQuery(process.process.id, { client }));
  const submission = useMutation(submitMutation(process, { client }));
  const job = submission.data;
  const status = useQuery(jobQuery(process, job, { client }));
  const results = useQuery(
    resultsQuery(process, hasEnded(status.data) ? job : undefined, { client }),
  );
  const dismissal = useMutation({
    ...dismissMutation(process, { client }),
    onSuccess: (ended, dismissed) =>
      queryClient.setQueryData(
        jobQuery(process, dismissed, { client }).queryKey,
        ended,
      ),
  });

  return (
    <>
      {description.data && (
        <Form
          description={description.data}
          onSubmit={(inputs) => submission.mutate(inputs)}
        />
      )}
      <JobPanel
        status={status.data}
        outputs={results.data}
        error={
          description.error ??
          submission.error ??
          status.error ??
          results.error ??
          dismissal.error
        }
        onCancel={() => job && dismissal.mutate(job)}
      />
    </>
  );
}
