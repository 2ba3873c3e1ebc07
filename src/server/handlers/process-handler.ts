import type { MediaValue, Outputs, Reference, RunningJob } from "../process.js";

/**
 * Stands for a process: what it does with its inputs. It returns the outputs by name; what it throws makes the job fail,
 * a `Problem` with its own status and text.
 *
 * @param inputs - The inputs by name. Where a description says what they are, they were validated, and defaults were
 * filled in. Content such as an image is a `MediaValue`, what lies elsewhere a `Reference`.
 * @param job - The job: its id, its signal, how it reports progress.
 */
export type ProcessHandler<
  Inputs = Readonly<Record<string, unknown>>,
  Returned = Outputs,
> = (inputs: Inputs, job: RunningJob) => Promise<Returned> | Returned;

/**
 * Handlers by the id of their process.
 * @typeParam Processes - The type of the registry of a generated package, by which ids, inputs and outputs are checked.
 * Default: any ids, with any inputs and outputs.
 */
export type ProcessHandlers<Processes = Readonly<Record<string, unknown>>> = {
  readonly [Id in keyof Processes]?: ProcessHandler<
    ReceivedInputs<Processes[Id]>,
    ReturnedOutputs<Processes[Id]>
  >;
};

/** What the value of a registry has in common with each process function, as far as handlers need it. */
interface CallableProcess<Outputs> {
  readonly submit: (...call: never[]) => unknown;
  readonly job: (jobId: string) => {
    readonly results: () => Promise<Outputs>;
  };
}

/** The inputs of a process function as its handler receives them. */
type ReceivedInputs<Process> = Process extends {
  readonly submit: (...call: infer Call) => unknown;
}
  ? Received<NonNullable<Call[0]>>
  : Process extends () => Promise<infer Loaded>
    ? ReceivedInputs<Loaded>
    : Readonly<Record<string, unknown>>;

type Received<Inputs> = {
  readonly [Name in keyof Inputs]: ReceivedValue<Inputs[Name]>;
};

/** Content in any of the forms that callers give it in: texts, bytes, a `Blob`, links, files of results and of the machine. */
type GivenContent =
  | string
  | Uint8Array
  | ArrayBuffer
  | { readonly size: number; readonly type: string }
  | { readonly href: string }
  | { readonly mediaType: string };

/** What a value is if it is not content. */
type OtherThanContent<Value> = Value extends GivenContent
  ? never
  : // A file of the machine; an object of a schema has no URL as a member.
    Value extends { readonly path: infer Path }
    ? URL extends Path
      ? never
      : Value
    : Value;

type ReceivedValue<Value> = unknown extends Value
  ? Value
  : Uint8Array extends Value
    ? // A string where no description says that it is content.
      MediaValue | Reference | string | OtherThanContent<Value>
    : Value extends readonly unknown[]
      ? { readonly [Index in keyof Value]: ReceivedValue<Value[Index]> }
      : Value extends { readonly href: string }
        ? Value | Reference
        : Value;

/** The outputs of a process function as its handler returns them. */
type ReturnedOutputs<Process> =
  Process extends CallableProcess<infer Results>
    ? { readonly [Name in keyof Results]: ReturnedValue<Results[Name]> }
    : Process extends () => Promise<infer Loaded>
      ? ReturnedOutputs<Loaded>
      : Outputs;

/** Content as handlers return it: bytes and texts get the media type that the process describes. */
type ReturnedContent = MediaValue | Uint8Array | Blob | string;

type ReturnedValue<Value> = unknown extends Value
  ? Value
  : Reference | ReturnedForm<Value>;

type ReturnedForm<Value> = Value extends {
  readonly mediaType: string;
  readonly bytes: (...options: never[]) => Promise<Uint8Array>;
}
  ? ReturnedContent
  : Value extends readonly unknown[]
    ? { readonly [Index in keyof Value]: ReturnedForm<Value[Index]> }
    : Value;
