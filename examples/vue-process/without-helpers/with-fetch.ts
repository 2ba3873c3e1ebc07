// src/conversion.ts without a generated package.
import { computed, onScopeDispose, shallowRef, type Ref } from "vue";

export interface Inputs {
  data: string;
  channel: string;
  metadata_id: string;
  template?: string;
  notify?: boolean;
}

export interface Conversion {
  result: "success" | "partial success" | "failure";
  "messages transformed"?: number;
  "messages published"?: number;
  errors: string[];
  warnings: string[];
  data_items?: {
    filename: string;
    meta: { wigos_station_identifier: string; data_date: string };
  }[];
}

interface StatusInfo {
  jobID: string;
  status: "accepted" | "running" | "successful" | "failed" | "dismissed";
  message?: string;
}

const PROCESS_ID = "wis2box-csv2bufr";
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
const ATTEMPTS = 4;

export function useConversion(apiUrl: string, token: Ref<string>) {
  const status = shallowRef<StatusInfo>();
  const conversion = shallowRef<Conversion>();
  const error = shallowRef<Error>();
  const stop = shallowRef<AbortController>();
  const isRunning = computed(() => stop.value !== undefined);

  async function request(path: string, init: RequestInit = {}) {
    const headers = {
      accept: "application/json",
      authorization: `Bearer ${token.value}`,
      ...init.headers,
    };
    const url = new URL(path, apiUrl);
    const response = await fetch(url, { ...init, headers });
    if (!response.ok) throw await problemOf(response);
    return response;
  }

  /** A read may be repeated, a submission may not. */
  async function read(path: string, signal: AbortSignal): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const response = await request(path, { signal });
        return await response.json();
      } catch (failure) {
        const isFinal =
          failure instanceof RefusedError && !isTransient(failure.status);
        if (isFinal || signal.aborted || attempt === ATTEMPTS) throw failure;
        await pause(FIRST_PAUSE_MS * 2 ** attempt, signal);
      }
    }
  }

  async function submit(inputs: Inputs): Promise<string> {
    const response = await request(`processes/${PROCESS_ID}/execution`, {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify({ inputs }),
    });
    // A browser reads the header only where the server exposes it.
    const location = response.headers.get("location");
    const body = (await response.json()) as Partial<StatusInfo> | null;
    const id = body?.jobID ?? location?.split("/").at(-1);
    if (id === undefined) throw new Error("The server names no job.");
    return `jobs/${id}`;
  }

  async function follow(job: string, signal: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    for (;;) {
      const news = (await read(job, signal)) as StatusInfo;
      const hasChanged = news.message !== status.value?.message;
      status.value = news;
      if (news.status === "successful") return;
      if (news.status === "failed") {
        throw new Error(news.message ?? "The job failed.");
      }
      if (news.status === "dismissed") throw new Error("It was dismissed.");
      pauseMs = hasChanged ? FIRST_PAUSE_MS : pauseMs * 1.5;
      await pause(Math.min(pauseMs, LONGEST_PAUSE_MS), signal);
    }
  }

  async function resultsOf(job: string, signal: AbortSignal) {
    const body = (await read(`${job}/results`, signal)) as
      { id: "path"; value: Conversion } | { path: Conversion } | Conversion;
    if ("value" in body) return body.value;
    return "path" in body ? body.path : body;
  }

  async function run(inputs: Inputs): Promise<void> {
    status.value = conversion.value = error.value = undefined;
    stop.value = new AbortController();
    const { signal } = stop.value;
    let job: string | undefined;
    try {
      // Only its answer tells which job is to be dismissed, so the signal does not end it.
      job = await submit(inputs);
      signal.throwIfAborted();
      await follow(job, signal);
      conversion.value = await resultsOf(job, signal);
    } catch (failure) {
      error.value = failure as Error;
      if (signal.aborted && job !== undefined) {
        await request(job, { method: "DELETE" }).catch(console.warn);
      }
    } finally {
      stop.value = undefined;
    }
  }

  const cancel = () => stop.value?.abort(new Error("Cancelled."));
  onScopeDispose(cancel);
  return { status, conversion, error, isRunning, run, cancel };
}

class RefusedError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The server's words: a problem of RFC 7807, or pygeoapi's own form. */
async function problemOf(response: Response): Promise<RefusedError> {
  const text = await response.text();
  let words: string | undefined;
  try {
    const problem = JSON.parse(text) as Record<string, string | undefined>;
    words = problem["detail"] ?? problem["description"] ?? problem["title"];
  } catch {
    words = text.slice(0, 200);
  }
  return new RefusedError(response.status, `${response.status}: ${words}`);
}

function isTransient(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
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
