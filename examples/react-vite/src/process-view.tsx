import { lazy, Suspense } from "react";
import { ErrorNote } from "./error-note.tsx";
import type { AnyProcess, ProcessDescription } from "./generated/index.ts";
import type { ProcessId } from "./generated/processes.ts";
import { JobProgress } from "./job-progress.tsx";
import { Outputs } from "./outputs.tsx";

/** What asks the service: service.ts, or service-swr.ts, which has the same functions. */
export type Service = typeof import("./service.ts");

/** The form library is the largest part of the page, and loaded with the first process. */
const InputsForm = lazy(() => import("./inputs-form.tsx"));

/** A process, once its function and its description have come. */
export function ProcessView({
  id,
  service,
}: {
  readonly id: ProcessId;
  readonly service: Service;
}) {
  const { process, description, error } = service.useProcess(id);
  if (process && description) {
    return (
      <Process process={process} description={description} service={service} />
    );
  }
  return error ? (
    <ErrorNote error={error} />
  ) : (
    <p className="quiet">Loading …</p>
  );
}

function Process({
  process,
  description,
  service,
}: {
  readonly process: AnyProcess;
  readonly description: ProcessDescription;
  readonly service: Service;
}) {
  const job = service.useJob(process);
  return (
    <>
      <h2>{description.title ?? description.id}</h2>
      <p>{description.description}</p>
      <Suspense fallback={<p className="quiet">Loading the form …</p>}>
        <InputsForm
          description={description}
          isSubmitting={job.isSubmitting}
          onSubmit={job.submit}
        />
      </Suspense>
      {job.status && <JobProgress status={job.status} onCancel={job.cancel} />}
      {/* That a job was cancelled is no news to who cancelled it. */}
      {job.status?.status !== "dismissed" && <ErrorNote error={job.error} />}
      {job.outputs !== undefined && <Outputs outputs={job.outputs as object} />}
    </>
  );
}
