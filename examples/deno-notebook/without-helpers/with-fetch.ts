// The cells of processes.ipynb without a generated package.

// %%
const apiUrl = Deno.env.get("S2GOS_API_URL") ?? "http://localhost:8009/";

interface StatusInfo {
  jobID: string;
  processID?: string;
  status: "accepted" | "running" | "successful" | "failed" | "dismissed";
  progress?: number;
  message?: string;
}

// %%
const FIRST_PAUSE_MS = 200;
const ATTEMPTS = 4;
const TRANSIENT = [408, 425, 429, 500, 502, 503, 504];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function problemOf(response: Response): Promise<Error> {
  const text = await response.text();
  let words = text.slice(0, 200);
  try {
    const problem = JSON.parse(text) as { title?: string; detail?: string };
    words = problem.detail ?? problem.title ?? words;
  } catch {
    // No JSON.
  }
  return new Error(`${response.url} answered ${response.status}: ${words}`);
}

async function submit(
  processId: string,
  inputs: object,
  outputs?: object,
): Promise<StatusInfo> {
  const response = await fetch(
    new URL(`processes/${processId}/execution`, apiUrl),
    {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify({ inputs, outputs }),
    },
  );
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as StatusInfo;
}

async function read(path: string): Promise<unknown> {
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === ATTEMPTS;
    try {
      const response = await fetch(new URL(path, apiUrl));
      if (response.ok) return await response.json();
      if (isLast || !TRANSIENT.includes(response.status)) {
        throw await problemOf(response);
      }
      await response.body?.cancel();
    } catch (error) {
      // fetch rejects with a TypeError where there is no connection.
      if (isLast || !(error instanceof TypeError)) throw error;
    }
    await pause(FIRST_PAUSE_MS * 2 ** attempt);
  }
}

async function ended(jobId: string): Promise<StatusInfo> {
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const info = (await read(`jobs/${jobId}`)) as StatusInfo;
    const { status, message } = info;
    if (status === "successful") return info;
    if (status === "failed" || status === "dismissed") {
      throw new Error(`Job ${jobId} is ${status}: ${message ?? ""}`);
    }
    await pause(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, 10_000);
  }
}

async function call(
  processId: string,
  inputs: object,
  outputs?: object,
): Promise<unknown> {
  const { jobID } = await submit(processId, inputs, outputs);
  await ended(jobID);
  return read(`jobs/${jobID}/results`);
}

// %%
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const shown = (bundle: Record<string, string>) => ({
  [Symbol.for("Jupyter.display")]: () => bundle,
});
const shownJob = ({
  jobID,
  processID,
  status,
  progress,
  message,
}: StatusInfo) => {
  const rows = Object.entries({
    job: jobID,
    process: processID,
    status,
    progress,
    message,
  }).filter(([, value]) => value !== undefined);
  const cells = rows.map(
    ([name, value]) =>
      `<tr><th>${name}</th><td>${escaped(String(value))}</td></tr>`,
  );
  return shown({
    "text/plain": rows.map(([name, value]) => `${name}: ${value}`).join("\n"),
    "text/html": `<table>${cells.join("")}</table>`,
  });
};

// %%
const job = await submit("sleep_a_while", { duration: 1 });
shownJob(job);

// %%
const last = await ended(job.jobID);
const slept = (await read(`jobs/${job.jobID}/results`)) as number;
shownJob(last);

// %%
const primes = (await call("primes_between", { max_val: 100 })) as number[];
primes;

// %%
const geometries = (await call(
  "echo",
  { geometryInput: ["<gml:Point><gml:pos>47.5 10.5</gml:pos></gml:Point>"] },
  { geometryOutput: {} },
)) as { value: string; mediaType: string }[];
shown({ "text/plain": geometries[0]?.value ?? "" });

// %%
const response = await fetch(
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='40'%3E%3Ccircle cx='20' cy='20' r='18'/%3E%3C/svg%3E",
);
if (!response.ok) throw await problemOf(response);
const icon = await response.text();
shown({
  "text/plain": `File: image/svg+xml, ${icon.length} bytes`,
  "text/html": `<img src="data:image/svg+xml;base64,${btoa(icon)}">`,
});
