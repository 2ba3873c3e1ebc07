import { isRecord } from "../base/json.js";
import type { connectionOf } from "../client/client.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import { ConfigError, loadUnit, type S2gosError } from "../errors/errors.js";
import type { encodeRequest } from "../execution/execute-request.js";
import type { preferenceOf } from "../execution/execution.js";
import type { Connection } from "../http/connection.js";
import { ResultFile } from "../results/result-file.js";
import { canonicalJson, hashOf } from "./canonical.js";
import type { JournalLine, RecordedRun, RunEnd } from "./journal-lines.js";
import type { Journal } from "./journal.js";
import { Orphans } from "./orphans.js";
import type { RunAllOptions } from "./run-all.js";
import type { SavedOutputs } from "./saved-outputs.js";

/** Functions of the core, which are given and not imported: the core of a page that has no `runAll` need not export them. */
export interface Doors {
  readonly connectionOf: typeof connectionOf;
  readonly encodeRequest: typeof encodeRequest;
  readonly preferenceOf: typeof preferenceOf;
}

/** Characters of JSON up to which outputs stand in the journal. Others are read from the server again. */
const MOST_CHARACTERS = 100_000;

/** What is sent for a run. */
export interface Sent {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly hash: string;
}

/** What many runs need that are kept. */
interface Kept {
  readonly connection: Connection;
  readonly definition: ProcessDefinition;
  readonly encode: typeof encodeRequest;
  readonly journal: Journal | undefined;
  readonly saved: SavedOutputs | undefined;
  readonly orphans: Orphans;
}

/**
 * Opens what outlives the program, where the caller wants it: the journal, and the folder of the outputs.
 * @throws ConfigError: see `openJournal`; there is no file system.
 */
export async function beginRecord(
  definition: ProcessDefinition,
  connection: Connection,
  options: Omit<RunAllOptions<PropertyKey>, "key">,
  { encodeRequest: encode }: Doors,
): Promise<RunRecord> {
  const { client, outputs, journal: path, saveTo } = options;
  let saved: SavedOutputs | undefined;
  if (saveTo !== undefined) {
    const unit = await loadUnit(import("./saved-outputs.js"));
    saved = new unit.SavedOutputs(saveTo, hashOf);
  }
  let journal: Journal | undefined;
  if (path !== undefined) {
    const { openJournal } = await loadUnit(import("./journal.js"));
    await connection.loadMask();
    journal = await openJournal(path, {
      journal: "runAll",
      version: 1,
      process: definition.id,
      server: client.apiUrl,
      outputs: outputs?.map(String) ?? null,
    });
  }
  const orphans = new Orphans(client, definition.id, journal?.jobs ?? []);
  const since = journal?.orphanedSince;
  if (since !== undefined) await orphans.look(since);
  return new RunRecord({
    connection,
    definition,
    encode,
    journal,
    saved,
    orphans,
  });
}

/** What is kept of many runs, beside the program. Without a journal and a folder, nothing is. */
export class RunRecord {
  readonly #kept: Kept;
  readonly orphans: Orphans;
  /** The keys of the runs of this program. */
  readonly #keys = new Set<string>();

  constructor(kept: Kept) {
    this.#kept = kept;
    this.orphans = kept.orphans;
  }

  get hasJournal(): boolean {
    return this.#kept.journal !== undefined;
  }

  /**
   * What is sent for some inputs.
   * @returns undefined: nobody keeps it.
   * @throws InputError
   */
  async sent(inputs: unknown): Promise<Sent | undefined> {
    const { journal, encode, definition, connection } = this.#kept;
    if (journal === undefined) return undefined;
    // Other inputs than an object are refused when they are submitted.
    const values = isRecord(inputs) ? inputs : {};
    const request = await encode(definition, values, {
      objectInputs: connection.options.objectInputs ?? definition.objectInputs,
    });
    const sent = request.inputs ?? {};
    return { inputs: sent, hash: await hashOf(canonicalJson(sent)) };
  }

  /**
   * What is known of a run of an earlier program.
   * @param again - Runs that are sent again, with whatever inputs: nothing is known of these.
   * @throws ConfigError: it had other inputs, or another run has the same key.
   */
  recorded(
    run: string,
    sent: Sent | undefined,
    again: RunAllOptions<PropertyKey>["again"] = [],
  ): RecordedRun | undefined {
    if (this.#keys.has(run)) {
      throw new ConfigError(
        `Two runs have the key ${JSON.stringify(run)}; the option key must return another one for each.`,
      );
    }
    const { journal, saved } = this.#kept;
    if (journal || saved) this.#keys.add(run);
    const known = journal?.recorded(run);
    const state = known?.job || known?.end ? known.end?.end : "orphaned";
    if (again.some((chosen) => chosen === state)) return undefined;
    if (known && sent && known.inputs !== sent.hash) {
      const hint =
        state === "failed"
          ? ' To run it with these, use again: ["failed"].'
          : "";
      throw new ConfigError(
        `Run ${JSON.stringify(run)} of the journal had other inputs.${hint} Use another journal for other inputs, or the option key where their order has changed.`,
      );
    }
    return known;
  }

  /** Before the run is submitted. */
  async intent(run: string, sent: Sent | undefined): Promise<string> {
    const at = new Date().toISOString();
    if (sent) await this.#write({ run, inputs: sent.hash, at });
    return at;
  }

  async accepted(run: string, job: string): Promise<void> {
    this.orphans.add(job);
    await this.#write({ run, job });
  }

  async refused(run: string): Promise<void> {
    await this.#write({ run, refused: true });
  }

  async failed(run: string, failure: S2gosError): Promise<void> {
    const { code } = failure;
    const message = this.#kept.connection.masked(failure.message);
    await this.#write({ run, end: "failed", error: { code, message } });
  }

  /**
   * Saves the outputs of a run, where that is wanted.
   * @returns The outputs, as the loop gets them.
   */
  keep(run: string, outputs: unknown, signal: AbortSignal): Promise<unknown> {
    const { saved } = this.#kept;
    return saved?.save(run, outputs, signal) ?? Promise.resolve(outputs);
  }

  async succeeded(run: string, outputs: unknown): Promise<void> {
    const isHere = this.#kept.saved === undefined && this.#canHold(outputs);
    const kept = isHere ? { outputs } : {};
    await this.#write({ run, end: "successful", ...kept });
  }

  /**
   * The outputs of a run that was successful in an earlier program.
   * @returns undefined: they were not kept.
   */
  async outputsOf(run: string, end: RunEnd): Promise<unknown> {
    const { saved } = this.#kept;
    if (saved) return saved.read(run);
    return end.end === "successful" ? end.outputs : undefined;
  }

  async close(): Promise<void> {
    await this.#kept.journal?.close();
  }

  async #write(line: JournalLine): Promise<void> {
    await this.#kept.journal?.write(line);
  }

  /** Whether outputs are JSON that is not large and has no secret of the client. */
  #canHold(outputs: unknown): boolean {
    if (!isJsonValue(outputs)) return false;
    const text = JSON.stringify(outputs);
    const masked = JSON.stringify(this.#kept.connection.masked(outputs));
    return text.length <= MOST_CHARACTERS && masked === text;
  }
}

/** Whether outputs have no file in them: everything else is JSON. */
function isJsonValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJsonValue);
  if (!isRecord(value)) return true;
  return (
    !(value instanceof ResultFile) && Object.values(value).every(isJsonValue)
  );
}
