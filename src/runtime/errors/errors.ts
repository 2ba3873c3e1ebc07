import { longTimeout } from "../base/cancellation.js";
import { printable } from "../base/printable.js";
import type { StatusInfo } from "../documents/documents.js";
import { isCallersFailure } from "./callers-failure.js";
import type { JobErrorDetails } from "./job-errors.js";

/** What went wrong, for programs that depend on it: stable across versions. */
export type S2gosErrorCode =
  | "api"
  | "body-too-large"
  | "config"
  | "connection"
  | "forbidden"
  | "input"
  | "job-dismissed"
  | "job-failed"
  | "job-mismatch"
  | "job-timeout"
  | "job-vanished"
  | "load"
  | "no-such-job"
  | "no-such-process"
  | "output-missing"
  | "response-parse"
  | "result-file"
  | "result-not-ready"
  | "run-orphaned"
  | "timeout"
  | "unauthorized"
  | "validation";

const BRAND = "s2gos.error";

/**
 * The base class of every error that this package throws. Only an abort rejects with something else: the caller's own
 * reason. Its message is one line that can be printed; see {@link printable}. What a server said is whole in the members.
 */
export abstract class S2gosError extends Error {
  override readonly name: string = "S2gosError";
  abstract readonly code: S2gosErrorCode;
  /** The job that the error is about; see {@link withJob}. Undefined: none was known yet. */
  readonly jobId: string | undefined;
  readonly processId: string | undefined;
  /** The last status of the job that the server reported. */
  readonly lastStatus: StatusInfo | undefined;

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    const details = options.cause === undefined ? [] : [options];
    // The type library of older projects does not know the second parameter of Error.
    super(...([printable(message), ...details] as [string]));
    Object.defineProperty(this, Symbol.for(BRAND), { value: true });
  }
}

/**
 * Whatever fails after a job is known, its error names the job.
 * @returns The failure itself; an abort's reason and what a caller's function threw stay as they are.
 */
export function withJob(
  failure: unknown,
  { jobId, processId, lastStatus }: JobErrorDetails,
): unknown {
  const isUnnamed =
    failure instanceof S2gosError &&
    !failure.jobId &&
    // It may come from another client, and be about no job of this one.
    !isCallersFailure(failure);
  return isUnnamed && jobId !== ""
    ? Object.assign(failure, { jobId, processId, lastStatus })
    : failure;
}

/** Whether an error is a {@link S2gosError}, also one of another copy of this package, for which `instanceof` fails. */
export function isS2gosError(error: unknown): error is S2gosError {
  return (
    error instanceof Error && Reflect.get(error, Symbol.for(BRAND)) === true
  );
}

/** An input that cannot be sent. It is found before any request. */
export class InputError extends S2gosError {
  override readonly name = "InputError";
  readonly code = "input";
  /** JSON Pointer (RFC 6901) to the value, below the inputs. */
  readonly pointer: string | undefined;

  constructor(
    message: string,
    details: { readonly pointer?: string; readonly cause?: unknown } = {},
  ) {
    super(message, details);
    this.pointer = details.pointer;
  }
}

/** One fault of a value. */
export interface ValidationFault {
  /** JSON Pointer (RFC 6901) below the inputs or outputs. Empty: all of them together. */
  readonly pointer: string;
  readonly message: string;
}

/** The validator of the client or of the call (option `validate`) found inputs or outputs that are not valid. */
export class ValidationError extends S2gosError {
  override readonly name = "ValidationError";
  readonly code = "validation";
  override readonly processId: string = "";
  readonly part!: "inputs" | "outputs";
  readonly faults!: readonly ValidationFault[];

  constructor(
    processId: string,
    part: "inputs" | "outputs",
    faults: readonly ValidationFault[],
  ) {
    const list = faults
      .map(({ pointer, message }) => `${pointer} ${message}`.trimStart())
      .join("; ");
    super(`The ${part} of ${processId} are not valid: ${list}.`);
    Object.assign(this, { processId, part, faults });
  }
}

/** What came, and what did not. */
export interface OutputMissingDetails {
  readonly processId: string;
  /** Empty where the server made no job. */
  readonly jobId: string;
  /** Names of the outputs that did not come. */
  readonly missing: readonly string[];
  /** The outputs that came, by name, as the call would have returned them. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The server did not return an output that the process describes; the option `allowMissing` makes a warning of it. */
export class OutputMissingError extends S2gosError {
  override readonly name = "OutputMissingError";
  readonly code = "output-missing";
  /** Names of the outputs that did not come. */
  readonly missing!: readonly string[];
  /** The outputs that came, by name, as the call would have returned them. */
  readonly outputs!: Readonly<Record<string, unknown>>;

  constructor(message: string, { outputs, ...details }: OutputMissingDetails) {
    super(message);
    Object.assign(this, details);
    // Data, which may be large and hold signed links, is not printed with an error.
    Object.defineProperty(this, "outputs", {
      value: outputs,
      enumerable: false,
    });
  }
}

/** The options, the environment or the configuration file are not valid, or the client is closed. */
export class ConfigError extends S2gosError {
  override readonly name = "ConfigError";
  readonly code = "config";
}

/** A result file cannot be read or saved. */
export class ResultFileError extends S2gosError {
  override readonly name = "ResultFileError";
  readonly code = "result-file";
  /** URL of the file, without credentials. Undefined: the file was part of another document. */
  readonly href: string | undefined;

  constructor(
    message: string,
    details: { readonly href?: string | undefined; readonly cause?: unknown },
  ) {
    super(message, details);
    this.href = details.href;
  }
}

/**
 * A part of this package that is loaded when it is first used did not load: no connection, or the application was
 * deployed again since. The same call may be made again, in a page after it is loaded anew, unless the error names a job.
 */
export class LoadError extends S2gosError {
  override readonly name = "LoadError";
  readonly code = "load";

  /** @param job - The job that was to be followed: it goes on at the server, and a new handle with its id can wait for it. */
  constructor(cause: unknown, job: Partial<JobErrorDetails> = {}) {
    const { jobId } = job;
    const advice =
      jobId === undefined
        ? "Try again"
        : `Job ${jobId} goes on at the server, and can be followed by its id`;
    super(
      `A part of the generated package did not load: ${messageOf(cause)}. ${advice}; after a new deployment, reload the page.`,
      { cause },
    );
    Object.assign(this, job);
  }
}

/** What is being loaded just now. */
const LOADING = /* @__PURE__ */ new Set<Promise<unknown>>();

/**
 * Waits for a part of this package that is loaded when it is first used.
 * @param unit - What `import()` returns.
 * @param job - The job that is known already, for the error.
 * @throws LoadError: it did not load.
 */
export async function loadUnit<Unit>(
  unit: Promise<Unit>,
  job?: JobErrorDetails,
): Promise<Unit> {
  LOADING.add(unit);
  try {
    return await unit;
  } catch (cause) {
    throw new LoadError(cause, job);
  } finally {
    LOADING.delete(unit);
  }
}

/**
 * Waits until nothing is being loaded, and those who waited for it have gone on to their requests.
 * @param mostMs - Milliseconds after which it waits no longer.
 */
export async function unitsLoaded(mostMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = longTimeout(mostMs, resolve);
    const wait = (): void => {
      if (LOADING.size > 0) {
        void Promise.allSettled([...LOADING]).then(() => setTimeout(wait));
      } else {
        stop();
        resolve();
      }
    };
    // A call that waits for nothing that loads has a few steps to its request as well.
    setTimeout(wait);
  });
}

/** What a failure says, whatever was thrown. */
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
