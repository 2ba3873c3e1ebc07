import { connectionOf, type Client } from "../client/client.js";
import { loadUnit } from "../errors/errors.js";
import { encodeRequest } from "../execution/execute-request.js";
import { preferenceOf } from "../execution/execution.js";
import type {
  OptionalInputsProcess,
  ProcessFunction,
  Requested,
} from "../process/process.js";
import type { SubmitOptions } from "../process/process-options.js";
import type { RunError } from "./run-error.js";

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
export interface RunAllOptions<
  K = string,
  Inputs = unknown,
> extends SubmitOptions<K> {
  /** The client that submits all jobs and follows them, with shared polls. */
  readonly client: Client;
  /** Jobs that are submitted and have not ended, at a time. Default: 16. */
  readonly concurrency?: number | undefined;
  /** Milliseconds that each job may take once it is submitted, until JobTimeoutError is its end. Default: no limit. */
  readonly timeoutMs?: number | undefined;
  /**
   * Dismisses the jobs that have not ended when the loop is left, or ended by the signal. Default: false, they go on at
   * the server.
   */
  readonly dismissOnAbort?: boolean | undefined;
  /**
   * The path of a file that says what was sent to the server and what came of it, so that the same call goes on where an
   * earlier program ended, at whatever moment it was killed. What is known of a run is written before it is sent, when
   * its job is known, and when it ends. Runs that ended, those that failed too, are yielded again, as recalled; jobs that
   * were made are taken up; a run is sent again that the server refused, such as for its credentials or its load;
   * a run of which nobody knows whether it made a job is looked for among the server's jobs, by its inputs, and else is
   * `orphaned`: it is never sent twice without being told to. The journal holds a hash of inputs, and small outputs that
   * are JSON, and no secret of the client. One program can use it at a time. Node, Bun and Deno only. Default: none.
   */
  readonly journal?: string | undefined;
  /**
   * The folder in which each run's outputs are saved, in a folder that is named after its key: `outputs.json`, and a file
   * for each ResultFile. A folder has its name when it is whole. The outputs that the loop gets are then the saved ones.
   * Node, Bun and Deno only. Default: nothing is saved.
   */
  readonly saveTo?: string | undefined;
  /** Names a run in the journal and in `saveTo`. Default: its place among the inputs, from 0. */
  readonly key?: ((inputs: Inputs, index: number) => string) | undefined;
  /**
   * Runs of the journal that are sent again, with whatever inputs are now given: those that failed, or are orphaned.
   * Default: none. A run that was to be run within the request (`mode`) has also failed where the server answered 400, 422,
   * or a fault of its own.
   */
  readonly again?: readonly ("failed" | "orphaned")[] | undefined;
  /** Called when a run begins and when one ends. What it throws ends the loop. */
  readonly onProgress?: ((progress: RunAllProgress) => void) | undefined;
}

/** What is known of a run whatever its end. */
interface RunMembers<Inputs> {
  /** The place among the inputs, from 0. */
  readonly index: number;
  /** See {@link RunAllOptions.key}. */
  readonly key: string;
  readonly inputs: Inputs;
  /** Undefined: the server made no job, or none is known. */
  readonly jobID: string | undefined;
  /** Whether the run has ended in an earlier program, as the journal says. */
  readonly isRecalled: boolean;
}

/** A run that ended: with its outputs, or with its error. */
export type RunOutcome<Inputs, Outputs> = RunMembers<Inputs> &
  (
    | {
        readonly status: "successful";
        readonly outputs: Outputs;
        readonly error?: undefined;
      }
    | {
        readonly status: "failed";
        /** What a call of the process function would have thrown. {@link RunError}: it failed in an earlier program. */
        readonly error: unknown;
        readonly outputs?: undefined;
      }
    | {
        /** With a journal alone: nobody knows whether the server has accepted the run. */
        readonly status: "orphaned";
        readonly error: RunError;
        readonly outputs?: undefined;
      }
  );

/**
 * Runs a process with many inputs, some at a time, and yields each run when it ends, in the order of their ends. The
 * error of one run ends no other. Inputs are taken one by one, when there is room for a run, and runs begin no faster
 * than the loop takes their ends: not more than `concurrency` of these wait. A run that failed is not repeated, apart
 * from what the client's `retries` are for.
 * @param inputs - The inputs of each run: a list, a generator, or what else can be iterated over. If it throws, the loop
 * throws that after the ends of the runs that were begun.
 * @throws ConfigError: an option is wrong; the journal cannot be used, or is one of other inputs; what the inputs, `key`
 * and `onProgress` throw. An abort rejects with the signal's reason. Where the loop ends early, submissions under way have
 * 2 s to be answered.
 */
export async function* runAll<
  Inputs,
  Outputs,
  K extends keyof Outputs = keyof Outputs,
>(
  process:
    ProcessFunction<Inputs, Outputs> | OptionalInputsProcess<Inputs, Outputs>,
  inputs: Iterable<NoInfer<Inputs>> | AsyncIterable<NoInfer<Inputs>>,
  options: RunAllOptions<K, NoInfer<Inputs>>,
): AsyncGenerator<RunOutcome<Inputs, Requested<Outputs, K>>, void> {
  const { eachRun } = await loadUnit(import("./each-run.js"));
  const doors = { connectionOf, encodeRequest, preferenceOf };
  yield* eachRun<Inputs, Requested<Outputs, K>>(
    process,
    inputs,
    options,
    doors,
  );
}
