import type { Client } from "./client.js";
import type { Subscriber } from "./documents.js";
import type { ExecutionMode } from "./execution.js";
import type { RequestSignal, WaitOptions } from "./job-options.js";
import type { Job } from "./job.js";
import type { ProcessDefinition } from "./process-definition.js";
import { jobOf } from "./process-job.js";
import { runProcess, submitProcess } from "./run-process.js";

/** Options of `submit`. */
export interface SubmitOptions<K> extends RequestSignal {
  /** Default: the package's default client. */
  readonly client?: Client | undefined;
  /** Names of the outputs that are wanted; the result has these and no others. Default: all. */
  readonly outputs?: readonly K[] | undefined;
  /**
   * `async`: as a job, where the process allows it. `sync`: within the one request, where it allows that; a job
   * that comes nevertheless is waited for. `auto`: as the server likes. Default: `async`.
   */
  readonly mode?: ExecutionMode | undefined;
  /** Whether outputs come inside the answer or as links; the caller sees no difference but where the bytes are. Default: as the server likes. */
  readonly transmission?:
    | "value"
    | "reference"
    | Readonly<Record<string, "value" | "reference">>
    | undefined;
  /** Default: `raw` for a single file, else `document`. */
  readonly response?: "raw" | "document" | undefined;
  /** URLs that the server calls back. */
  readonly subscriber?: Subscriber | undefined;
  /**
   * `true`: inputs and results that contradict the JSON Schemas of the package reject with ValidationError; `"warn"`:
   * they are reported to the client's `onWarning`. Needs the package `ajv`. Default: false.
   */
  readonly validate?: boolean | "warn" | undefined;
  /** Milliseconds between two looks at the job. Default: the client's. */
  readonly pollIntervalMs?: number | undefined;
  /** Dismisses the job when the signal comes while it is submitted. Default: false. */
  readonly dismissOnAbort?: boolean | undefined;
}

/** Options of a call that waits for the results. `timeoutMs` counts from the call. */
export interface RunOptions<K> extends SubmitOptions<K>, WaitOptions {}

/** Options of a handle for a job that runs already. */
export interface JobHandleOptions {
  /** Default: the package's default client. */
  readonly client?: Client | undefined;
  /** Milliseconds between two looks at the job. Default: the client's. */
  readonly pollIntervalMs?: number | undefined;
  /** See {@link SubmitOptions}. */
  readonly validate?: boolean | "warn" | undefined;
}

interface ProcessMembers<Outputs> {
  /** A handle for a job of this process that runs already, perhaps since another run of the program. No request is made. */
  job(jobId: string, options?: JobHandleOptions): Job<Outputs>;
  /** What is known about the process. */
  readonly process: ProcessDefinition;
}

/** A process as a function: it submits, waits and gives the outputs. Errors: see {@link Job.results} and `Client.executeProcess`. */
export interface ProcessFunction<
  Inputs,
  Outputs,
> extends ProcessMembers<Outputs> {
  <K extends keyof Outputs = keyof Outputs>(
    inputs: Inputs,
    options?: RunOptions<K>,
  ): Promise<Pick<Outputs, K>>;
  /** Submits and does not wait. */
  submit<K extends keyof Outputs = keyof Outputs>(
    inputs: Inputs,
    options?: SubmitOptions<K>,
  ): Promise<Job<Pick<Outputs, K>>>;
}

/** A process all of whose inputs may be left out. */
export interface OptionalInputsProcess<
  Inputs,
  Outputs,
> extends ProcessMembers<Outputs> {
  <K extends keyof Outputs = keyof Outputs>(
    inputs?: Inputs,
    options?: RunOptions<K>,
  ): Promise<Pick<Outputs, K>>;
  /** Submits and does not wait. */
  submit<K extends keyof Outputs = keyof Outputs>(
    inputs?: Inputs,
    options?: SubmitOptions<K>,
  ): Promise<Job<Pick<Outputs, K>>>;
}

/**
 * Makes the function of a process; generated code calls it. The result also serves as a
 * {@link ProcessFunction}, for a process with inputs that must be given.
 * @param getDefaultClient - Called when a call names no client, not before.
 */
export function defineProcess<Inputs, Outputs>(
  getDefaultClient: () => Client,
  definition: ProcessDefinition,
): OptionalInputsProcess<Inputs, Outputs> {
  const run = <K extends keyof Outputs = keyof Outputs>(
    inputs?: Inputs,
    options: RunOptions<K> = {},
  ): Promise<Pick<Outputs, K>> =>
    runProcess<Pick<Outputs, K>>(
      definition,
      options.client ?? getDefaultClient(),
      inputs ?? {},
      options,
    );
  const members: Pick<
    OptionalInputsProcess<Inputs, Outputs>,
    "submit" | "job" | "process"
  > = {
    submit: <K extends keyof Outputs = keyof Outputs>(
      inputs?: Inputs,
      options: SubmitOptions<K> = {},
    ) =>
      submitProcess<Pick<Outputs, K>>(
        definition,
        options.client ?? getDefaultClient(),
        inputs ?? {},
        options,
      ),
    job: (jobId, options = {}) =>
      jobOf<Outputs>(
        definition,
        options.client ?? getDefaultClient(),
        jobId,
        options,
      ),
    process: definition,
  };
  return Object.assign(run, members);
}

/** Any process function, whatever its inputs and outputs. */
interface AnyProcess {
  readonly process: ProcessDefinition;
}

/**
 * The same process with another default client, for `bindProcesses`.
 * @typeParam P - The type of the process function, which the result keeps.
 */
export function bindProcess<P extends AnyProcess>(
  process: P,
  client: Client,
): P {
  const bound: AnyProcess = defineProcess<unknown, unknown>(
    () => client,
    process.process,
  );
  return bound as P;
}
