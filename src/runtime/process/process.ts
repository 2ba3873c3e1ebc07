import type { Client } from "../client/client.js";
import type { ProcessDefinition } from "../documents/process-definition.js";
import type { MediaTypesByOutput } from "../execution/execute-request.js";
import type { Connection } from "../http/connection.js";
import type { Job } from "../job/job.js";
import { jobHandle } from "./process-job.js";
import type {
  JobHandleOptions,
  RunOptions,
  SubmitOptions,
} from "./process-options.js";
import { runProcess, submitProcess } from "./run-process.js";

interface ProcessMembers<Outputs> {
  /** A handle for a job of this process that was submitted before, perhaps by another run of the program. No request is made. */
  job(jobId: string, options?: JobHandleOptions): Job<Outputs>;
  /** What is known about the process. */
  readonly process: ProcessDefinition;
}

/** The outputs that a call asked for: the type of all outputs itself, so that editors show its name, or a part of it. */
export type Requested<Outputs, K extends keyof Outputs> = [
  keyof Outputs,
] extends [K]
  ? Outputs
  : Pick<Outputs, K>;

/**
 * The media types of a process that lists none, so that any may be asked for. Functions with lists are assignable to the
 * type without, which only this type allows.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- See above.
type AnyMediaTypes = any;

/** The media types of all outputs: any of those that list none, or one. */
type OfAll<Outputs, MediaTypes> = MediaTypes &
  Readonly<Record<Exclude<keyof Outputs, keyof MediaTypes>, string>>;

/** A process as a function: it submits, waits and returns the outputs. Errors: see {@link Job.results} and `Client.executeProcess`. */
export interface ProcessFunction<
  Inputs,
  Outputs,
  MediaTypes = AnyMediaTypes,
> extends ProcessMembers<Outputs> {
  <K extends keyof Outputs = keyof Outputs>(
    inputs: Inputs,
    options?: RunOptions<K, OfAll<Outputs, MediaTypes>>,
  ): Promise<Requested<Outputs, K>>;
  /** Submits, and does not wait for the job to end. */
  submit<K extends keyof Outputs = keyof Outputs>(
    inputs: Inputs,
    options?: SubmitOptions<K, OfAll<Outputs, MediaTypes>>,
  ): Promise<Job<Requested<Outputs, K>>>;
}

/** A process as a function, all of whose inputs may be left out. */
export interface OptionalInputsProcess<
  Inputs,
  Outputs,
  MediaTypes = AnyMediaTypes,
> extends ProcessMembers<Outputs> {
  <K extends keyof Outputs = keyof Outputs>(
    inputs?: Inputs,
    options?: RunOptions<K, OfAll<Outputs, MediaTypes>>,
  ): Promise<Requested<Outputs, K>>;
  /** Submits, and does not wait for the job to end. */
  submit<K extends keyof Outputs = keyof Outputs>(
    inputs?: Inputs,
    options?: SubmitOptions<K, OfAll<Outputs, MediaTypes>>,
  ): Promise<Job<Requested<Outputs, K>>>;
}

/**
 * Any process function, whatever its inputs and outputs: each generated one is such. What is passed to it is not checked
 * by the compiler; `validate` checks it against the schemas.
 */
export interface AnyProcess extends ProcessMembers<unknown> {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- A function that takes less is assignable to no other type.
  (inputs?: any, options?: RunOptions<any>): Promise<unknown>;
  /** Submits, and does not wait for the job to end. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- As above.
  submit(inputs?: any, options?: SubmitOptions<any>): Promise<Job<unknown>>;
}

/** What tells a process function from others. Compilers compare no more of its type with it. */
type DefinedProcess = Pick<AnyProcess, "process">;

/**
 * Makes the function of a process; generated code calls it. Its type is the one that it is declared
 * with. Compilers need not compare that with another type then: they made a third of all types of a
 * package for that.
 *
 * @param getDefault - Makes the client, or the bare connection, of calls that pass no client. Called for each call that passes no client, not before.
 * @typeParam P - {@link ProcessFunction} or {@link OptionalInputsProcess}.
 */
export function defineProcess<
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- The declaration says it.
  P extends DefinedProcess = OptionalInputsProcess<unknown, unknown>,
>(getDefault: () => Client | Connection, definition: ProcessDefinition): P;
/**
 * Makes the function of a process with these inputs and outputs. The result can also be used as a
 * {@link ProcessFunction}, for a process with required inputs.
 *
 * @param getDefault - As above.
 */
export function defineProcess<Inputs, Outputs>(
  getDefault: () => Client | Connection,
  definition: ProcessDefinition,
): OptionalInputsProcess<Inputs, Outputs>;
export function defineProcess<Inputs, Outputs>(
  getDefault: () => Client | Connection,
  definition: ProcessDefinition,
): OptionalInputsProcess<Inputs, Outputs> {
  const run = <K extends keyof Outputs = keyof Outputs>(
    inputs?: Inputs,
    options: RunOptions<K, MediaTypesByOutput> = {},
  ): Promise<Requested<Outputs, K>> =>
    runProcess<Requested<Outputs, K>>(definition, getDefault, inputs, options);
  const members: Pick<
    OptionalInputsProcess<Inputs, Outputs>,
    "submit" | "job" | "process"
  > = {
    submit: <K extends keyof Outputs = keyof Outputs>(
      inputs?: Inputs,
      options: SubmitOptions<K, MediaTypesByOutput> = {},
    ) =>
      submitProcess<Requested<Outputs, K>>(
        definition,
        getDefault,
        inputs,
        options,
      ),
    job: (jobId, options = {}) =>
      jobHandle<Outputs>(definition, getDefault, jobId, options),
    process: definition,
  };
  return Object.assign(run, members);
}

/** The clients that processes are bound to. */
const BOUND_CLIENTS: WeakMap<object, Client> = /* @__PURE__ */ new WeakMap();

/** The client that a process function is bound to by `bindProcess`. Undefined: it uses the package's default client. For generated code. */
export function boundClient(process: object): Client | undefined {
  return BOUND_CLIENTS.get(process);
}

/**
 * The same process with another default client, for `bindProcesses`.
 * @typeParam P - The type of the process function, which the result keeps.
 */
export function bindProcess<P extends DefinedProcess>(
  process: P,
  client: Client,
): P {
  const bound: DefinedProcess = defineProcess<unknown, unknown>(
    () => client,
    process.process,
  );
  BOUND_CLIENTS.set(bound, client);
  return bound as P;
}
