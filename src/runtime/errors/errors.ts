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
  | "job-timeout"
  | "job-vanished"
  | "load"
  | "no-such-job"
  | "no-such-process"
  | "output-missing"
  | "response-parse"
  | "result-file"
  | "result-not-ready"
  | "timeout"
  | "unauthorized"
  | "validation";

const BRAND = "s2gos.error";

/** The base class of every error that this package throws. Only an abort rejects with something else: the caller's own reason. */
export abstract class S2gosError extends Error {
  override readonly name: string = "S2gosError";
  abstract readonly code: S2gosErrorCode;

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    const details = options.cause === undefined ? [] : [options];
    // The type library of older projects does not know the second parameter of Error.
    super(...([message, ...details] as [string]));
    Object.defineProperty(this, Symbol.for(BRAND), { value: true });
  }
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
  readonly processId: string;
  readonly part: "inputs" | "outputs";
  readonly faults: readonly ValidationFault[];

  constructor(
    processId: string,
    part: "inputs" | "outputs",
    faults: readonly ValidationFault[],
  ) {
    const list = faults
      .map(({ pointer, message }) => `${pointer} ${message}`.trimStart())
      .join("; ");
    super(`The ${part} of ${processId} are not valid: ${list}.`);
    this.processId = processId;
    this.part = part;
    this.faults = faults;
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
  readonly processId!: string;
  /** The job; empty where the server made none. */
  readonly jobId!: string;
  /** Names of the outputs that did not come. */
  readonly missing!: readonly string[];
  /** The outputs that came, by name, as the call would have returned them. */
  readonly outputs!: Readonly<Record<string, unknown>>;

  constructor(message: string, details: OutputMissingDetails) {
    super(message);
    Object.assign(this, details);
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
 * deployed again since. Nothing was lost; the same call may be made again, in a page after it is loaded anew.
 */
export class LoadError extends S2gosError {
  override readonly name = "LoadError";
  readonly code = "load";

  constructor(cause: unknown) {
    super(
      `A part of the generated package did not load: ${messageOf(cause)}. Try again; after a new deployment, reload the page.`,
      { cause },
    );
  }
}

/**
 * Waits for a part of this package that is loaded when it is first used.
 * @param unit - What `import()` returns.
 * @throws LoadError: it did not load.
 */
export async function loadUnit<Unit>(unit: Promise<Unit>): Promise<Unit> {
  try {
    return await unit;
  } catch (cause) {
    throw new LoadError(cause);
  }
}

/** What a failure says, whatever was thrown. */
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
