import { isRecord } from "../base/json.js";
import type { StatusInfo } from "../documents/documents.js";
import type { Client } from "../client/client.js";
import { canonicalJson } from "./canonical.js";

/** How much the clock of a server may differ from that of this machine, in milliseconds. */
const CLOCKS_MS = 600_000;
/** The same where a server tells its local time and not its zone. */
const ZONES_MS = 50_400_000;

/** A job of which no run knows, and its inputs. */
interface StrayJob {
  readonly job: StatusInfo;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Jobs of the server that no run is known to have made, for runs of which nobody knows whether they made one. A job is
 * found by its inputs, where the server tells them: as `inputs` or `request.inputs` of the job (OGC API - Processes 2.0),
 * or at `jobs/{id}/inputs` (its Part 4).
 */
export class Orphans {
  readonly #client: Client;
  readonly #processId: string;
  /** Ids of the jobs of other runs. */
  readonly #known: Set<string>;
  #stray: readonly StrayJob[] = [];
  #asksForInputs = true;

  constructor(client: Client, processId: string, known: readonly string[]) {
    this.#client = client;
    this.#processId = processId;
    this.#known = new Set(known);
  }

  /** Remembers the job of a run, which is then no other's. */
  add(jobId: string): void {
    this.#known.add(jobId);
  }

  /**
   * Looks for jobs that were made from some time on (RFC 3339), before new ones are made. Never rejects: without a list,
   * no job is found.
   */
  async look(since: string): Promise<void> {
    const stray: StrayJob[] = [];
    try {
      const filter = { processID: this.#processId, limit: 1_000 };
      for await (const job of this.#client.jobs(filter)) {
        if (this.#known.has(job.jobID) || !isSince(job, since)) continue;
        const inputs = await this.#inputsOf(job);
        if (inputs) stray.push({ job, inputs });
      }
    } catch {
      // What was read until then may be enough.
    }
    this.#stray = stray;
  }

  /**
   * The job that a run has made, of those that were looked for.
   * @param sent - The inputs as they were sent.
   * @param at - When they were sent (RFC 3339).
   * @returns undefined: none is known to be.
   */
  find(
    sent: Readonly<Record<string, unknown>>,
    at: string,
  ): string | undefined {
    const fitting = this.#stray.filter(
      ({ job, inputs }) =>
        !this.#known.has(job.jobID) && isSince(job, at) && isSent(sent, inputs),
    );
    // A server may tell defaults that were not sent: fewest are nearest.
    const [nearest] = fitting.sort(
      (left, right) => sizeOf(left) - sizeOf(right),
    );
    if (nearest) this.#known.add(nearest.job.jobID);
    return nearest?.job.jobID;
  }

  async #inputsOf(
    job: StatusInfo,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const { inputs, request } = job.extensions ?? {};
    const listed =
      inputs ?? (isRecord(request) ? request["inputs"] : undefined);
    if (isRecord(listed)) return listed;
    if (!this.#asksForInputs) return undefined;
    try {
      const path = `jobs/${encodeURIComponent(job.jobID)}/inputs`;
      const answer = await this.#client.request("GET", path);
      const document = await answer.json();
      if (isRecord(document) && isRecord(document["inputs"])) {
        return document["inputs"];
      }
    } catch {
      // It tells the inputs of no job, then.
    }
    this.#asksForInputs = false;
    return undefined;
  }
}

/** Whether a job may have been made after some time, as far as the clocks tell. */
function isSince({ created = "" }: StatusInfo, since: string): boolean {
  const time = Date.parse(created);
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(created);
  const earliest = Date.parse(since) - (hasZone ? CLOCKS_MS : ZONES_MS);
  return Number.isNaN(time) || time >= earliest;
}

function sizeOf({ inputs }: StrayJob): number {
  return Object.keys(inputs).length;
}

/** Whether a job has all inputs that were sent. */
function isSent(
  sent: Readonly<Record<string, unknown>>,
  inputs: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(sent).every(
    ([name, value]) =>
      canonicalJson(unwrapped(value)) ===
      canonicalJson(unwrapped(inputs[name])),
  );
}

/** A server may tell each value as a qualified one: `{"value": 5}`. */
function unwrapped(value: unknown): unknown {
  if (!isRecord(value)) return value ?? null;
  const { value: inner, ...others } = value;
  return inner !== undefined && Object.keys(others).length === 0
    ? inner
    : value;
}
