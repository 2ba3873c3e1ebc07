// main.ts without runAll: no lock keeps a second program from the journal, and a run that was sent but whose job the
// killed program did not write down is only reported, because nothing looks for its job.
import {
  appendFile,
  mkdir,
  readFile,
  rename,
  writeFile,
} from "node:fs/promises";
import {
  createClient,
  primesBetween,
  type PrimesBetweenOutputs,
} from "./generated/index.ts";

interface Entry {
  key: string;
  jobId?: string;
  isDone?: boolean;
}

type Inputs = (typeof inputs)[number];

const CONCURRENCY = 20;
const JOURNAL = "runs.jsonl";

const client = createClient();
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
await client.close();

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

async function outputsOf(
  key: string,
  input: Inputs,
): Promise<PrimesBetweenOutputs> {
  const file = `outputs/${key}.json`;
  const entry = journal.get(key);
  if (entry?.isDone) {
    recalled += 1;
    return JSON.parse(await readFile(file, "utf8")) as PrimesBetweenOutputs;
  }
  const job = await jobOf(key, input, entry);
  const outputs = await job.results();
  await writeFile(`${file}.part`, JSON.stringify(outputs));
  await rename(`${file}.part`, file);
  await note({ key, isDone: true });
  return outputs;
}

async function jobOf(key: string, input: Inputs, entry: Entry | undefined) {
  if (entry?.jobId) return primesBetween.job(entry.jobId, { client });
  if (entry) throw new Error("It may have been sent. Its job is not known.");
  await note({ key });
  const job = await primesBetween.submit(input, { client });
  await note({ key, jobId: job.id });
  return job;
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
