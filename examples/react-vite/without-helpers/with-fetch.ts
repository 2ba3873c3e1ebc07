// src/service.ts without a generated package and a data library: only types come from it, which the rest of the page has as
// well. Files are shown as what their JSON is.
import { useEffect, useRef, useState } from "react";
import type {
  AnyProcess,
  ProcessDescription,
  ProcessSummary,
  StatusInfo,
} from "./generated/index.ts";
import type { ProcessId } from "./generated/processes.ts";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const ATTEMPTS = 4;
const TRANSIENT = [408, 425, 429, 500, 502, 503, 504];

const apiUrl =
  new URLSearchParams(location.search).get("api") ??
  import.meta.env["VITE_API_URL"] ??
  "http://localhost:8010/";

async function request(path: string, init: RequestInit): Promise<unknown> {
  const url = new URL(path, apiUrl).href;
  const headers = { accept: "application/json", ...init.headers };
  const response = await fetch(url, { ...init, headers }).catch(
    (error: unknown) => {
      if (init.signal?.aborted) throw error;
      throw new UnreachableError(`${url} cannot be reached.`, { cause: error });
    },
  );
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

/** A read may be repeated, a submission may not. */
async function read(path: string, signal: AbortSignal): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request(path, { signal });
    } catch (error) {
      const isTransient =
        error instanceof UnreachableError ||
        (error instanceof RefusedError && TRANSIENT.includes(error.status));
      if (!isTransient || attempt === ATTEMPTS) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1), signal);
    }
  }
}

async function submitTo(
  processId: string,
  inputs: object,
  signal: AbortSignal,
) {
  const path = `processes/${encodeURIComponent(processId)}/execution`;
  const body = await request(path, {
    method: "POST",
    headers: { "content-type": "application/json", prefer: "respond-async" },
    body: JSON.stringify({ inputs, response: "document" }),
    signal,
  });
  return body as StatusInfo;
}

async function follow(
  jobPath: string,
  signal: AbortSignal,
  onStatus: (status: StatusInfo) => void,
): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  let last = "";
  for (;;) {
    const status = (await read(jobPath, signal)) as StatusInfo;
    onStatus(status);
    if (status.status === "successful") return;
    if (status.status === "failed" || status.status === "dismissed") {
      throw new Error(status.message ?? `The job is ${status.status}.`);
    }
    const text = JSON.stringify([status.status, status.progress]);
    pauseMs = text === last ? pauseMs * 1.5 : FIRST_PAUSE_MS;
    last = text;
    await pause(Math.min(pauseMs, LONGEST_PAUSE_MS), signal);
  }
}

/** The outputs by name, each without the media type that it may have beside it. */
async function resultsOf(jobPath: string, signal: AbortSignal) {
  const body = (await read(`${jobPath}/results`, signal)) as object;
  return Object.fromEntries(
    Object.entries(body).map(([name, output]: [string, unknown]) => [
      name,
      typeof output === "object" && output !== null && "value" in output
        ? output.value
        : output,
    ]),
  );
}

class UnreachableError extends Error {}

class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function problemOf(response: Response): Promise<RefusedError> {
  const text = await response.text();
  let words = text.slice(0, 200);
  try {
    const problem = JSON.parse(text) as { title?: string; detail?: string };
    words = problem.detail ?? problem.title ?? words;
  } catch {
    // No JSON.
  }
  const { url, status } = response;
  return new RefusedError(status, `${url} answered ${status}: ${words}`);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

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
  const { data, error } = useRead("", async (signal) => {
    const list = await read("processes", signal);
    return (list as { processes: ProcessSummary[] }).processes;
  });
  return { processes: data, error };
}

export function useProcess(id: ProcessId) {
  const { data, error } = useRead(id, async (signal) => {
    const path = `processes/${encodeURIComponent(id)}`;
    return (await read(path, signal)) as ProcessDescription;
  });
  const process = data && ({ process: { id } } as unknown as AnyProcess);
  return { process, description: data, error };
}

interface JobState {
  readonly isSubmitting: boolean;
  readonly status?: StatusInfo;
  readonly outputs?: unknown;
  readonly error: Error | null;
}

export function useJob({ process: { id } }: AnyProcess) {
  const [state, setState] = useState<JobState>({
    isSubmitting: false,
    error: null,
  });
  const current = useRef<string>(undefined);
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
      const { jobID } = await submitTo(id, inputs, signal);
      const path = `jobs/${jobID}`;
      current.current = path;
      update({ isSubmitting: false });
      await follow(path, signal, (status) => update({ status }));
      update({ outputs: await resultsOf(path, signal) });
    } catch (error) {
      update({ isSubmitting: false, error: error as Error });
    }
  }

  async function cancel(): Promise<void> {
    const { signal } = left.current;
    const update = updateUntil(signal);
    if (current.current === undefined) return;
    try {
      const dismissal = request(current.current, { method: "DELETE", signal });
      update({ status: (await dismissal) as StatusInfo });
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
