import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startServer } from "../../src/server/index.js";
import { temporaryFolder } from "../generator/output/folder.js";
import { doubling } from "../runtime/batch/doubling.js";
import { TSX } from "./kill-once.js";

const INPUTS = 60;

/** What a batch of runs was at its end. */
export interface KilledBatch {
  readonly kills: number;
  /** Inputs that have their one result. */
  readonly results: number;
  /** Inputs that were reported as orphans: the server has executed them, or has never got them. */
  readonly orphans: { readonly executed: number; readonly unsent: number };
  /** What must not be: in words. */
  readonly faults: readonly string[];
}

/** An outcome as the child prints it. */
interface Printed {
  readonly key: string;
  readonly status: string;
  readonly doubled?: number;
  readonly jobID?: string;
}

/**
 * Runs 60 inputs in a process that is killed at random moments and started again until it is done.
 * @param kills - The most times that it is killed.
 * @param next - Numbers from 0 to 1.
 * @param tellsInputs - Whether the server tells the inputs of its jobs, so that each job is found again.
 * @param isSaved - Whether outputs are saved to a folder.
 */
export async function killBatch(
  kills: number,
  next: () => number,
  { tellsInputs, isSaved }: { tellsInputs: boolean; isSaved: boolean },
): Promise<KilledBatch> {
  using folder = temporaryFolder();
  const { process: implementation, executed } = doubling();
  const given = new Map<string, unknown>();
  await using server = await startServer({
    port: 0,
    maxRunningJobs: 100,
    processes: [
      {
        ...implementation,
        execute: (inputs, context) => {
          given.set(context.id, inputs);
          return implementation.execute(inputs, context);
        },
      },
    ],
  });
  const front = tellsInputs ? await inputsTold(server.url, given) : undefined;
  const journal = join(folder.path, "runs.jsonl");
  const url = front
    ? `http://127.0.0.1:${(front.address() as AddressInfo).port}/`
    : server.url;
  const saved = isSaved ? [join(folder.path, "outputs")] : [];
  let killed = 0;
  try {
    for (;;) {
      const afterMs = killed < kills ? next() * 250 : undefined;
      const printed = await runChild(
        [url, journal, String(INPUTS), ...saved],
        afterMs,
      );
      if (printed) return judged(killed, printed, executed, journal);
      killed += 1;
    }
  } finally {
    front?.closeAllConnections();
    front?.close();
  }
}

/** A server in front of one, which also answers what Part 4 of the standard has: the inputs of a job. */
async function inputsTold(
  url: string,
  given: ReadonlyMap<string, unknown>,
): Promise<Server> {
  const front = createServer((request, response) => {
    const [, id = ""] =
      /^\/jobs\/([^/]+)\/inputs$/.exec(request.url ?? "") ?? [];
    if (given.has(id)) {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ inputs: given.get(id) }));
      return;
    }
    void forwarded(new URL(request.url ?? "/", url), request).then(
      async (answer) => {
        const headers = ["content-type", "location", "preference-applied"];
        for (const name of headers) {
          const value = answer.headers.get(name);
          if (value !== null) response.setHeader(name, value);
        }
        response.statusCode = answer.status;
        response.end(await answer.text());
      },
      () => response.destroy(),
    );
  });
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  return front;
}

async function forwarded(
  url: URL,
  request: AsyncIterable<Buffer> & {
    readonly method?: string | undefined;
    readonly headers: IncomingHttpHeaders;
  },
): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = "GET", headers } = request;
  return fetch(url, {
    method,
    headers: {
      "content-type": "application/json",
      ...(headers.prefer === undefined
        ? {}
        : { prefer: String(headers.prefer) }),
    },
    ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
  });
}

/**
 * Runs the child, and kills it some milliseconds after its start.
 * @returns The outcomes that it printed; undefined: it was killed.
 */
async function runChild(
  given: readonly string[],
  afterMs: number | undefined,
): Promise<readonly Printed[] | undefined> {
  const script = fileURLToPath(new URL("batch-child.ts", import.meta.url));
  const child = spawn(process.execPath, [...TSX, script, ...given], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (data: Buffer) => (text += data.toString()));
  const closed = once(child, "close") as Promise<
    [number | null, string | null]
  >;
  await Promise.race([once(child.stdout, "data"), closed]);
  if (afterMs !== undefined) {
    await Promise.race([sleep(afterMs), closed]);
    child.kill("SIGKILL");
  }
  const [code, signal] = await closed;
  if (signal === "SIGKILL") return undefined;
  if (code !== 0) throw new Error(`The child ended with ${code}:\n${text}`);
  const [, ...lines] = text.trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Printed);
}

function judged(
  kills: number,
  printed: readonly Printed[],
  executed: readonly number[],
  journal: string,
): KilledBatch {
  const faults: string[] = [];
  let results = 0;
  const orphans = { executed: 0, unsent: 0 };
  for (let value = 0; value < INPUTS; value += 1) {
    const outcomes = printed.filter(({ key }) => key === String(value));
    const times = executed.filter((other) => other === value).length;
    const [outcome] = outcomes;
    const said = `input ${value}: ${JSON.stringify(outcomes)}, executed ${times} times`;
    if (outcomes.length !== 1 || times > 1) faults.push(said);
    else if (outcome?.status === "successful") {
      results += 1;
      if (outcome.doubled !== 2 * value || times !== 1) faults.push(said);
    } else if (outcome?.status === "orphaned") {
      orphans[times === 1 ? "executed" : "unsent"] += 1;
    } else faults.push(said);
  }
  const lines = readFileSync(journal, "utf8").trim().split("\n");
  const jobs = lines.filter((line) => line.includes('"job":')).length;
  if (executed.length !== jobs + orphans.executed) {
    faults.push(
      `the server executed ${executed.length} times, the journal has ${jobs} jobs, and ${orphans.executed} orphans were executed`,
    );
  }
  return { kills, results, orphans, faults };
}
