import { connectionOf, type Client } from "../client/client.js";
import { loadUnit } from "../errors/errors.js";
import type {
  OptionalInputsProcess,
  ProcessFunction,
  Requested,
} from "../process/process.js";
import type { SubmitOptions } from "../process/process-options.js";

/** How far all runs of a {@link runAll} are. */
export interface RunAllProgress {
  /** Runs that ended, whatever their end. */
  readonly done: number;
  /** Of these, runs that failed or are orphaned. */
  readonly failed: number;
  /** Runs that were begun and have not ended. */
  readonly running: number;
  /** All runs, where the inputs are a list or have a `size`. Undefined: nobody knows before the last. */
  readonly total: number | undefined;
}

/** Options of {@link runAll}: those of each submission, and those of all together. A signal ends all of it. */
export interface RunAllOptions<K = string> extends SubmitOptions<K> {
  /** The client that submits all jobs and follows them, with shared polls. */
  readonly client: Client;
  /** Jobs that are submitted and have not ended, at a time. Default: 16. */
  readonly concurrency?: number | undefined;
  /** Milliseconds that each job may take from its submission on, until JobTimeoutError is its end. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /**
   * Dismisses the jobs that have not ended when the loop is left, or ended by the signal. Default: false, they go on at
   * the server.
   */
  readonly dismissOnAbort?: boolean | undefined;
  /** Called when a run begins and when one ends. What it throws ends the loop. */
  readonly onProgress?: ((progress: RunAllProgress) => void) | undefined;
}

/** What is known of a run whatever its end. */
interface RunMembers<Inputs> {
  /** The place among the inputs, from 0. */
  readonly index: number;
  readonly inputs: Inputs;
  /** Undefined: the server made no job, or none is known. */
  readonly jobID: string | undefined;
}

/** A run that ended: with its outputs, or with its error. */
export type RunOutcome<Inputs, Outputs> =
  | (RunMembers<Inputs> & {
      readonly status: "successful";
      readonly outputs: Outputs;
      readonly error?: undefined;
    })
  | (RunMembers<Inputs> & {
      readonly status: "failed";
      /** What a call of the process function would have thrown. */
      readonly error: unknown;
      readonly outputs?: undefined;
    });

/**
 * Runs a process with many inputs, some at a time, and yields each run when it ends, in the order of their ends. The
 * error of one run ends no other. Inputs are taken one by one, when there is room for a run, and runs begin no faster
 * than the loop takes their ends: not more than `concurrency` of these wait. A run that failed is not repeated, apart
 * from what the client's `retries` are for.
 * @param inputs - The inputs of each run: a list, a generator, or what else can be iterated over. If it throws, the loop
 * throws that after the ends of the runs that were begun.
 * @throws ConfigError: an option is wrong; what the inputs and `onProgress` throw. An abort rejects with the signal's
 * reason. Where the loop ends early, submissions under way have 2 s to be answered.
 */
export async function* runAll<
  Inputs,
  Outputs,
  K extends keyof Outputs = keyof Outputs,
>(
  process:
    ProcessFunction<Inputs, Outputs> | OptionalInputsProcess<Inputs, Outputs>,
  inputs: Iterable<NoInfer<Inputs>> | AsyncIterable<NoInfer<Inputs>>,
  options: RunAllOptions<K>,
): AsyncGenerator<RunOutcome<Inputs, Requested<Outputs, K>>, void> {
  const { eachRun } = await loadUnit(import("./each-run.js"));
  yield* eachRun<Inputs, Requested<Outputs, K>>(
    process,
    inputs,
    options,
    connectionOf,
  );
}
