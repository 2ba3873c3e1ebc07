// src/service.ts without query.ts, the registry and a data library. Nothing is kept: a process that is chosen again is asked
// for again.
import { useEffect, useRef, useState } from "react";
import { client } from "./client.ts";
import type {
  AnyProcess,
  Job,
  ProcessDescription,
  ProcessSummary,
  StatusInfo,
} from "./generated/index.ts";
import type { ProcessId } from "./generated/processes.ts";

/** Each is loaded when it is chosen. */
const FUNCTIONS: Readonly<Record<ProcessId, () => Promise<AnyProcess>>> = {
  "218": async () => (await import("./generated/processes/218.ts")).process218,
  echo: async () => (await import("./generated/processes/echo.ts")).echo,
  primes_between: async () =>
    (await import("./generated/processes/primes-between.ts")).primesBetween,
  process_pipeline: async () =>
    (await import("./generated/processes/process-pipeline.ts")).processPipeline,
  return_base_model: async () =>
    (await import("./generated/processes/return-base-model.ts"))
      .returnBaseModel,
  simulate_scene: async () =>
    (await import("./generated/processes/simulate-scene.ts")).simulateScene,
  sleep_a_while: async () =>
    (await import("./generated/processes/sleep-a-while.ts")).sleepAWhile,
};

/** What came of a read that a component needs, until it goes away or needs another one. */
function useRead<T>(key: string, read: (signal: AbortSignal) => Promise<T>) {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    const left = new AbortController();
    const unlessLeft =
      <V>(set: (value: V) => void) =>
      (value: V) => {
        if (!left.signal.aborted) set(value);
      };
    setData(undefined);
    setError(null);
    read(left.signal).then(
      unlessLeft((value: T) => setData(() => value)),
      unlessLeft(setError),
    );
    return () => left.abort();
  }, [key]);
  return { data, error };
}

export function useProcesses() {
  const { data, error } = useRead<{ processes: ProcessSummary[] }>(
    "",
    (signal) => client.getProcesses({ signal }),
  );
  return { processes: data?.processes, error };
}

export function useProcess(id: ProcessId) {
  const loaded = useRead<AnyProcess>(id, () => FUNCTIONS[id]());
  const { data, error } = useRead<ProcessDescription>(id, (signal) =>
    client.getProcess(id, { signal }),
  );
  return {
    process: loaded.data,
    description: data,
    error: loaded.error ?? error,
  };
}

interface JobState {
  readonly isSubmitting: boolean;
  readonly status?: StatusInfo;
  readonly outputs?: unknown;
  readonly error: Error | null;
}

export function useJob(process: AnyProcess) {
  const [state, setState] = useState<JobState>({
    isSubmitting: false,
    error: null,
  });
  const current = useRef<Job<unknown>>(undefined);
  const left = useRef(new AbortController());
  useEffect(() => () => left.current.abort(), []);

  const updateUntil = (signal: AbortSignal) => (news: Partial<JobState>) => {
    if (!signal.aborted) setState((state) => ({ ...state, ...news }));
  };

  async function submit(inputs: object): Promise<void> {
    left.current.abort();
    left.current = new AbortController();
    const { signal } = left.current;
    const update = updateUntil(signal);
    setState({ isSubmitting: true, error: null });
    current.current = undefined;
    try {
      const options = { client, allowMissing: true, signal };
      const job = await process.submit(inputs, options);
      current.current = job;
      update({ isSubmitting: false });
      const onProgress = (status: StatusInfo) => update({ status });
      update({ outputs: await job.results({ signal, onProgress }) });
    } catch (error) {
      update({ isSubmitting: false, error: error as Error });
    }
  }

  async function cancel(): Promise<void> {
    const { signal } = left.current;
    const update = updateUntil(signal);
    try {
      const status = await current.current?.dismiss();
      if (status) update({ status });
    } catch (error) {
      update({ error: error as Error });
    }
  }

  return {
    ...state,
    submit: (inputs: object) => void submit(inputs),
    cancel: () => void cancel(),
  };
}
