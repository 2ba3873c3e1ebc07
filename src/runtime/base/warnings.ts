import { printable } from "./printable.js";

/** Something that the caller should know and that is not a failure, such as a result that contradicts its description. */
export interface Warning {
  /** Stable name of the kind of warning. */
  readonly code:
    | "background-failure"
    | "credentials-left-out"
    | "hook-failure"
    | "input-invalid"
    | "long-integer"
    | "lost-characters"
    | "output-form"
    | "output-invalid"
    | "output-missing"
    | "output-unexpected"
    | "paging"
    | "unknown-status";
  /** One sentence, in one line; see {@link printable}. */
  readonly message: string;
  readonly processId?: string | undefined;
  readonly output?: string;
}

/** Receives warnings; see `ClientOptions.onWarning`. */
export type WarningHandler = (warning: Warning) => void;

/**
 * A handler that gets warnings without secrets whose messages can be printed, and that neither throws nor leaves a rejection behind,
 * whatever the caller's does: a warning must not end a call.
 * @param masked - A value without the secrets in it.
 */
export function guardedWarnings(
  handler: WarningHandler,
  masked: <T>(value: T) => T,
): WarningHandler {
  const complain = (failure: unknown): void => {
    console.warn("s2gos: onWarning failed:", failure);
  };
  return (warning) => {
    const { message, output } = masked({
      message: warning.message,
      output: warning.output,
    });
    try {
      const returned: unknown = callOf(handler, {
        ...warning,
        message: printable(message),
        ...(output === undefined ? {} : { output }),
      });
      Promise.resolve(returned).catch(complain);
    } catch (failure) {
      complain(failure);
    }
  };
}

/** What a function returns of which its type says that it returns nothing: it may be one that returns a promise. */
export function callOf<Given>(
  call: (given: Given) => unknown,
  given: Given,
): unknown {
  return call(given);
}

/** Warnings of one kind that are printed; one answer can give rise to thousands. */
const MOST_PRINTED = 20;

/** The default handler: prints each kind of warning once for each output, and at most 20 warnings of a kind. */
export function consoleWarnings(): WarningHandler {
  const printed: Record<string, Set<string>> = {};
  return ({ code, processId, output, message }) => {
    const ofKind = (printed[code] ??= new Set());
    const { size } = ofKind;
    if (size <= MOST_PRINTED) ofKind.add(`${processId}\n${output}`);
    if (size === ofKind.size) return;
    const more = `more of ${code} are not printed; onWarning gets all.`;
    console.warn(`s2gos: ${size < MOST_PRINTED ? message : more}`);
  };
}
