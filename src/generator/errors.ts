/**
 * A failure that ends a generation. The command prints what happened, where,
 * and how to fix it, and exits with {@link GenerationError.exitCode}.
 */
export class GenerationError extends Error {
  override readonly name: string = "GenerationError";
  /** Stable, kebab-case name of the failure, such as `server-unreachable`. */
  readonly code: string;
  /** Where it happened: a URL without credentials, a file, a process and a JSON Pointer. */
  readonly where: string | undefined;
  /** What the user can do about it. */
  readonly hint: string | undefined;
  /** The exit code of the command: 1 for a failed generation, 2 for wrong usage or configuration. */
  readonly exitCode: 1 | 2;

  constructor(
    code: string,
    message: string,
    details: {
      readonly where?: string | undefined;
      readonly hint?: string | undefined;
      readonly cause?: unknown;
      readonly exitCode?: 1 | 2;
    } = {},
  ) {
    super(
      message,
      details.cause === undefined ? undefined : { cause: details.cause },
    );
    this.code = code;
    this.where = details.where;
    this.hint = details.hint;
    this.exitCode = details.exitCode ?? 1;
  }
}

/** Wrong flags, options or configuration: exit code 2. */
export class UsageError extends GenerationError {
  override readonly name = "UsageError";

  constructor(
    message: string,
    details: {
      readonly where?: string | undefined;
      readonly hint?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super("usage", message, { ...details, exitCode: 2 });
  }
}
