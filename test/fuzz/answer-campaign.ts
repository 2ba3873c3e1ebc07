import type { AddressInfo, Socket } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createClient,
  isS2gosError,
  type Warning,
} from "../../src/runtime/index.js";
import { caseSeed, createRandom } from "../random.js";
import { chosenCall } from "./chosen-call.js";
import { oddServer } from "./odd-server.js";

/** What a campaign of odd answers found. */
export interface AnswerReport {
  /** How many calls ended in which way: `value`, or the code of the error. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** A sentence for each fault, with the index of its case. */
  readonly faults: readonly string[];
}

/** Settings of a campaign. */
export interface AnswerCampaign {
  readonly seed: number;
  readonly cases: number;
  /** Runs only the case of this index. */
  readonly only?: number | undefined;
}

/** Milliseconds after which a case is pending: all its limits are far below. */
const CASE_MS = 30_000;
/** Cases at the same time. Most of them wait for a limit. */
const AT_A_TIME = 25;

/**
 * Calls a server whose answers are odd, and judges how the calls end: by a value that fits its type or of which a warning
 * told, or by an error of the package; in time, and without an unhandled rejection.
 */
export async function runAnswerCampaign({
  seed,
  cases,
  only,
}: AnswerCampaign): Promise<AnswerReport> {
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  const unhandled = (reason: unknown): void => {
    faults.push(`an unhandled rejection: ${String(reason)}`);
  };
  process.on("unhandledRejection", unhandled);
  const folder = await mkdtemp(join(tmpdir(), "s2gos-answers-"));
  const indexes = only === undefined ? [...Array(cases).keys()] : [only];
  const worker = async (): Promise<void> => {
    for (
      let index = indexes.shift();
      index !== undefined;
      index = indexes.shift()
    ) {
      const { outcome, fault } = await runCase(seed, index, folder);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      if (fault !== undefined) faults.push(`case ${String(index)}: ${fault}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
    // Rejections that nobody handles are reported in a later turn.
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    process.off("unhandledRejection", unhandled);
    await rm(folder, { recursive: true });
  }
  return { outcomes, faults };
}

interface CaseResult {
  readonly outcome: string;
  readonly fault?: string | undefined;
}

async function runCase(
  seed: number,
  index: number,
  folder: string,
): Promise<CaseResult> {
  const random = createRandom(caseSeed(seed, index));
  const sockets = new Set<Socket>();
  const server = await oddServer(random, sockets);
  const { port } = server.address() as AddressInfo;
  const warnings: Warning[] = [];
  const client = createClient({
    apiUrl: `http://127.0.0.1:${String(port)}/`,
    timeoutMs: 400,
    executionTimeoutMs: 400,
    idleTimeoutMs: 400,
    giveUpAfterMs: 300,
    pollIntervalMs: 10,
    retries: {
      maxRetries: 1,
      minDelayMs: 1,
      maxDelayMs: 5,
      maxRetryAfterMs: 20,
    },
    onWarning: (warning) => warnings.push(warning),
    ...(random.chance(0.2)
      ? { fetch: (input, init) => fetch(input, init) }
      : {}),
  });
  const call = chosenCall(
    client,
    random,
    join(folder, String(index)),
    warnings,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<CaseResult>((resolve) => {
    timer = setTimeout(() => {
      resolve({ outcome: "pending", fault: "it is pending after its limits" });
    }, CASE_MS);
  });
  const judged = call.then(
    (fault): CaseResult => ({ outcome: "value", fault }),
    judgedFailure,
  );
  const result = await Promise.race([judged, late]);
  clearTimeout(timer);
  await client.close();
  for (const socket of sockets) socket.destroy();
  server.close();
  return result;
}

function judgedFailure(failure: unknown): CaseResult {
  if (isS2gosError(failure)) return { outcome: failure.code };
  const shown = failure instanceof Error ? failure.stack : String(failure);
  return { outcome: "raw", fault: `a raw error: ${String(shown)}` };
}
