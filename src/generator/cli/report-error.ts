import { GenerationError } from "../errors.js";
import {
  OutcomeError,
  type FailedOutcome,
} from "../execution/outcome-error.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { printable, printableLine } from "./printable.js";
import type { Redact } from "./redact.js";
import type { Style } from "./style.js";

/** An error as the command line reports it. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly where?: string;
  readonly hint?: string;
  readonly stack?: string;
  readonly exitCode: ExitCode;
}

/** The exit code of each outcome of a call. */
const EXIT_OF: Readonly<Record<FailedOutcome, ExitCode>> = {
  failed: EXIT.failed,
  "job-dismissed": EXIT.jobDismissed,
  "job-failed": EXIT.jobFailed,
  "job-not-done": EXIT.jobNotDone,
  "not-found": EXIT.notFound,
  unauthorized: EXIT.unauthorized,
  usage: EXIT.usage,
};

/** Makes a report of any error, without secrets and printable. */
export function errorReport(error: unknown, redact: Redact): ErrorReport {
  const stack =
    error instanceof Error && error.stack !== undefined
      ? { stack: printable(redact(stackText(error))) }
      : {};
  if (error instanceof GenerationError || error instanceof OutcomeError) {
    return {
      code: error.code,
      message: printableLine(redact(error.message)),
      ...(error.where === undefined
        ? {}
        : { where: printableLine(redact(error.where)) }),
      ...(error.hint === undefined
        ? {}
        : { hint: printableLine(redact(error.hint)) }),
      ...stack,
      exitCode:
        error instanceof OutcomeError ? EXIT_OF[error.outcome] : error.exitCode,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: "internal",
    message: printableLine(redact(`Something unexpected failed: ${message}`)),
    hint: "Run it again with --verbose, and report what it prints.",
    ...stack,
    exitCode: EXIT.failed,
  };
}

function stackText(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error
    ? `${stack}\nCaused by: ${stackText(error.cause)}`
    : stack;
}

/** What is said of an interruption, and its text. */
export function interruptionReport(
  { message, hint }: { readonly message: string; readonly hint?: string },
  redact: Redact,
): Pick<ErrorReport, "code" | "hint" | "message"> & { readonly text: string } {
  const line = (text: string): string => printableLine(redact(text));
  const details = hint === undefined ? {} : { hint: line(hint) };
  const lines = detailLines(undefined, details.hint).map((one) => `  ${one}`);
  return {
    code: "interrupted",
    message: line(message),
    ...details,
    text: `${[line(message), ...lines].join("\n")}\n`,
  };
}

/** The lines below what happened: where, and what to do. */
export function detailLines(
  where: string | undefined,
  hint: string | undefined,
): readonly string[] {
  return [
    ...(where === undefined ? [] : [`at: ${where}`]),
    ...(hint === undefined ? [] : [`hint: ${hint}`]),
  ];
}

/** The text of a report: what happened, where, how to fix it; with `verbose`, the stack too. */
export function errorText(
  report: ErrorReport,
  style: Style,
  verbose: boolean,
): string {
  const { message, where, hint } = report;
  const details = detailLines(where, hint).map((line) => `  ${line}`);
  const lines = [`${style("red", "error:")} ${message}`, ...details];
  if (verbose && report.stack !== undefined) lines.push(report.stack);
  return `${lines.join("\n")}\n`;
}
