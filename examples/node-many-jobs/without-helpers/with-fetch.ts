// main.ts without a generated package, as on-package.ts without runAll: no lock keeps a second program from the journal, and a run that was sent but whose job the
// killed program did not write down is only reported, because nothing looks for its job.
import {
  appendFile,
  mkdir,
  readFile,
  rename,
  writeFile,
} from "node:fs/promises";

interface Outputs {
  return_value: number[];
}

interface StatusInfo {
  jobID: string;
  status: "accepted" | "running" | "successful" | "failed" | "dismissed";
  message?: string;
}

interface Entry {
  key: string;
  jobId?: string;
  isDone?: boolean;
}

type Inputs = (typeof inputs)[number];

const CONCURRENCY = 20;
const JOURNAL = "runs.jsonl";
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const ATTEMPTS = 4;
const TRANSIENT = [408, 425, 429, 500, 502, 503, 504];

const apiUrl = process.env["S2GOS_API_URL"] ?? "http://localhost:8009/";
const inputs = Array.from({ length: 200 }, (_, index) => ({
  min_val: index % 20,
  max_val: 55 + 5 * Math.floor(index / 20),
}));

const journal = await readJournal();
await mkdir("outputs", { recursive: true });
let ended = 0;
let recalled = 0;
let primes = 0;
const missing: string[] = [];

const queue = inputs.values();
await Promise.all(
  Array.from({ length: CONCURRENCY }, async () => {
    for (const input of queue) await report(input);
  }),
);

console.log(
  `PRIMES ${primes}, ${recalled} runs recalled, missing: ${missing.join(", ") || "none"}`,
);

async function report(input: Inputs): Promise<void> {
  const key = `${input.min_val}-to-${input.max_val}`;
  try {
    const outputs = await outputsOf(key, input);
    primes += outputs.return_value.length;
  } catch (error) {
    missing.push(key);
    console.error(`${key} has no outputs:`, error);
  }
  ended += 1;
  if (ended % 50 === 0) {
    console.log(
      `${ended} of ${inputs.length} done, ${missing.length} of them failed`,
    );
  }
}

async function outputsOf(key: string, input: Inputs): Promise<Outputs> {
  const file = `outputs/${key}.json`;
  const entry = journal.get(key);
  if (entry?.isDone) {
    recalled += 1;
    return JSON.parse(await readFile(file, "utf8")) as Outputs;
  }
  const jobId = await jobOf(key, input, entry);
  await untilEnded(jobId);
  const value = (await read(`jobs/${jobId}/results`)) as number[] | Outputs;
  const outputs = Array.isArray(value) ? { return_value: value } : value;
  await writeFile(`${file}.part`, JSON.stringify(outputs));
  await rename(`${file}.part`, file);
  await note({ key, isDone: true });
  return outputs;
}

async function jobOf(
  key: string,
  input: Inputs,
  entry: Entry | undefined,
): Promise<string> {
  if (entry?.jobId) return entry.jobId;
  if (entry) throw new Error("It may have been sent. Its job is not known.");
  await note({ key });
  const jobId = await submit(input);
  await note({ key, jobId });
  return jobId;
}

/** Is not repeated: the server may have accepted it. */
async function submit(inputs: Inputs): Promise<string> {
  const response = await fetch(
    new URL("processes/primes_between/execution", apiUrl),
    {
      method: "POST",
      headers: { "content-type": "application/json", prefer: "respond-async" },
      body: JSON.stringify({ inputs }),
    },
  );
  if (!response.ok) throw await problemOf(response);
  const { jobID } = (await response.json()) as StatusInfo;
  return jobID;
}

async function untilEnded(jobId: string): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const { status, message } = (await read(`jobs/${jobId}`)) as StatusInfo;
    if (status === "successful") return;
    if (status === "failed" || status === "dismissed") {
      throw new Error(`Job ${jobId} is ${status}: ${message ?? ""}`);
    }
    await pause(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS);
  }
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

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function readJournal(): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const text = await readFile(JOURNAL, "utf8").catch((error: unknown) => {
    if ((error as { code?: string }).code === "ENOENT") return "";
    throw error;
  });
  for (const line of text.split("\n")) {
    try {
      const entry = JSON.parse(line) as Entry;
      entries.set(entry.key, { ...entries.get(entry.key), ...entry });
    } catch {
      // Empty, or cut off where the program was killed.
    }
  }
  return entries;
}

async function note(entry: Entry): Promise<void> {
  await appendFile(JOURNAL, `\n${JSON.stringify(entry)}`);
}
