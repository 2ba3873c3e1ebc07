import { useState } from "react";
import { ErrorNote } from "./error-note.tsx";
import type { ProcessSummary } from "./generated/index.ts";
import { processes, type ProcessId } from "./generated/processes.ts";
import { ProcessView, type Service } from "./process-view.tsx";

/** The page: the processes to choose from, and the one that was chosen. */
export function App({
  service,
  library,
}: {
  readonly service: Service;
  /** The library by which the service is asked. */
  readonly library: string;
}) {
  const [chosen, setChosen] = useState<ProcessId>();
  const list = service.useProcesses();

  return (
    <>
      <header>
        <h1>Processes</h1>
        <p className="quiet">
          by {library}; also by{" "}
          {library === "SWR" ? (
            <a href="#tanstack">TanStack Query</a>
          ) : (
            <a href="#swr">SWR</a>
          )}
        </p>
      </header>
      <nav id="processes">
        <ErrorNote error={list.error} />
        {!list.processes && !list.error && <p className="quiet">Loading …</p>}
        {list.processes?.length === 0 && (
          <p className="quiet">The service has no processes.</p>
        )}
        {list.processes?.map((process) => (
          <Choice
            key={process.id}
            process={process}
            isChosen={process.id === chosen}
            onChoose={setChosen}
          />
        ))}
      </nav>
      <main>
        {chosen ? (
          <ProcessView key={chosen} id={chosen} service={service} />
        ) : (
          <p className="quiet">Choose a process.</p>
        )}
      </main>
    </>
  );
}

function Choice({
  process: { id, title },
  isChosen,
  onChoose,
}: {
  readonly process: ProcessSummary;
  readonly isChosen: boolean;
  readonly onChoose: (id: ProcessId) => void;
}) {
  return isGenerated(id) ? (
    <button aria-current={isChosen} onClick={() => onChoose(id)}>
      {title ?? id}
    </button>
  ) : (
    <button disabled title="New on the server: generate the client again.">
      {title ?? id}
    </button>
  );
}

/** Whether the generated client has a process: the server may have got it later. */
function isGenerated(id: string): id is ProcessId {
  return Object.hasOwn(processes, id);
}
